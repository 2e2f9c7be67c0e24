/** While transfers or changes of releases run: progress on the taskbar, no sleep, and a question before the app quits. */
import { app, dialog, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Operation } from '../shared/operation';
import type { Transfer } from '../shared/transfer';
import { isFinished } from '../shared/transfer-progress';
import { quitWords } from './quit-words';

export interface BusyGuard {
  /** Something of what runs has changed. */
  readonly update: () => void;
}

export interface BusyGuardOptions {
  readonly window: () => BrowserWindow | null;
  readonly transfers: () => readonly Transfer[];
  /** Those that run. */
  readonly operations: () => readonly Operation[];
}

export function guardWhileBusy({ window, transfers, operations }: BusyGuardOptions): BusyGuard {
  let blocker: number | null = null;
  let quitAgreed = false;

  function running(): readonly Transfer[] {
    return transfers().filter((transfer) => !isFinished(transfer));
  }

  function isBusy(): boolean {
    return running().length > 0 || operations().length > 0;
  }

  async function ask(): Promise<void> {
    const parent = window();
    const options = {
      type: 'question' as const,
      ...quitWords(running().length, operations()),
      buttons: ['Keep running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    };
    const { response } =
      parent === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(parent, options);
    if (response !== 1) return;
    quitAgreed = true;
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (quitAgreed || !isBusy()) return;
    event.preventDefault();
    void ask();
  });
  app.on('browser-window-created', (_event, created) => {
    created.on('close', (event) => {
      // On macOS the app lives on without its window, and so does what runs.
      if (quitAgreed || process.platform === 'darwin' || !isBusy()) return;
      event.preventDefault();
      void ask();
    });
  });

  return {
    update() {
      const active = running();
      if (isBusy() && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (!isBusy() && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
      window()?.setProgressBar(isBusy() ? progressOf(active) : -1);
    },
  };
}

/** 0 to 1 over all bytes that are known, or 2 (Electron's "indeterminate") where none are yet. */
function progressOf(active: readonly Transfer[]): number {
  let sent = 0;
  let total = 0;
  for (const { state } of active) {
    if (state.name !== 'running') continue;
    sent += state.sentBytes;
    total += state.totalBytes;
  }
  return total === 0 ? 2 : sent / total;
}
