/** What the upgrade wizard reads of its preview. */
import { queryOptions } from '@tanstack/react-query';
import type { PreviewId } from '../../../shared/release-preview';
import { call } from '../../ipc';

/** What a preview of an upgrade changes. It is kept for as long as the preview is: another preview is another one. */
export function previewDiffQuery(previewId: PreviewId) {
  return queryOptions({
    queryKey: ['preview-diff', previewId],
    queryFn: ({ signal }) => call('previews.diff', { previewId }, { signal }),
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
