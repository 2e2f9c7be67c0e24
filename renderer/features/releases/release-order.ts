/** The order of the list, and which releases it shows. No DOM here; fast enough for thousands on every key. */
import { assertNever } from '../../../shared/assert-never';
import type { Release } from '../../../shared/helm';
import { releaseStatusWords } from '../../format/release-status';

const COLUMNS = ['name', 'namespace', 'chart', 'app-version', 'status', 'revision', 'updated'] as const;
export type ReleaseColumn = (typeof COLUMNS)[number];

export interface ReleaseOrder {
  readonly column: ReleaseColumn;
  readonly direction: 'ascending' | 'descending';
}

/** The last changed first. */
export const USUAL_ORDER: ReleaseOrder = { column: 'updated', direction: 'descending' };

/** As it stands in the route: `name`, or `-updated` for the other direction. */
export function parseOrder(text: string | undefined): ReleaseOrder {
  const isDescending = text?.startsWith('-') === true;
  const column = COLUMNS.find((each) => each === text?.slice(isDescending ? 1 : 0));
  return column === undefined ? USUAL_ORDER : { column, direction: isDescending ? 'descending' : 'ascending' };
}

export function formatOrder({ column, direction }: ReleaseOrder): string {
  return direction === 'descending' ? `-${column}` : column;
}

/** What a press on a column's head leads to: its own usual direction first, then the other one. */
export function orderAfterPress(current: ReleaseOrder, column: ReleaseColumn): ReleaseOrder {
  const usual = column === 'updated' || column === 'revision' ? 'descending' : 'ascending';
  const other = usual === 'ascending' ? 'descending' : 'ascending';
  return { column, direction: current.column === column && current.direction === usual ? other : usual };
}

const collator = new Intl.Collator('en', { numeric: true });

export function sortReleases(releases: readonly Release[], { column, direction }: ReleaseOrder): readonly Release[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...releases].sort(
    (a, b) =>
      sign * compare(a, b, column) || collator.compare(a.name, b.name) || collator.compare(a.namespace, b.namespace),
  );
}

function compare(a: Release, b: Release, column: ReleaseColumn): number {
  switch (column) {
    case 'revision':
      return a.revision - b.revision;
    case 'updated':
      return (a.updatedAt ?? 0) - (b.updatedAt ?? 0);
    default:
      return collator.compare(textOf(a, column), textOf(b, column));
  }
}

function textOf(release: Release, column: Exclude<ReleaseColumn, 'revision' | 'updated'>): string {
  switch (column) {
    case 'name':
      return release.name;
    case 'namespace':
      return release.namespace;
    case 'chart':
      return `${release.chart.name} ${release.chart.version}`;
    case 'app-version':
      return release.appVersion;
    case 'status':
      return releaseStatusWords(release.status);
    default:
      return assertNever(column);
  }
}

/** Each word must be in the name, the namespace, the chart with its version, or the status. */
export function filterReleases(releases: readonly Release[], filter: string): readonly Release[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return releases;
  return releases.filter((release) => {
    const { name, namespace, chart, status } = release;
    const text = `${name}\n${namespace}\n${chart.name}\n${chart.version}\n${releaseStatusWords(status)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
