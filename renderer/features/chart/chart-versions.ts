/** What the version picker of a chart offers, and the name that a pulled chart gets. Pure. */
import type { ChartMetadata } from '../../../shared/chart';
import { isTag, tagToVersion, versionToTag, type Reference } from '../../../shared/reference';
import type { Version } from '../../../shared/registry';
import { shortDigest } from '../../format/middle-cut';

export interface VersionChoices {
  /** What is shown stands among them, even where the list lacks it. */
  readonly items: readonly string[];
  readonly current: string;
  /** Undefined for what is shown already and has no tag to go to. */
  readonly tagOf: (item: string) => string | undefined;
}

/** `versions`: as far as they are known. Two tags that read as one version are one choice: the first of them. */
export function versionChoices({ tag, digest }: Reference, versions: readonly Version[]): VersionChoices {
  const tags = new Map<string, string>();
  for (const each of versions) if (!tags.has(each.version)) tags.set(each.version, each.tag);
  const current = tag === undefined ? shortDigest(digest ?? '') : tagToVersion(tag);
  const items = [...tags.keys()];
  return {
    items: tags.has(current) ? items : [current, ...items],
    current,
    tagOf: (item) => tags.get(item),
  };
}

/** The tag by which Helm would name the file; null where a digest is shown and its chart names no version. */
export function fileTagOf({ tag }: Reference, metadata: ChartMetadata | null): string | null {
  if (tag !== undefined) return tag;
  const own = versionToTag(metadata?.version ?? '');
  return isTag(own) ? own : null;
}
