/** Whatever a digest names in a repository. */
import { queryOptions } from '@tanstack/react-query';
import type { Digest } from '../../../shared/digest';
import type { Reference } from '../../../shared/reference';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

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
