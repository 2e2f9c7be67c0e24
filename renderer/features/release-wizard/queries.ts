/** What the wizard reads: the chart, and what its archive holds. */
import { queryOptions } from '@tanstack/react-query';
import type { PreviewId } from '../../../shared/release-preview';
import type { ChartSource } from '../../../shared/release-source';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

/** A digest names it, so it never changes. */
export function contentQuery({ address, repository, digest }: Omit<ChartSource, 'tag'>) {
  return queryOptions({
    queryKey: [...queryKeys.content(address, repository, digest), 'chart'],
    queryFn: ({ signal }) => call('charts.content', { address, repository, digest }, { signal }),
    staleTime: Infinity,
  });
}

/** What a preview of an upgrade changes. It is kept for as long as the preview is: another preview is another one. */
export function previewDiffQuery(previewId: PreviewId) {
  return queryOptions({
    queryKey: ['preview-diff', previewId],
    queryFn: ({ signal }) => call('previews.diff', { previewId }, { signal }),
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
