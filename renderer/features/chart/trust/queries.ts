/** The verdict on a chart's provenance, and the key files that it is checked with. */
import { queryOptions } from '@tanstack/react-query';
import type { FileSource } from '../../../../shared/archive';
import type { Digest } from '../../../../shared/digest';
import type { Reference } from '../../../../shared/reference';
import type { TrustSubject } from '../../../../shared/trust';
import { call } from '../../../ipc';
import { queryKeys } from '../../../query-keys';

/** Keys expire and files change: it is asked for anew whenever it is looked at. */
export function trustReportQuery(subject: TrustSubject) {
  return queryOptions({
    queryKey: [...queryKeys.trust, subject],
    queryFn: ({ signal }) => call('trust.report', { subject }, { signal }),
  });
}

/** The text of the .prov beside a file. `digest`: as the verdict saw it. */
export function provenanceBesideQuery({ fileId }: FileSource, digest: Digest) {
  return queryOptions({
    queryKey: [...queryKeys.trust, 'beside', fileId, digest],
    queryFn: ({ signal }) => call('trust.provenanceBeside', { fileId }, { signal }),
  });
}

export const keyFilesQuery = queryOptions({
  queryKey: queryKeys.keyFiles,
  queryFn: ({ signal }) => call('trust.keyFiles', null, { signal }),
});

/** What else is attached: more may come at any time. */
export function attachmentsQuery({ address, repository }: Reference, digest: Digest) {
  return queryOptions({
    queryKey: [...queryKeys.trust, 'attachments', address, repository, digest],
    queryFn: ({ signal }) => call('trust.attachments', { address, repository, digest }, { signal }),
  });
}
