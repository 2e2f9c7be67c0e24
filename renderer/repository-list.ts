/** The repositories of a registry, as its page and the dialogs that choose one read them: saved ones at once, then the registry's answer. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc';
import { isJustSaved, savedFirst } from './query-client';
import { queryKeys } from './query-keys';

export function repositoriesQuery(address: string) {
  return queryOptions({
    queryKey: queryKeys.repositories(address),
    queryFn: savedFirst((refresh, signal) => call('repositories.list', { address, refresh }, { signal }), isJustSaved),
  });
}
