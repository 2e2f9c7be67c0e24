/** The frame of every view: title bar, sidebar, page, Transfers and status bar. Composes the features; knows no data of theirs. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type CSSProperties } from 'react';
import { appInfoQuery } from '../app-info';
import { useCommand } from '../commands';
import { DensityProvider } from '../components/density';
import { latePart } from '../components/late-part';
import { OverlayHost } from '../components/overlay-host';
import { ToastProvider, ToastRegion, useToast } from '../components/toast';
import { LocalRegistryNav } from '../features/local-registry/local-registry-nav';
import { PushHost } from '../features/push/push-host';
import { RegistriesNav } from '../features/registries/registries-nav';
import { RegistryDialogs } from '../features/registries/registry-dialogs';
import { ReleasesNav } from '../features/releases/releases-nav';
import { TransferDialogs } from '../features/transfers/transfer-dialogs';
import { TransfersDock } from '../features/transfers/transfers-dock';
import { TransfersStatus } from '../features/transfers/transfers-status';
import { call } from '../ipc';
import { useLiveData } from '../live-data';
import { registriesQuery } from '../registries';
import { useSettings, useUpdateSettings } from '../settings';
import { usePageFocus } from './page-focus';
import { pressPrimaryAction } from './primary-action';
import { RequestDelayNotice } from './request-delay-notice';
import { focusRegion, rememberFocus } from './regions';
import styles from './shell.module.css';
import { Sidebar } from './sidebar';
import { sidebarWidth } from './sidebar-width';
import { StatusBar } from './status-bar';
import { TitleBar } from './title-bar';
import { useShellKeys } from './use-shell-keys';

const AboutDialog = latePart(async () => (await import('./about-dialog')).AboutDialog);
const ShortcutsDialog = latePart(async () => (await import('./shortcuts-dialog')).ShortcutsDialog);

export function Shell() {
  const settings = useSettings();
  const updateSettings = useUpdateSettings();
  const { data: registries = [] } = useQuery(registriesQuery);
  const navigate = useNavigate();
  /** px while the edge is dragged: only its last place is kept. */
  const [draggedWidth, setDraggedWidth] = useState<number | null>(null);
  const width = draggedWidth ?? sidebarWidth(settings);
  useShellKeys();
  useLiveData();
  useAppearance(settings.density, settings.fontFamily);
  useReadySignal();
  useCommand('settings', () => void navigate({ to: '/settings' }));
  useCommand('next-region', () => focusRegion(1));
  useCommand('previous-region', () => focusRegion(-1));
  useCommand('primary-action', pressPrimaryAction);
  useEffect(rememberFocus, []);
  const page = usePageFocus();

  function resize(newWidth: number, isDone: boolean): void {
    setDraggedWidth(isDone ? null : newWidth);
    if (isDone) updateSettings({ sidebarWidth: newWidth });
  }

  return (
    <DensityProvider value={settings.density}>
      <ToastProvider>
        <div className={styles.shell} style={shellStyle(width)}>
          <TitleBar />
          <OverlayHost>
            <div className={styles.stage}>
              <Sidebar width={width} onResize={resize}>
                <RegistriesNav />
                <LocalRegistryNav />
                <ReleasesNav />
              </Sidebar>
              <main ref={page} data-region tabIndex={-1} className={styles.page}>
                <RequestDelayNotice />
                <Outlet />
              </main>
            </div>
            <PushHost registries={registries} />
            <RegistryDialogs />
            <TransferDialogs />
            <ShellDialogs />
            <ToastRegion />
          </OverlayHost>
          <TransfersDock />
          <StatusBar>
            <TransfersStatus />
          </StatusBar>
        </div>
        <RuntimeWarning />
      </ToastProvider>
    </DensityProvider>
  );
}

/** React's types know no custom properties. */
function shellStyle(width: number): CSSProperties {
  const properties: Record<string, string> = { '--sidebar-width': `${width}px` };
  return properties;
}

/** What CSS cannot know by itself; the theme comes by media query. */
function useAppearance(density: string, fontFamily: string): void {
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
    document.documentElement.dataset['font'] = fontFamily;
  }, [density, fontFamily]);
}

/** Tells the main process once that the saved sidebar has been painted and that events are listened to. */
function useReadySignal(): void {
  const { isSuccess } = useQuery(registriesQuery);
  useEffect(() => {
    if (!isSuccess) return undefined;
    // The second frame begins when the first has been painted: what the main process does then holds up no picture.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => void call('app.ready', null));
    });
    return () => cancelAnimationFrame(frame);
  }, [isSuccess]);
}

function ShellDialogs() {
  const [open, setOpen] = useState<'shortcuts' | 'about' | null>(null);
  useCommand('shortcuts', () => setOpen('shortcuts'));
  useCommand('about', () => setOpen('about'));
  const close = (): void => setOpen(null);
  return (
    <>
      {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {open === 'about' && <AboutDialog onClose={close} />}
    </>
  );
}

function RuntimeWarning() {
  const { data: info } = useQuery(appInfoQuery);
  const show = useToast();
  const electron = info?.unsupportedRuntime ? info.electron : null;
  useEffect(() => {
    if (electron === null) return;
    show({
      tone: 'warning',
      text: `Unsupported development runtime: Electron ${electron}. For trying and testing only.`,
    });
  }, [electron, show]);
  return null;
}
