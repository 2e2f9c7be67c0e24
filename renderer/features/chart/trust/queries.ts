/** The verdict on a chart's provenance, and the key files that it is checked with. */
import { queryOptions } from '@tanstack/react-query';
import type { ArchiveSource } from '../../../../shared/archive';
import { call } from '../../../ipc';
import { queryKeys } from '../../../query-keys';

/** Keys expire and files change: it is asked for anew whenever it is looked at. */
export function trustReportQuery(source: ArchiveSource, tag: string) {
  return queryOptions({
    queryKey: [...queryKeys.trust, source, tag],
    queryFn: ({ signal }) => call('trust.report', { source, tag }, { signal }),
  });
}

export const keyFilesQuery = queryOptions({
  queryKey: queryKeys.keyFiles,
  queryFn: ({ signal }) => call('trust.keyFiles', null, { signal }),
});
