/** What a row of the versions table shows: asked for only while it is in sight. */
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

/**
 * What one version is, from its manifest and config. Query aborts it when its last row leaves the screen, and the main
 * process lets at most four of a registry run at once.
 */
export function versionQuery(address: string, repository: string, tag: string) {
  return queryOptions({
    queryKey: queryKeys.version(address, repository, tag),
    queryFn: ({ signal, client, queryKey }) =>
      call(
        'versions.describe',
        { address, repository, tag, refresh: client.getQueryData(queryKey) !== undefined },
        { signal },
      ),
    staleTime: Infinity,
  });
}
