/** Which versions a list shows. Fast enough for ten thousand on every key. */
import type { Version } from '../../../shared/registry';

export interface VersionFilter {
  readonly text: string;
  readonly showPrereleases: boolean;
}

export function filterVersions(
  versions: readonly Version[],
  { text, showPrereleases }: VersionFilter,
): readonly Version[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && showPrereleases) return versions;
  return versions.filter(
    ({ tag, version, isPrerelease }) =>
      (showPrereleases || !isPrerelease) &&
      (wanted === '' ||
        version.toLowerCase().includes(wanted) ||
        (tag !== version && tag.toLowerCase().includes(wanted))),
  );
}
