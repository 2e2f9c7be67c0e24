/** What a preview shows, as entries of one list: CRDs, resources by kind, hooks, images and notes. Pure. */
import type { ManifestResource } from '../../../shared/manifest';
import type { InstallPreview } from '../../../shared/release-preview';

export interface PreviewEntry {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

export interface PreviewGroup {
  readonly title: string;
  readonly entries: readonly PreviewEntry[];
}

/** Groups with nothing in them are left out. */
export function previewGroups({ resources, crds, images, notes }: InstallPreview): readonly PreviewGroup[] {
  const own = resources.filter(({ hookEvents }) => hookEvents.length === 0);
  const hooks = resources.filter(({ hookEvents }) => hookEvents.length > 0);
  const groups: readonly PreviewGroup[] = [
    { title: 'CRDs, made first', entries: crds.map((each, index) => entryOf(each, `crd ${index}`)) },
    { title: 'Resources', entries: own.map((each, index) => entryOf(each, `resource ${index}`)).sort(byKind) },
    { title: 'Hooks', entries: hooks.map((each, index) => entryOf(each, `hook ${index}`)) },
    {
      title: 'More',
      entries: [
        ...(images.length === 0
          ? []
          : [{ key: 'images', name: 'Images', kind: `${images.length} in all`, text: images.join('\n') }]),
        ...(notes.trim() === '' ? [] : [{ key: 'notes', name: 'Notes', kind: 'Shown after the run', text: notes }]),
      ],
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function entryOf({ kind, name, namespace, hookEvents, text }: ManifestResource, key: string): PreviewEntry {
  const about = [
    kind === '' ? 'Unreadable' : kind,
    ...(namespace === null ? [] : [`in ${namespace}`]),
    ...(hookEvents.length === 0 ? [] : [hookEvents.join(', ')]),
  ];
  return { key, name, kind: about.join(' · '), text };
}

/** By code: the same order everywhere. */
function byKind(left: PreviewEntry, right: PreviewEntry): number {
  return compare(left.kind, right.kind) || compare(left.name, right.name);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
