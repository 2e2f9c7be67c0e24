/** A row of the list: the release as helm lists it, where it came from, what is newer there. No DOM here. */
import type { Release } from '../../../shared/helm';
import type { ReleaseSource, ReleaseUpdate } from '../../../shared/release-source';
import { releaseKey } from '../../sources';

export interface ListedRow {
  readonly release: Release;
  /** Null where nobody knows; undefined while it isn't known whether somebody does. */
  readonly source: ReleaseSource | null | undefined;
  /** Null where there is nothing to tell. */
  readonly update: ReleaseUpdate | null;
}

export function rowsOf(
  releases: readonly Release[],
  sources: ReadonlyMap<string, ReleaseSource | null> | undefined,
  updates: ReadonlyMap<string, ReleaseUpdate> | undefined,
): readonly ListedRow[] {
  return releases.map((release) => {
    const update = updates?.get(releaseKey(release)) ?? null;
    return { release, source: sources?.get(releaseKey(release)), update: isNews(update, release) ? update : null };
  });
}

/** One that was asked before the release moved on may name what is deployed by now. */
function isNews(update: ReleaseUpdate | null, { chart }: Release): boolean {
  return (
    update !== null &&
    (update.republished !== null || (update.newest !== null && update.newest.version !== chart.version))
  );
}

export interface UpdateProblem {
  readonly message: string;
  readonly count: number;
}

/** Why updates could not be looked for, each reason once, the most frequent first. */
export function updateProblems(updates: ReadonlyMap<string, ReleaseUpdate> | undefined): readonly UpdateProblem[] {
  const counts = new Map<string, number>();
  for (const { problem } of updates?.values() ?? []) {
    if (problem !== null) counts.set(problem.message, (counts.get(problem.message) ?? 0) + 1);
  }
  return [...counts].map(([message, count]) => ({ message, count })).sort((a, b) => b.count - a.count);
}
