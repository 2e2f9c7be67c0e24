/** While transfers run: progress on the taskbar, no sleep, and a question before the app quits. */
import { app, dialog, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Transfer } from '../shared/transfer';
import { isFinished } from '../shared/transfer-progress';

export interface BusyGuard {
  readonly update: (transfers: readonly Transfer[]) => void;
}

export interface BusyGuardOptions {
  readonly window: () => BrowserWindow | null;
  readonly transfers: () => readonly Transfer[];
}

export function guardWhileBusy({ window, transfers }: BusyGuardOptions): BusyGuard {
  let blocker: number | null = null;
  let quitAgreed = false;

  function running(): readonly Transfer[] {
    return transfers().filter((transfer) => !isFinished(transfer));
  }

  async function ask(): Promise<void> {
    const count = running().length;
    const parent = window();
    const options = {
      type: 'question' as const,
      message: count === 1 ? 'A transfer is still running' : `${count} transfers are still running`,
      detail: 'If you quit now they stop. They come back as Failed with Retry when you start Chartroom again.',
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
    if (quitAgreed || running().length === 0) return;
    event.preventDefault();
    void ask();
  });
  app.on('browser-window-created', (_event, created) => {
    created.on('close', (event) => {
      // On macOS the app lives on without its window, and so do the transfers.
      if (quitAgreed || process.platform === 'darwin' || running().length === 0) return;
      event.preventDefault();
      void ask();
    });
  });

  return {
    update(all) {
      const active = all.filter((transfer) => !isFinished(transfer));
      if (active.length > 0 && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
      if (active.length === 0 && blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
      window()?.setProgressBar(active.length === 0 ? -1 : progressOf(active));
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
