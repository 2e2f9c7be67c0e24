/**
 * Names in a chart archive, checked as Helm checks them (CVE-2024-25620 and its like). Nothing is unpacked to disk here,
 * but whoever pulls the chart will unpack it.
 */
import { posix } from 'node:path';
import { ChartError, type ChartErrorCode } from './chart-error';

const REPACK = 'Package the chart again with `helm package`.';

/**
 * An entry's path below the archive's one folder, with `/`. Throws ChartError where Helm refuses the whole archive.
 */
export function pathInChart(entryName: string): string {
  const [folder, ...rest] = entryName.split(delimiterOf(entryName));
  const inner = rest.join('/');
  if (inner.startsWith('/')) {
    throw refusal('unsafe-path', 'It holds a file with an absolute path.', 'absolute paths', entryName);
  }
  if (folder === 'Chart.yaml') {
    throw refusal(
      'no-chart-yaml',
      "Its Chart.yaml doesn't lie in a folder named after the chart.",
      'chart yaml not in base directory',
      entryName,
    );
  }
  const path = clean(inner);
  if (path === '.') {
    throw refusal(
      'unsafe-path',
      'It holds a file outside the folder named after the chart.',
      'content outside the base directory',
      entryName,
    );
  }
  if (path.startsWith('..')) {
    throw refusal(
      'unsafe-path',
      'It holds a file that leads out of its folder.',
      'references parent directory',
      entryName,
    );
  }
  if (/^[a-z]:\//i.test(path)) {
    throw refusal('unsafe-path', 'It holds a file with a drive letter.', 'illegally named files', entryName);
  }
  return path;
}

/**
 * A name that pathInChart takes, as Helm does, though what unpacks it as it is written would leave the chart's folder:
 * `/etc/x`, `../x`, `C:\\x`.
 */
export function isStraying(entryName: string): boolean {
  const parts = entryName.split(delimiterOf(entryName));
  const [first = ''] = parts;
  return first === '' || /^[a-z]:$/i.test(first) || parts.includes('..');
}

/** Where a name has a backslash, that is what separates it: archives made on Windows have them. */
function delimiterOf(entryName: string): string {
  return entryName.includes('\\') ? '\\' : '/';
}

/** Go's path.Clean, which leaves no slash at the end. */
function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

function refusal(code: ChartErrorCode, message: string, problem: string, entryName: string): ChartError {
  return new ChartError(code, `${message} ${REPACK}`, { details: `${problem}: ${JSON.stringify(entryName)}` });
}
