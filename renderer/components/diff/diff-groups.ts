/** Resources that were compared, in groups by what became of them. Pure. */
import type { ResourceDiff } from '../../../shared/manifest-diff';
import { hasRealChange, noiseCount, type DiffSection } from './diff-rows';

export type DiffGroupId = 'changed' | 'added' | 'removed' | 'labels' | 'unchanged';

export interface DiffItem {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  /** Kind, and where it lies elsewhere or is a hook: that, too. */
  readonly about: string;
  readonly added: number;
  readonly removed: number;
  /** Something in it changed that is never shown, and nothing else did. */
  readonly isOnlyHidden: boolean;
  readonly section: DiffSection;
}

export interface DiffGroup {
  readonly id: DiffGroupId;
  readonly title: string;
  readonly items: readonly DiffItem[];
}

const TITLES: Readonly<Record<DiffGroupId, string>> = {
  changed: 'Changed',
  added: 'Added',
  removed: 'Removed',
  labels: 'Only chart labels',
  unchanged: 'Unchanged',
};
const ORDER: readonly DiffGroupId[] = ['changed', 'added', 'removed', 'labels', 'unchanged'];

/** Groups with nothing in them are left out. `showsNoise`: labels that name the chart's version count as changes. */
export function diffGroups(
  resources: readonly ResourceDiff[],
  { showsNoise }: { readonly showsNoise: boolean },
): readonly DiffGroup[] {
  const groups = new Map<DiffGroupId, DiffItem[]>(ORDER.map((id) => [id, []]));
  resources.forEach((resource, index) => {
    groups.get(groupOf(resource, showsNoise))?.push(itemOf(resource, index, showsNoise));
  });
  return [...groups].filter(([, items]) => items.length > 0).map(([id, items]) => ({ id, title: TITLES[id], items }));
}

/** Those that have lines to be read: the rest is listed only. */
export function hasLines(id: DiffGroupId): boolean {
  return id !== 'labels' && id !== 'unchanged';
}

function groupOf({ change, hidesChange, lines }: ResourceDiff, showsNoise: boolean): DiffGroupId {
  if (change !== 'changed' || showsNoise || hidesChange || hasRealChange(lines)) return change;
  return 'labels';
}

function itemOf(resource: ResourceDiff, index: number, showsNoise: boolean): DiffItem {
  const { kind, name, namespace, hookEvents, hidesChange, lines, change } = resource;
  const about = [
    kind === '' ? 'Unreadable' : kind,
    ...(namespace === null ? [] : [`in ${namespace}`]),
    ...(hookEvents.length === 0 ? [] : [`hook ${hookEvents.join(', ')}`]),
  ].join(' · ');
  const counted = lines.filter(({ isNoise }) => change !== 'changed' || showsNoise || !isNoise);
  const key = String(index);
  const [added, removed] = (['+', '-'] as const).map((sign) => counted.filter((line) => line.sign === sign).length);
  return {
    key,
    kind,
    name,
    about,
    added: added ?? 0,
    removed: removed ?? 0,
    isOnlyHidden: hidesChange && added === 0 && removed === 0,
    section: { key, title: name, about, hidesChange, lines },
  };
}

/** Of all resources that are both there before and after. */
export function noiseIn(resources: readonly ResourceDiff[]): number {
  return resources.reduce((sum, { change, lines }) => sum + (change === 'changed' ? noiseCount(lines) : 0), 0);
}
