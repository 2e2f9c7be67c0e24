/** Binds the dispatcher to Electron's IPC and to one window: only that window's main frame, at our own origin, is heard. */
import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import * as z from 'zod';
import { CHANNEL, type Answer } from '../../shared/ipc/bridge';
import { MAX_OFFERED_FILES } from '../../shared/ipc/contract';
import { events, type EventName, type EventPayload } from '../../shared/ipc/events';
import type { OfferedFile } from '../../shared/push';
import { err, ok } from '../../shared/result';
import { isTrustedFrame } from '../security/trusted-frame';
import type { Dispatcher } from './dispatcher';

export interface IpcOptions {
  readonly dispatcher: Dispatcher;
  readonly window: () => BrowserWindow | null;
  readonly offerFiles: (paths: readonly string[]) => readonly OfferedFile[];
  readonly onRefused: (channel: string, url: string) => void;
}

const pathsSchema = z.array(z.string().max(32_768)).max(MAX_OFFERED_FILES);

export function bindIpc({ dispatcher, window, offerFiles, onRefused }: IpcOptions): void {
  function isTrusted(channel: string, event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const trusted = isTrustedFrame(event.senderFrame, window()?.webContents.mainFrame ?? null);
    if (!trusted) onRefused(channel, event.senderFrame?.url ?? 'a frame that is gone');
    return trusted;
  }

  ipcMain.handle(CHANNEL.call, async (event, callId: unknown, method: unknown, input: unknown): Promise<string> => {
    const trusted = isTrusted(CHANNEL.call, event);
    return JSON.stringify(trusted ? await dispatcher.call(callId, method, input) : notForYou());
  });

  ipcMain.on(CHANNEL.cancel, (event, callIds: unknown) => {
    if (!isTrusted(CHANNEL.cancel, event) || !Array.isArray(callIds)) return;
    for (const callId of callIds) dispatcher.cancel(callId);
  });

  ipcMain.handle(CHANNEL.offerFiles, (event, paths: unknown): Answer<readonly OfferedFile[]> => {
    if (!isTrusted(CHANNEL.offerFiles, event)) return notForYou();
    const parsed = pathsSchema.safeParse(paths);
    if (!parsed.success) {
      return err({
        kind: 'invalid-input',
        message: `At most ${MAX_OFFERED_FILES} files can be taken at once.`,
        why: 'Drop them in smaller groups.',
      });
    }
    return ok(offerFiles(parsed.data.filter((path) => path !== '')));
  });
}

/** Tells the window what happened; dropped where no window is open, since a new one asks for everything. */
export function sendEvent<Name extends EventName>(
  window: BrowserWindow | null,
  name: Name,
  payload: EventPayload<Name>,
): void {
  if (window === null || window.isDestroyed() || window.webContents.isCrashed()) return;
  window.webContents.send(CHANNEL.event, name, events[name].parse(payload));
}

function notForYou(): Answer<never> {
  return err({ kind: 'forbidden', message: 'Only the window of Chartroom itself may ask this.', host: '' });
}
