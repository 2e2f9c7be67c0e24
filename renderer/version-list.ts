/** The versions of a repository, as its page and the picker of a chart read them. */
import { queryOptions } from '@tanstack/react-query';
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
  const repositoriesKey = queryKeys.repositories(address);
  return queryOptions({
    queryKey: queryKeys.versions(address, repository),
    queryFn: async (context) => {
      const versions = await read(context);
      const updatedAt = context.client.getQueryState(repositoriesKey)?.dataUpdatedAt;
      context.client.setQueryData(
        repositoriesKey,
        (list: RepositoryList | undefined) => list && withKnownVersions(list, repository, versions),
        // The list itself is as old as before.
        updatedAt === undefined ? {} : { updatedAt },
      );
      return versions;
    },
  });
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
