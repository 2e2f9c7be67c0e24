/** Where releases came from and what is newer there, as the list, the pages and the wizards read it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Release } from '../shared/helm';
import type { ReleaseList, ReleasePlace } from '../shared/release';
import type { ListedRelease } from '../shared/release-source';
import { call } from './ipc';
import { queryKeys } from './query-keys';

/** Long enough for a way there and back. */
const FRESH_MS = 10_000;
/** As in the contract, whose schemas the window doesn't load. The last ones of a longer list have no source in it. */
const MAX_LISTED_RELEASES = 5_000;

interface ListedPlace {
  readonly context: string;
  /** Null for all. */
  readonly namespace: string | null;
}

/** By `releaseKey`; those of the list before stand in until they are there. */
export function listSourcesQuery({ context, namespace }: ListedPlace, list: ReleaseList | undefined) {
  const releases = listed(list);
  return queryOptions({
    queryKey: [...queryKeys.releases(context, namespace), 'sources', list?.readAt ?? null],
    queryFn: async ({ signal }) => {
      const sources = await call('sources.list', { context, releases }, { signal });
      return new Map(releases.map((release, index) => [releaseKey(release), sources[index] ?? null]));
    },
    placeholderData: keepPreviousData,
    enabled: list !== undefined,
    staleTime: Infinity,
  });
}

/** By `releaseKey`, of those that have a source. Asks registries. */
export function listUpdatesQuery({ context, namespace }: ListedPlace, list: ReleaseList | undefined) {
  const releases = listed(list);
  return queryOptions({
    queryKey: [...queryKeys.releases(context, namespace), 'updates', list?.readAt ?? null],
    queryFn: async ({ signal }) => {
      const input = { context, releases, prereleases: false, refresh: false };
      const updates = await call('sources.updates', input, { signal });
      return new Map(updates.map((update) => [releaseKey(update), update]));
    },
    placeholderData: keepPreviousData,
    enabled: list !== undefined,
    staleTime: Infinity,
  });
}

export function releaseKey({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function listed(list: ReleaseList | undefined): ListedRelease[] {
  return (list?.releases ?? []).slice(0, MAX_LISTED_RELEASES).map(asListed);
}

function asListed({ namespace, name, revision, chart, updatedAt }: Release): ListedRelease {
  return { namespace, name, revision, chart, updatedAt };
}

export function sourceQuery(place: ReleasePlace) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'source'],
    queryFn: ({ signal }) => call('sources.get', { place }, { signal }),
    staleTime: FRESH_MS,
  });
}

/** What it can be upgraded to. Asks its registry where what was seen last is older than an hour. */
export function sourceVersionsQuery(place: ReleasePlace, { prereleases }: { readonly prereleases: boolean }) {
  return queryOptions({
    queryKey: [...queryKeys.release(place), 'source', 'versions', prereleases],
    queryFn: ({ signal }) => call('sources.versions', { place, prereleases, refresh: false }, { signal }),
    staleTime: FRESH_MS,
  });
}

/** "Installed here as …". */
export function releasesOfQuery(address: string, repository: string) {
  return queryOptions({
    queryKey: [...queryKeys.repository(address, repository), 'releases'],
    queryFn: ({ signal }) => call('sources.releasesOf', { address, repository }, { signal }),
    staleTime: 0,
  });
}
