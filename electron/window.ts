/** The one window: its security switches, its title bar, its place on the screen, and what happens when its page dies. */
import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { Settings } from '../shared/settings';
import { APP_URL } from './security/trusted-frame';
import { backgroundColor, overlayStyle, titleBarOptions, type TitleBarSituation } from './title-bar';
import { fitBounds, LEAST_WINDOW_SIZE, type Rectangle } from './window-bounds';

/** ms without a move or a change of size, after which the place is written down. */
const DRAG_REST_MS = 300;

export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
}

export interface WindowOptions {
  readonly state: WindowState;
  readonly settings: Settings;
  readonly iconPath: string;
  readonly onStateChanged: (state: WindowState) => void;
  /** The page reloads, died or was closed: its calls have nobody waiting. */
  readonly onPageGone: () => void;
  readonly log: (message: string) => void;
}

function titleBarSituation(settings: Settings): TitleBarSituation {
  return {
    platform: process.platform,
    hasOverlay: 'setTitleBarOverlay' in BrowserWindow.prototype,
    isDark: nativeTheme.shouldUseDarkColors,
    zoomFactor: settings.zoomFactor,
  };
}

export function createWindow(options: WindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays();
  const primary = screen.getPrimaryDisplay();
  const workAreas = [primary, ...displays.filter((display) => display.id !== primary.id)].map((each) => each.workArea);
  const situation = titleBarSituation(options.settings);

  const window = new BrowserWindow({
    ...fitBounds(options.state.bounds, workAreas),
    minWidth: LEAST_WINDOW_SIZE.width,
    minHeight: LEAST_WINDOW_SIZE.height,
    show: false,
    title: 'Chartroom',
    icon: options.iconPath,
    backgroundColor: backgroundColor(situation.isDark),
    ...titleBarOptions(situation),
    // The title bar has the menu's button; Alt shows the bar where there is a frame.
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.js'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Drops are taken by the page's own handlers; a missed one must not navigate.
      navigateOnDragDrop: false,
    },
  });
  if (options.state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());

  rememberState(window, options);
  recoverPage(window, options);
  void window.loadURL(APP_URL);
  return window;
}

/** Follows theme and zoom: the native buttons are as high as the page's title bar is now. */
export function styleTitleBar(window: BrowserWindow, settings: Settings): void {
  const situation = titleBarSituation(settings);
  window.setBackgroundColor(backgroundColor(situation.isDark));
  if (situation.platform !== 'darwin' && situation.hasOverlay) window.setTitleBarOverlay(overlayStyle(situation));
}

function rememberState(window: BrowserWindow, { onStateChanged }: WindowOptions): void {
  let settling: NodeJS.Timeout | undefined;
  function save(): void {
    clearTimeout(settling);
    onStateChanged({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  }
  // Linux has no `resized` and `moved`: there, as everywhere, a drag is over when it has rested for a moment.
  function saveWhenSettled(): void {
    clearTimeout(settling);
    settling = setTimeout(save, DRAG_REST_MS);
  }
  window.on('resize', saveWhenSettled);
  window.on('move', saveWhenSettled);
  window.on('maximize', save);
  window.on('unmaximize', save);
  window.on('close', save);
  window.on('closed', () => clearTimeout(settling));
}

function recoverPage(window: BrowserWindow, { onPageGone, log }: WindowOptions): void {
  const contents = window.webContents;
  let asking = false;

  async function offerReload(message: string, detail: string, keepLabel: string): Promise<void> {
    if (asking || window.isDestroyed()) return;
    asking = true;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: ['Reload', keepLabel],
      defaultId: 0,
      cancelId: 1,
    });
    asking = false;
    if (window.isDestroyed()) return;
    if (response === 0) contents.reload();
    else if (contents.isCrashed()) window.close();
  }

  contents.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
    if (isMainFrame && !isInPlace) onPageGone();
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    onPageGone();
    log(`the page's process is gone: ${reason}`);
    if (reason === 'clean-exit') return;
    void offerReload(
      'The window stopped working',
      'Reload, nothing is lost: transfers go on, and you come back to the same place.',
      'Close',
    );
  });
  window.on('unresponsive', () => {
    void offerReload(
      "The window doesn't answer",
      'Reload, nothing is lost: transfers go on, and you come back to the same place.',
      'Wait',
    );
  });
  window.on('closed', onPageGone);
}
