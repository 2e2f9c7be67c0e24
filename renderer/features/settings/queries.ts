/** The disk cache as the settings show it. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../ipc';

const cacheKey = ['cache'] as const;

export const cacheSizeQuery = queryOptions({
  queryKey: cacheKey,
  queryFn: ({ signal }) => call('cache.size', null, { signal }),
  // It grows with every view: what was measured at the last visit is no answer.
  staleTime: 0,
});

export function useClearCache() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('cache.clear', null),
    onSettled: () => client.invalidateQueries({ queryKey: cacheKey }),
  });
}
