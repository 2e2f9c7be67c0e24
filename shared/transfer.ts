/** A push or pull in progress or done: snapshots, complete each time, so that a reload of the window loses nothing. */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { digestSchema } from './oci';

export const transferIdSchema = z.string().uuid().brand<'TransferId'>();
export type TransferId = z.infer<typeof transferIdSchema>;

export const transferStateSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('queued') }),
  z.strictObject({ name: z.literal('checking') }),
  z.strictObject({
    name: z.literal('running'),
    sentBytes: z.number(),
    totalBytes: z.number(),
    bytesPerSecond: z.number(),
    /** Set while waiting to try again: epoch ms of the next try, and why. */
    retryAt: z.number().optional(),
  }),
  z.strictObject({ name: z.literal('finishing') }),
  z.strictObject({ name: z.literal('done'), digest: digestSchema, unchanged: z.boolean() }),
  z.strictObject({ name: z.literal('failed'), error: appErrorSchema }),
  z.strictObject({ name: z.literal('cancelled') }),
]);
export type TransferState = z.infer<typeof transferStateSchema>;

export const transferSchema = z.strictObject({
  id: transferIdSchema,
  kind: z.enum(['push', 'pull']),
  /** `host/path/name:tag`, without `oci://`. */
  reference: z.string(),
  address: z.string(),
  repository: z.string(),
  tag: z.string(),
  /** Name of the file that is read or written. */
  fileName: z.string(),
  startedAt: z.number(),
  canRetry: z.boolean(),
  state: transferStateSchema,
});
export type Transfer = z.infer<typeof transferSchema>;
