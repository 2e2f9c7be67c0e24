/**
 * Names in a chart archive, checked as Helm checks them (CVE-2024-25620 and its like). Nothing is unpacked to disk here,
 * but whoever pulls the chart will unpack it.
 */
import { posix } from 'node:path';
import { ChartError } from './chart-error';

const REPACK = 'Package the chart again with `helm package`.';

/**
 * An entry's path below the archive's one folder, with `/`. Throws ChartError where Helm refuses the whole archive.
 */
export function pathInChart(entryName: string): string {
  const [folder, ...rest] = entryName.split(delimiterOf(entryName));
  const inner = rest.join('/');
  if (inner.startsWith('/')) throw unsafe(entryName, 'an absolute path', 'absolute paths');
  if (folder === 'Chart.yaml') {
    throw new ChartError('no-chart-yaml', `Its Chart.yaml doesn't lie in a folder named after the chart. ${REPACK}`, {
      details: `chart yaml not in base directory: ${JSON.stringify(entryName)}`,
    });
  }
  const path = clean(inner);
  if (path === '.') throw unsafe(entryName, "a file outside the chart's folder", 'content outside the base directory');
  if (path.startsWith('..')) throw unsafe(entryName, "a path out of the chart's folder", 'references parent directory');
  if (/^[a-z]:\//i.test(path)) throw unsafe(entryName, 'a path with a drive letter', 'illegally named files');
  return path;
}

/**
 * A name that pathInChart takes, as Helm does, though what unpacks it as it is written would leave the chart's folder:
 * `/etc/x`, `../x`, `C:\x`.
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

/** A row shows a line; names in an archive may be far longer. */
const SHOWN_LENGTH = 200;

function unsafe(entryName: string, what: string, problem: string): ChartError {
  const shown = entryName.length > SHOWN_LENGTH ? `${entryName.slice(0, SHOWN_LENGTH)}…` : entryName;
  return new ChartError(
    'unsafe-path',
    `It holds ${shown || 'a file without a name'}, ${what}, which Helm refuses. ${REPACK}`,
    {
      details: `${problem}: ${JSON.stringify(entryName)}`,
    },
  );
}
