/** The transfers as the whole window reads them. Snapshots of the main process keep them true (live-data.ts). */
import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const transfersQuery = queryOptions({
  queryKey: queryKeys.transfers,
  queryFn: ({ signal }) => call('transfers.list', null, { signal }),
  // `transfers.changed` tells of every change.
  staleTime: Infinity,
});
