/** The rows of the list of resources: all of them together first, then each by kind and name. Pure. */
import type { ManifestResource } from '../../../shared/manifest';

export interface ResourceRow {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  /** Beside the name: the hook's moments, or where it comes from. */
  readonly note: string;
  readonly text: string;
}

export type ListedResource = Omit<ManifestResource, 'apiVersion'>;

export const WHOLE_KEY = 'whole';

export function resourceRows(
  resources: readonly ListedResource[],
  /** All of them in one text. */
  whole: string,
  filter: string,
): readonly ResourceRow[] {
  const rows = resources.map(({ kind, name, namespace, hookEvents, source, text }, index) => ({
    key: String(index),
    kind: kind === '' ? 'Unreadable' : kind,
    name,
    note: [
      ...(namespace === null ? [] : [`in ${namespace}`]),
      ...(hookEvents.length === 0 ? [] : [`hook: ${hookEvents.join(', ')}`]),
      ...(source === null ? [] : [source]),
    ].join(' · '),
    text,
  }));
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ kind, name, note }: ResourceRow): boolean => {
    const about = `${kind} ${name} ${note}`.toLowerCase();
    return words.every((word) => about.includes(word));
  };
  const found = rows
    .filter(matches)
    .sort((left, right) => compare(left.kind, right.kind) || compare(left.name, right.name));
  const all = { key: WHOLE_KEY, kind: 'All', name: 'All manifests', note: '', text: whole };
  return words.length > 0 || rows.length === 0 ? found : [all, ...found];
}

/** By code: the same order everywhere, and a hundred times faster than by a language. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
