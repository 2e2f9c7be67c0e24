/** Where pictures and links of a README may lead: into itself, into the chart's archive, or out by a question. Pure. */
import { attribute, escaped, ID_PREFIX, type Addresses } from './clean-html';

/** Raster images only: an SVG could hold anything. */
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+$/;
/** A link into the chart, from where the text itself lies. */
const RELATIVE = /^(?![a-z][a-z\d+.-]*:|\/\/|[\\#?])[^\\\0]+$/i;
/** What is shown of an address; the whole of it may be a page long. In characters. */
const SHOWN_LENGTH = 200;

/** `folder`: of the text, in the archive, '' or with a slash at its end. Null for a path that leads out of the archive. */
export function archivePath(address: string, folder: string): string | null {
  const [path = ''] = address.split(/[?#]/);
  const parts: string[] = [];
  const whole = path.startsWith('/') ? path : folder + path;
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : decodedPath(parts.join('/'));
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function addressesFor(folder: string): Addresses {
  return {
    image(source, words) {
      const trimmed = source.trim();
      if (DATA_IMAGE.test(trimmed)) return `<img${attribute('src', trimmed)}${attribute('alt', words)}>`;
      const path = RELATIVE.test(trimmed) || /^\/[^/\\]/.test(trimmed) ? archivePath(trimmed, folder) : null;
      if (path !== null) return `<span${attribute('data-image', path)}>${escaped(words)}</span>`;
      return blockedImage(trimmed, words);
    },
    link(href) {
      const trimmed = href.trim();
      if (/^https:\/\/[^\s]/i.test(trimmed)) return attribute('href', trimmed) + attribute('data-link', 'external');
      if (trimmed.startsWith('#')) return attribute('href', `#${ID_PREFIX}${decodedPath(trimmed.slice(1))}`);
      const path = RELATIVE.test(trimmed) ? archivePath(trimmed, folder) : null;
      return path === null ? null : attribute('href', '#') + attribute('data-file', path);
    },
  };
}

/** Says so in its place: what it showed isn't missing by accident. */
function blockedImage(source: string, words: string): string {
  const shown = source.length > SHOWN_LENGTH ? `${source.slice(0, SHOWN_LENGTH)}…` : source;
  const named = words.trim() === '' ? '' : `: ${escaped(words)}`;
  return `<span data-blocked="" title="${escaped(shown)}">Remote image blocked${named}</span>`;
}
