/** The versions of a repository, as its page and the picker of a chart read them. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc';
import { isJustSaved, savedFirst } from './query-client';
import { queryKeys } from './query-keys';

/** What was seen last is shown at once; then the registry's answer. */
export function versionsQuery(address: string, repository: string) {
  return queryOptions({
    queryKey: queryKeys.versions(address, repository),
    queryFn: savedFirst(
      (refresh, signal) => call('versions.list', { address, repository, refresh }, { signal }),
      isJustSaved,
    ),
  });
}
