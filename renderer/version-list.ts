/** The versions of a repository, as its page and the picker of a chart read them. */
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { RepositoryList, VersionList } from '../shared/registry';
import { call } from './ipc';
import { isJustSaved, savedFirst } from './query-client';
import { queryKeys } from './query-keys';

/** What was seen last is shown at once; then the registry's answer, of which the list of repositories learns, too. */
export function versionsQuery(address: string, repository: string) {
  const read = savedFirst(
    (refresh, signal) => call('versions.list', { address, repository, refresh }, { signal }),
    isJustSaved,
  );
  return queryOptions({
    queryKey: queryKeys.versions(address, repository),
    queryFn: async (context) => {
      const versions = await read(context);
      noteVersions(context.client, { address, repository }, versions);
      return versions;
    },
  });
}

/** Tells the list of repositories, where it was read. One that is out of date is left: written to, it would pass for up to date. */
export function noteVersions(
  client: QueryClient,
  { address, repository }: { readonly address: string; readonly repository: string },
  versions: VersionList,
): void {
  const queryKey = queryKeys.repositories(address);
  const state = client.getQueryState<RepositoryList>(queryKey);
  if (state?.data === undefined || state.isInvalidated) return;
  // The list itself is as old as before.
  const { data: list, dataUpdatedAt: updatedAt } = state;
  client.setQueryData(queryKey, withKnownVersions(list, repository, versions), { updatedAt });
}

/** The list of repositories with what is known of one now. The same list where it is not in there. */
export function withKnownVersions(
  list: RepositoryList,
  repository: string,
  { versions, latestTag, savedAt }: VersionList,
): RepositoryList {
  if (!list.repositories.some(({ name }) => name === repository)) return list;
  const latest = versions.find(({ tag }) => tag === latestTag)?.version;
  const known = {
    versionCount: versions.length,
    savedAt,
    ...(latest === undefined ? {} : { latestVersion: latest }),
  };
  const repositories = list.repositories.map((each) => (each.name === repository ? { ...each, known } : each));
  return { ...list, repositories };
}
