/** What is other in one chart than in another. */
import { queryOptions } from '@tanstack/react-query';
import type { ArchiveSource } from '../shared/archive';
import { call } from './ipc';
import { queryKeys } from './query-keys';

/** Of what helm makes of both with their default values. `name`: of a release. Asked for by a click: helm runs twice. */
export function renderedDifferenceQuery(from: ArchiveSource, to: ArchiveSource, name: string) {
  return queryOptions({
    queryKey: [...queryKeys.comparison(from, to), 'rendered', name],
    queryFn: ({ signal }) => call('charts.renderDifference', { from, to, name, namespace: 'default' }, { signal }),
    staleTime: staleTimeOf(from, to),
  });
}

/** What digests name never changes; a file of this machine may. */
function staleTimeOf(...sources: readonly ArchiveSource[]): number {
  return sources.every(({ kind }) => kind === 'registry') ? Infinity : 0;
}

export function comparisonQuery(from: ArchiveSource, to: ArchiveSource) {
  return queryOptions({
    queryKey: queryKeys.comparison(from, to),
    queryFn: ({ signal }) => call('archives.compare', { from, to }, { signal }),
    staleTime: staleTimeOf(from, to),
  });
}
