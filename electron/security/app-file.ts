/** Which file of the page's folder an `app://` URL names. No Electron import: the rule is tested in plain Node. */
import { join, normalize, sep } from 'node:path';
import { isAppUrl } from './trusted-frame';

/** The file that a URL of the page names, or null where it would leave the folder. */
export function appFile(folder: string, url: string): string | null {
  if (!isAppUrl(url)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(folder + sep) ? file : null;
}
