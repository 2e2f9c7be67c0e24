/**
 * The composition root, with services.ts: the only places where services are built and wired. Order matters at the start: first
 * what must stand before the app is ready, then the window at once; what is slow comes while its page loads.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, nativeTheme, session, shell } from 'electron';
import packageJson from '../package.json';
import type { Settings } from '../shared/settings';
import { appInfo } from './app-info';
import { guardWhileBusy } from './busy';
import { readOpenRequest } from './command-line';
import { createDesktop } from './desktop';
import { createOfferedFiles } from './files/offered-files';
import { toAppError } from './ipc/app-error';
import { bindIpc, sendEvent } from './ipc/bind-ipc';
import { createHandlers } from './ipc/contract-handlers';
import { createDispatcher } from './ipc/dispatcher';
import { openLocalRegistryStore } from './local-registry/local-registry-store';
import { createLog } from './log/log';
import { addInputMenu, setApplicationMenu } from './menu';
import { createOpenRequests } from './open-requests';
import { finishBeforeQuit } from './quit';
import { registerAppScheme, serveApp } from './security/app-protocol';
import { checkExternalLink } from './security/external-links';
import { denyPermissions, lockNavigation } from './security/lock-down';
import { openRegistryProfiles } from './settings/registry-profiles';
import { withChange, type Change } from './settings/change';
import { createServices } from './services';
import { openSettingsStore } from './settings/settings-store';
import { openWindowState } from './settings/window-state';
import { openUnfinishedTransfers } from './transfers/unfinished-transfers';
import { createWindow, styleTitleBar } from './window';
import { changeZoom } from '../shared/zoom';

const ROOT = join(__dirname, '..', '..');
const ICON = join(ROOT, 'assets', 'icons', '256x256.png');
/** In the package beside it: see electron-builder.yml. */
const DRAG_ICON = join(ROOT, 'assets', 'icons', '48x48.png');
/** A package has them beside its archive: see electron-builder.yml. */
const SAMPLE_CHARTS = join(app.isPackaged ? process.resourcesPath : join(ROOT, 'dist'), 'sample-charts');
const HOMEPAGE = 'homepage' in packageJson ? checkExternalLink(String(packageJson.homepage)) : { ok: false as const };

// As root there is no sandbox, and asking for one makes Chromium start its zygote again and again without end.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setName(packageJson.productName);
crashReporter.start({ uploadToServer: false });
registerAppScheme();

