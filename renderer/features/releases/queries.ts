/** What is read of releases. All of it may be changed by others at any time: it is read again whenever a view comes back to it. */
import { queryOptions } from '@tanstack/react-query';
import type { ReleasePlace } from '../../../shared/release';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

/** Long enough for a way there and back. */
const FRESH_MS = 10_000;

export function releasesQuery(context: string, namespace: string | null) {
  return queryOptions({
    queryKey: queryKeys.releases(context, namespace),
    queryFn: ({ signal }) => call('releases.list', { context, namespace }, { signal }),
    staleTime: FRESH_MS,
  });
}

/** A revision never changes. */
export function manifestQuery(place: ReleasePlace, revision: number) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'manifest', revision],
    queryFn: ({ signal }) => call('releases.manifest', { place, revision }, { signal }),
    staleTime: Infinity,
  });
}

/** What would help it, if it is stuck. Asked anew each time: somebody else may have helped meanwhile. */
export function repairPlanQuery(place: ReleasePlace) {
  return queryOptions({
    // Not a part of the release's own: its dialog shows the change to its end, whatever the plan would be by then.
    queryKey: [...queryKeys.cluster(place.context), 'repair', place.namespace, place.name],
    queryFn: ({ signal }) => call('operations.planRepair', { place }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Two revisions beside each other: both never change. */
export function revisionDiffQuery(place: ReleasePlace, { from, to }: { readonly from: number; readonly to: number }) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'diff', from, to],
    queryFn: ({ signal }) => call('releases.diff', { place, from, to }, { signal }),
    staleTime: Infinity,
  });
}
