/** What has become of a release's resources, read again and again while something is on its way. */
import { queryOptions } from '@tanstack/react-query';
import type { ReleaseResources } from '../shared/live-resource';
import type { ReleasePlace } from '../shared/release';
import { call } from './ipc';
import { queryKeys } from './query-keys';

/** Each look costs a start of helm and some questions to the cluster. */
const LOOK_AGAIN_MS = 3_000;

/** `revision`: null for the last one. `isFollowed`: something changes it just now. */
export function liveResourcesQuery(place: ReleasePlace, revision: number | null, isFollowed: boolean) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'resources', revision],
    queryFn: ({ signal }) => call('releases.resources', { place, revision }, { signal }),
    refetchInterval: ({ state }) => (isFollowed || isOnItsWay(state.data) ? LOOK_AGAIN_MS : false),
    staleTime: 0,
  });
}

function isOnItsWay(found: ReleaseResources | undefined): boolean {
  return found?.resources.some(({ state }) => state === 'progressing') === true;
}
