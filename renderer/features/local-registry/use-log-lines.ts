/** The log as far as the main process keeps it. What was missed, by a reload or on another page, is asked for by number. */
import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { LocalRegistryLogLine } from '../../../shared/local-registry';
import { MAX_LOCAL_REGISTRY_LOG_LINES } from '../../../shared/local-registry-defaults';
import { call, useEvents } from '../../ipc';
import { mergeLines } from './log-lines';

const NONE: readonly LocalRegistryLogLine[] = [];
const logKey = ['local-registry-log'] as const;

const logQuery = queryOptions({
  queryKey: logKey,
  queryFn: async ({ client, signal }) => {
    const after = linesIn(client).at(-1)?.number ?? 0;
    const lines = await call('localRegistry.log', { after }, { signal });
    return mergeLines(linesIn(client), lines, MAX_LOCAL_REGISTRY_LOG_LINES);
  },
  staleTime: 0,
  // Lines never change: comparing thousands of them for each batch would be for nothing.
  structuralSharing: false,
});

export function useLogLines(): readonly LocalRegistryLogLine[] {
  const client = useQueryClient();
  const { data: lines = NONE } = useQuery(logQuery);
  useEvents({
    'localRegistry.logged': (more) =>
      client.setQueryData(logQuery.queryKey, mergeLines(linesIn(client), more, MAX_LOCAL_REGISTRY_LOG_LINES)),
  });
  return lines;
}

function linesIn(client: QueryClient): readonly LocalRegistryLogLine[] {
  return client.getQueryData<readonly LocalRegistryLogLine[]>(logKey) ?? NONE;
}
