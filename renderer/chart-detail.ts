/** One version of a chart, and what its archive holds, as its page and the wizards read it. */
import { queryOptions } from '@tanstack/react-query';
import type { Digest } from '../shared/digest';
import type { Reference } from '../shared/reference';
import { archiveContentQuery } from './archive';
import { call } from './ipc';
import { savedFirst } from './query-client';
import { queryKeys } from './query-keys';

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

/** What its archive holds. A digest names it, so it never changes. */
export function contentQuery({ address, repository, digest }: Reference & { readonly digest: Digest }) {
  return archiveContentQuery({ kind: 'registry', address, repository, digest });
}
