/** Denies by default, for every web page of the app: permissions, navigation, new windows, webviews, downloads. */
import type { App, Session, WebContents } from 'electron';
import { isAppUrl } from './trusted-frame';

/** The only permission: "copy" buttons write plain text to the clipboard. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === ALLOWED_PERMISSION && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission) => {
    return permission === ALLOWED_PERMISSION && contents !== null && isAppUrl(contents.getURL());
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  // Inputs hold references and tokens: no spell checker, and no dictionary fetched from the internet.
  session.setSpellCheckerEnabled(false);
}

export function lockNavigation(app: App, onBlocked: (what: string, url: string) => void): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event, url) => {
      // A reload of our own page is a navigation to itself.
      if (isAppUrl(url) && isAppUrl(contents.getURL())) return;
      event.preventDefault();
      onBlocked('navigation', url);
    });
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame) return;
      event.preventDefault();
      onBlocked('frame', event.url);
    });
    contents.on('will-redirect', (event, url) => {
      event.preventDefault();
      onBlocked('redirect', url);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      onBlocked('webview', '');
    });
    contents.setWindowOpenHandler(({ url }) => {
      onBlocked('window', url);
      return { action: 'deny' };
    });
  });
}
