/** Versions, the system's keychain, where data lies: what is known of the app as it runs. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const appInfoQuery = queryOptions({
  queryKey: queryKeys.appInfo,
  queryFn: ({ signal }) => call('app.info', null, { signal }),
  staleTime: Infinity,
});
