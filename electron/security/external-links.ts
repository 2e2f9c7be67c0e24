/** Links out of the app: checked here, opened by the system's browser, confirmed first where a chart named them. */

export type LinkCheck = { readonly ok: true; readonly url: string; readonly host: string } | { readonly ok: false };

/** https only, without user name or password, and spelled the way the browser will: what is confirmed is what opens. */
export function checkExternalLink(text: string): LinkCheck {
  try {
    const url = new URL(text);
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hostname === '') {
      return { ok: false };
    }
    return { ok: true, url: url.href, host: url.host };
  } catch {
    return { ok: false };
  }
}
