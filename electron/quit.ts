/**
 * The app's last seconds: what must still reach the disk gets there, but nothing that hangs keeps the app alive.
 * Asking the user first is not its business (busy.ts); by now all windows are closed.
 */
import { app } from 'electron';
import { endWithin } from './end-within';

/** Longer than a stop of the transfers may take; after that even a dead network drive has had its chance. */
const LAST_WORK_TIMEOUT_MS = 5000;

/** `lastWork`: begun when the app quits, all at once. What of it fails has told the log itself. */
export function finishBeforeQuit(lastWork: () => readonly Promise<unknown>[]): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    // All windows are closed and everyone was asked: a second quit() from within the first is ignored.
    void endWithin(lastWork(), LAST_WORK_TIMEOUT_MS).then((hasEnded) => (hasEnded ? app.exit() : endAtOnce()));
  });
}

/**
 * What hangs holds one of libuv's threads, and every way to exit waits for those: 25 s and then an abort where a keychain
 * is silent, for ever on a network drive that is gone. Nothing is lost: all that could be written has been.
 */
function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL');
}
