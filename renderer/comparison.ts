/** What is other in one chart than in another. */
import { queryOptions } from '@tanstack/react-query';
import type { ArchiveSource } from '../shared/archive';
import { call } from './ipc';
import { queryKeys } from './query-keys';

export function comparisonQuery(from: ArchiveSource, to: ArchiveSource) {
  return queryOptions({
    queryKey: queryKeys.comparison(from, to),
    queryFn: ({ signal }) => call('archives.compare', { from, to }, { signal }),
    // What digests name never changes; a file of this machine may.
    staleTime: from.kind === 'registry' && to.kind === 'registry' ? Infinity : 0,
  });
}
