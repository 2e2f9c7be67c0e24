/** Native menus: the application's, with roles, and the one of input fields. Items that the page carries out are sent as commands. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../shared/ipc/events';

export interface MenuActions {
  readonly command: (command: MenuCommand) => void;
  readonly zoom: (change: 'in' | 'out' | 'reset') => void;
  readonly openLogs: () => void;
  /** Null while the project has no page to open. */
  readonly openReleases: (() => void) | null;
}

/** No `reload` role: Mod+R is the window's own refresh. */
export function setApplicationMenu(actions: MenuActions): void {
  const isMac = process.platform === 'darwin';
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => actions.command(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,');
  const about = item('About Chartroom', 'about');

  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [macAppMenu(about, settings)] : []),
    {
      label: '&File',
      submenu: [
        item('Add registry…', 'add-registry'),
        item('Open a chart…', 'open-chart'),
        item('Push charts…', 'push-charts', 'CmdOrCtrl+O'),
        item('Push a chart folder…', 'push-folder'),
        item('Open a reference', 'open-reference', 'CmdOrCtrl+P'),
        { type: 'separator' },
        ...(isMac ? [] : [settings, { type: 'separator' } as const]),
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        { type: 'separator' },
        item('Filter', 'filter', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Refresh', 'refresh', 'CmdOrCtrl+R'),
        item('Transfers', 'toggle-transfers', 'CmdOrCtrl+J'),
        item('Local registry', 'local-registry'),
        { type: 'separator' },
        { label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoom('in') },
        { label: 'Zoom in', accelerator: 'CmdOrCtrl+=', visible: false, click: () => actions.zoom('in') },
        { label: 'Zoom out', accelerator: 'CmdOrCtrl+-', click: () => actions.zoom('out') },
        { label: 'Actual size', accelerator: 'CmdOrCtrl+0', click: () => actions.zoom('reset') },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Go',
      submenu: [item('Back', 'back', 'CmdOrCtrl+['), item('Forward', 'forward', 'CmdOrCtrl+]')],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ...(actions.openReleases === null ? [] : [{ label: 'Releases', click: actions.openReleases }]),
        item('Keyboard shortcuts', 'shortcuts', 'CmdOrCtrl+/'),
        { label: 'Open logs', click: actions.openLogs },
        ...(isMac ? [] : [{ type: 'separator' } as const, about]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Right click in a field or on selected text: the usual edit items. */
export function addInputMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText.trim() === '') return;
    Menu.buildFromTemplate([
      { role: 'undo', enabled: editFlags.canUndo, visible: isEditable },
      { role: 'redo', enabled: editFlags.canRedo, visible: isEditable },
      { type: 'separator', visible: isEditable },
      { role: 'cut', enabled: editFlags.canCut, visible: isEditable },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste, visible: isEditable },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]).popup({ window });
  });
}

function macAppMenu(
  about: MenuItemConstructorOptions,
  settings: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Chartroom',
    submenu: [
      about,
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
