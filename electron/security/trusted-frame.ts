/** Which frame may talk to the main process: the window's top frame, showing our own page. No Electron import at run time. */
import type { WebFrameMain } from 'electron';

export const APP_SCHEME = 'app';
const APP_HOST = 'chartroom';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`;

type Frame = Pick<WebFrameMain, 'url' | 'routingId' | 'processId'>;

/** `sender` is null when its frame was navigated away or destroyed meanwhile. Compared by id: Electron may make new objects. */
export function isTrustedFrame(sender: Frame | null, mainFrame: Frame | null): boolean {
  if (sender === null || mainFrame === null) return false;
  const isMainFrame = sender.routingId === mainFrame.routingId && sender.processId === mainFrame.processId;
  return isMainFrame && isAppUrl(sender.url);
}

/** Parsed, never compared as text: `app://chartroom.example/` and `app://x@chartroom/` are not ours. */
export function isAppUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}
