/** What only the desktop can do: menus at a place, file dialogs, links out, folders shown. The one user of dialog and shell. */
import { basename } from 'node:path';
import { app, dialog, Menu, shell, type BrowserWindow } from 'electron';
import type { OfferedFile } from '../shared/push';
import { writeFileAtomic } from './files/atomic-file';
import type { Desktop, SavedFile } from './ipc/contract-handlers';
import { checkExternalLink } from './security/external-links';
import { asWriting } from './transfers/saved-files';

export interface DesktopOptions {
  readonly window: () => BrowserWindow | null;
  readonly offerFiles: (paths: readonly string[]) => readonly OfferedFile[];
  readonly logFolder: string;
  /** What hangs at the pointer while a file is dragged out. */
  readonly dragIconPath: string;
  readonly onReady: () => void;
}

const CHOICE_TITLES = { files: 'Push charts', folders: 'Push chart folders', chart: 'Open a chart' } as const;

export function createDesktop({ window, offerFiles, logFolder, dragIconPath, onReady }: DesktopOptions): Desktop {
  async function chooseSavePath({ title, fileName }: SavedFile): Promise<string | null> {
    const parent = window();
    const options: Electron.SaveDialogOptions = {
      title,
      defaultPath: fileName,
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    };
    const { canceled, filePath } =
      parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options);
    return canceled || filePath === undefined || filePath === '' ? null : filePath;
  }

  return {
    showMenu(x, y) {
      const parent = window();
      if (parent !== null) Menu.getApplicationMenu()?.popup({ window: parent, x, y });
    },
    async openLink(url, fromChart) {
      const link = checkExternalLink(url);
      if (!link.ok) return false;
      if (fromChart && !(await confirmLink(window(), link.host, link.url))) return false;
      await shell.openExternal(link.url);
      return true;
    },
    openLogs: () => void shell.openPath(logFolder),
    openDataFolder: () => void shell.openPath(app.getPath('userData')),
    async chooseCharts(kind) {
      const isFolder = kind === 'folders';
      const { canceled, filePaths } = await showOpenDialog(window(), {
        title: CHOICE_TITLES[kind],
        buttonLabel: kind === 'chart' ? 'Open' : 'Choose',
        filters: isFolder
          ? []
          : [
              { name: 'Helm charts', extensions: ['tgz'] },
              { name: 'All files', extensions: ['*'] },
            ],
        properties: [
          isFolder ? 'openDirectory' : 'openFile',
          ...(kind === 'chart' ? [] : ['multiSelections' as const]),
        ],
      });
      return canceled ? [] : offerFiles(filePaths);
    },
    async chooseFolder({ title, button }) {
      const { canceled, filePaths } = await showOpenDialog(window(), {
        title,
        buttonLabel: button,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseFile({ title, button }) {
      const { canceled, filePaths } = await showOpenDialog(window(), {
        title,
        buttonLabel: button,
        // Kubeconfigs are in a hidden folder.
        properties: ['openFile', 'showHiddenFiles'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    chooseSavePath,
    async saveFile({ title, fileName, content }) {
      const filePath = await chooseSavePath({ title, fileName });
      if (filePath === null) return null;
      await asWriting(() => writeFileAtomic(filePath, content));
      return basename(filePath);
    },
    openFolder: (path) => void shell.openPath(path),
    reveal: (path) => shell.showItemInFolder(path),
    startDrag: (file) => window()?.webContents.startDrag({ file, icon: dragIconPath }),
    ready: onReady,
  };
}

async function showOpenDialog(parent: BrowserWindow | null, options: Electron.OpenDialogOptions) {
  return parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options);
}

async function confirmLink(parent: BrowserWindow | null, host: string, url: string): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: `Open ${host} in your browser?`,
    detail: `A chart names this link. Chartroom doesn't know where it leads.\n\n${url}`,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } =
    parent === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(parent, options);
  return response === 0;
}
