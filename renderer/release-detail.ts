/** One release, as its page and the wizard read it. Others may change it at any time: it is read again whenever a view comes back to it. */
import { queryOptions } from '@tanstack/react-query';
import type { ReleasePlace } from '../shared/release';
import { call } from './ipc';
import { queryKeys } from './query-keys';

/** Long enough for a way there and back. */
const FRESH_MS = 10_000;

export function releaseQuery(place: ReleasePlace) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'open'],
    queryFn: ({ signal }) => call('releases.get', { place }, { signal }),
    staleTime: FRESH_MS,
  });
}

/** Newest first. */
export function historyQuery(place: ReleasePlace) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'history'],
    queryFn: ({ signal }) => call('releases.history', { place }, { signal }),
    staleTime: FRESH_MS,
  });
}

/** YAML: the user's values, or with `all` what the templates got. A revision never changes. */
export function releaseValuesQuery(place: ReleasePlace, revision: number, { all }: { readonly all: boolean }) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'values', revision, all],
    queryFn: ({ signal }) => call('releases.values', { place, revision, all }, { signal }),
    staleTime: Infinity,
  });
}

/** What was changed in the cluster by hand since that revision. Asked anew each time: it changes without a trace. */
export function driftQuery(place: ReleasePlace, revision: number) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'drift', revision],
    queryFn: ({ signal }) => call('releases.drift', { place, revision }, { signal }),
    staleTime: FRESH_MS,
  });
}
