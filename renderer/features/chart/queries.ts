/** One version of a chart, and whatever a digest names in its repository. */
import { queryOptions } from '@tanstack/react-query';
import type { Digest } from '../../../shared/digest';
import { call } from '../../ipc';
import { savedFirst } from '../../query-client';
import { queryKeys } from '../../query-keys';

export interface ChartPlace {
  readonly address: string;
  readonly repository: string;
  readonly tag: string;
}

/** What was seen last is shown at once; then the registry says where the tag points now. */
export function chartQuery({ address, repository, tag }: ChartPlace) {
  return queryOptions({
    queryKey: queryKeys.chart(address, repository, tag),
    queryFn: savedFirst(
      (refresh, signal) => call('charts.get', { address, repository, tag, refresh }, { signal }),
      () => false,
    ),
  });
}

/** The other versions, for the picker. */
export function tagsQuery({ address, repository }: ChartPlace) {
  return queryOptions({
    queryKey: queryKeys.versions(address, repository),
    queryFn: ({ signal }) => call('versions.list', { address, repository, refresh: false }, { signal }),
  });
}

export function blobQuery({ address, repository }: ChartPlace, digest: Digest, sizeBytes: number) {
  return queryOptions({
    queryKey: queryKeys.content(address, repository, digest),
    queryFn: ({ signal }) => call('blobs.preview', { address, repository, digest, sizeBytes }, { signal }),
    staleTime: Infinity,
  });
}

export function manifestQuery({ address, repository }: ChartPlace, digest: Digest) {
  return queryOptions({
    queryKey: [...queryKeys.content(address, repository, digest), 'manifest'],
    queryFn: ({ signal }) => call('manifests.get', { address, repository, digest }, { signal }),
    staleTime: Infinity,
  });
}
