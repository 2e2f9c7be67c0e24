/** The registries in the list as the whole window reads them. `registries.changed` keeps them true (live-data.ts). */
import { queryOptions } from '@tanstack/react-query';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export const registriesQuery = queryOptions({
  queryKey: queryKeys.registries,
  queryFn: ({ signal }) => call('registries.list', null, { signal }),
  staleTime: Infinity,
});
