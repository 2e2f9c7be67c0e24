/** What the desktop asks for when it starts us: `oci://` links, .tgz files and chart folders among the arguments. Previews, never acts. */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReference, formatReference } from '../shared/reference';

export interface OpenRequest {
  /** `host/repository[:tag]` of the last link, in normal form. */
  readonly reference: string | null;
  readonly filePaths: readonly string[];
}

/** `args`: without the program itself. Flags and whatever else are left alone. `isChartFolder` is asked of what may be one. */
export function readOpenRequest(
  args: readonly string[],
  workingFolder: string,
  isChartFolder: (path: string) => boolean = () => false,
): OpenRequest {
  let reference: string | null = null;
  const filePaths: string[] = [];
  for (const arg of args) {
    if (/^oci:\/\//i.test(arg)) {
      const parsed = parseReference(decodeLink(arg));
      if (parsed !== null) reference = formatReference(parsed);
    } else if (arg !== '' && !arg.startsWith('-')) {
      const path = pathOf(arg, workingFolder);
      if (path !== null && (/\.tgz$/i.test(path) || isChartFolder(path))) filePaths.push(path);
    }
  }
  return { reference, filePaths };
}

/** Desktops hand links over percent-encoded now and then; a broken one is taken as it is and refused by the parser. */
function decodeLink(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

function pathOf(arg: string, workingFolder: string): string | null {
  const path = arg.startsWith('file:') ? fromFileUrl(arg) : arg;
  return path === null || isAbsolute(path) ? path : resolve(workingFolder, path);
}

function fromFileUrl(url: string): string | null {
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}
