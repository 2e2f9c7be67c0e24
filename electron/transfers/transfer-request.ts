/**
 * What a transfer needs to run, and to run again after a quit or crash: plain data without a secret. Holds file paths, so
 * it stays in the main process and in the journal; the window gets shared/transfer.ts.
 */
import { basename } from 'node:path';
import * as z from 'zod';
import { digestSchema } from '../../shared/oci';
import { formatReference } from '../../shared/reference';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from '../../shared/registry';
import type { Transfer } from '../../shared/transfer';
import { shownChartSchema } from '../push/shown-chart';

const place = { address: registryAddressSchema, repository: repositoryNameSchema, tag: tagSchema };

const pushRequestSchema = z.strictObject({
  kind: z.literal('push'),
  ...place,
  /** Of the archive. */
  filePath: z.string(),
  /** What the user said yes to; nothing else is pushed, now or on a retry. */
  shown: shownChartSchema,
  withProvenance: z.boolean(),
  /** The user's yes to replace other content, bound to what was there. */
  replaceDigest: digestSchema.optional(),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

const pullRequestSchema = z.strictObject({
  kind: z.literal('pull'),
  ...place,
  /** Of the manifest. The tag only names the file: it may point elsewhere by the time of a retry. */
  digest: digestSchema,
  /** The archive that is written; its `.prov` goes beside it. */
  filePath: z.string(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

export const transferRequestSchema = z.discriminatedUnion('kind', [pushRequestSchema, pullRequestSchema]);
export type TransferRequest = z.infer<typeof transferRequestSchema>;

/** The part of a transfer that the window sees and that doesn't change while it runs. */
export function describeRequest({
  kind,
  address,
  repository,
  tag,
  filePath,
}: TransferRequest): Pick<Transfer, 'kind' | 'reference' | 'address' | 'repository' | 'tag' | 'fileName'> {
  return {
    kind,
    reference: formatReference({ address, repository, tag }),
    address,
    repository,
    tag,
    fileName: basename(filePath),
  };
}

/**
 * What two transfers must not write at the same time: each looks before it writes, and neither would see the other.
 */
export function writtenBy(request: TransferRequest): string {
  return request.kind === 'push'
    ? `tag ${formatReference({ address: request.address, repository: request.repository, tag: request.tag })}`
    : `file ${request.filePath}`;
}