if (app.requestSingleInstanceLock()) void start();
else app.quit();

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const logFolder = join(dataFolder, 'logs');
  const log = createLog({ folder: logFolder });
  lockNavigation(app, (what, url) => log.warn(`blocked a ${what} to ${url}`));
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', error));

  let window: BrowserWindow | null = null;
  /** Until then the first window is on its way. */
  let hasStarted = false;
  const currentWindow = (): BrowserWindow | null => window;
  const offeredFiles = createOfferedFiles();
  const openRequests = createOpenRequests({
    offerFiles: offeredFiles.offer,
    onLink: (reference) => sendEvent(window, 'link.opened', { reference }),
    onFiles: (files) => sendEvent(window, 'files.opened', [...files]),
  });
  const ask = (args: readonly string[], folder: string): void =>
    openRequests.add(readOpenRequest(args, folder, (path) => existsSync(join(path, 'Chart.yaml'))));

  ask(process.argv.slice(1), process.cwd());
  app.on('second-instance', (_event, args, folder) => {
    showWindow();
    ask(args.slice(1), folder);
  });
  // macOS hands links and files over by events, possibly before the app is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    showWindow();
    ask([url], '/');
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    showWindow();
    ask([path], '/');
  });

  // The only waiting before the window is there.
  const [settings, windowState, profiles, localRegistryStore, unfinished] = await Promise.all([
    openSettingsStore(dataFolder),
    openWindowState(dataFolder),
    openRegistryProfiles(dataFolder),
    openLocalRegistryStore(dataFolder),
    openUnfinishedTransfers({ folder: join(dataFolder, 'transfers'), onProblem: log.warn }),
    app.whenReady(),
  ]);
  const stores = [settings, windowState, profiles, localRegistryStore];
  for (const { note } of stores) if (note !== undefined) log.warn(note);

  serveApp(join(ROOT, 'dist', 'renderer'));
  denyPermissions(session.defaultSession);
  nativeTheme.themeSource = settings.read().theme;
  if (app.isPackaged) app.setAsDefaultProtocolClient('oci');

  let onPageIsThere!: () => void;
  const pageIsThere = new Promise<void>((resolve) => (onPageIsThere = resolve));
  const services = createServices({
    dataFolder,
    sampleChartsFolder: SAMPLE_CHARTS,
    stores: { settings, profiles, localRegistry: localRegistryStore, unfinished },
    offeredFiles,
    pageIsThere,
    log,
    send: (name, payload) => sendEvent(window, name, payload),
    onWork: () => busy.update(),
  });
  const { transfers, releases, localRegistry, registries } = services.handled;
  const busy = guardWhileBusy({
    window: currentWindow,
    transfers: transfers.list,
    operations: () => releases.operations.runningOnes(),
  });

  /** `changeOf` is asked when it is this change's turn, so that quick ones add up. */
  async function updateSettings(changeOf: (current: Settings) => Change<Settings>): Promise<Settings> {
    const next = await settings.update((current) => withChange(current, changeOf(current)));
    nativeTheme.themeSource = next.theme;
    if (window !== null) {
      window.webContents.setZoomFactor(next.zoomFactor);
      styleTitleBar(window, next);
    }
    sendEvent(window, 'settings.changed', next);
    return next;
  }

  const dispatcher = createDispatcher({
    handlers: createHandlers({
      appInfo: async () =>
        appInfo({
          version: packageJson.version,
          versions: {
            electron: process.versions.electron,
            chrome: process.versions['chrome'] ?? '',
            node: process.versions.node,
          },
          platform: process.platform,
          keychain: (await services.keychain).place,
          dataFolder,
          homepage: HOMEPAGE.ok ? HOMEPAGE.url : null,
        }),
      desktop: createDesktop({
        window: currentWindow,
        offerFiles: offeredFiles.offer,
        logFolder,
        dragIconPath: DRAG_ICON,
        onReady() {
          onPageIsThere();
          openRequests.start();
          // Asked with the others, it would first be seen as stopped.
          void localRegistry.open().then(() => registries.checkUnknown());
        },
      }),
      settings: { get: settings.read, update: (change) => updateSettings(() => change) },
      ...services.handled,
    }),
    toAppError,
    onFailure(method, { kind }, error) {
      if (kind === 'internal') log.error(`${method} failed`, error);
      else if (kind !== 'cancelled') log.info(`${method}: ${kind}`, error);
    },
  });
  bindIpc({
    dispatcher,
    window: currentWindow,
    offerFiles: offeredFiles.offer,
    onRefused: (channel, url) => log.warn(`refused ${channel} from ${url}`),
  });

  setApplicationMenu({
    command: (command) => sendEvent(window, 'menu.chosen', command),
    zoom: (change) => void updateSettings(({ zoomFactor }) => ({ zoomFactor: changeZoom(zoomFactor, change) })),
    openLogs: () => void shell.openPath(logFolder),
    openReleases: HOMEPAGE.ok ? () => void shell.openExternal(`${HOMEPAGE.url.replace(/\/$/, '')}/releases`) : null,
  });
  nativeTheme.on('updated', () => {
    if (window !== null) styleTitleBar(window, settings.read());
  });

  function openWindow(): void {
    const opened = createWindow({
      state: windowState.read(),
      settings: settings.read(),
      iconPath: ICON,
      onStateChanged: (state) => void windowState.update(() => state),
      onPageGone() {
        openRequests.stop();
        dispatcher.cancelAll();
        services.onPageGone();
      },
      log: log.warn,
    });
    addInputMenu(opened);
    // Chromium keeps a zoom per origin and forgets it with the session: the settings are what counts.
    opened.webContents.on('did-finish-load', () => opened.webContents.setZoomFactor(settings.read().zoomFactor));
    opened.on('closed', () => (window = null));
    window = opened;
    hasStarted = true;
  }

  /** On macOS the app lives on without its window. */
  function showWindow(): void {
    if (!hasStarted) return;
    if (window === null) return openWindow();
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  app.on('activate', showWindow);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuit(() => [...services.close(), windowState.settled()]);
  openWindow();
  log.info(`Chartroom ${packageJson.version} started`, {
    electron: process.versions.electron,
    node: process.versions.node,
    platform: process.platform,
  });
}
