/** One version of a chart, and whatever a digest names in its repository. */
import { queryOptions } from '@tanstack/react-query';
import type { Digest } from '../../../shared/digest';
import type { Reference } from '../../../shared/reference';
import { call } from '../../ipc';
import { savedFirst } from '../../query-client';
import { queryKeys } from '../../query-keys';

/**
 * What was seen last is shown at once; then the registry says where the tag points now. A digest, also one beside a tag,
 * is asked for by itself.
 */
export function chartQuery({ address, repository, tag, digest }: Reference) {
  const reference = digest ?? tag ?? '';
  return queryOptions({
    queryKey: queryKeys.chart(address, repository, reference),
    queryFn: savedFirst(
      (refresh, signal) => call('charts.get', { address, repository, reference, refresh }, { signal }),
      () => digest !== undefined,
    ),
  });
}

export function blobQuery({ address, repository }: Reference, digest: Digest, sizeBytes: number) {
  return queryOptions({
    queryKey: queryKeys.content(address, repository, digest),
    queryFn: ({ signal }) => call('blobs.preview', { address, repository, digest, sizeBytes }, { signal }),
    staleTime: Infinity,
  });
}

export function manifestQuery({ address, repository }: Reference, digest: Digest) {
  return queryOptions({
    queryKey: [...queryKeys.content(address, repository, digest), 'manifest'],
    queryFn: ({ signal }) => call('manifests.get', { address, repository, digest }, { signal }),
    staleTime: Infinity,
  });
}
