/**
 * The one shape in which a failure reaches the window. The main process writes the words (electron/ipc/app-error.ts);
 * the window adds the button that helps, chosen by `kind`. Holds no stack, no file path and no secret.
 */
import * as z from 'zod';

/** What helps against a failed change of a release, where one thing does: the window has the button for it. */
export const remedySchema = z.enum([
  /** The release is stuck: look at what repairing it would do. */
  'repair',
  'choose-name',
  'choose-namespace',
  'create-namespace',
  'edit-values',
  'choose-version',
  /** Options of the run. */
  'force-conflicts',
  'take-ownership',
  'force-replace',
  'longer-timeout',
  /** Make the preview anew. */
  'preview-again',
  /** Read the release and the list anew. */
  'refresh',
]);
export type Remedy = z.infer<typeof remedySchema>;

const common = {
  /** What happened, in one plain sentence. */
  message: z.string(),
  /** Likely why, and what to do about it, where that can be said. */
  why: z.string().optional(),
  /** Technical lines for the folded part, already redacted. */
  details: z.string().optional(),
  remedy: remedySchema.optional(),
};
const host = z.string();

export const appErrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('auth-required'), ...common, host, rejected: z.boolean() }),
  z.strictObject({ kind: z.literal('forbidden'), ...common, host, repository: z.string().optional() }),
  z.strictObject({ kind: z.literal('not-found'), ...common, host: host.optional() }),
  z.strictObject({ kind: z.literal('rate-limited'), ...common, host, retryAfterMs: z.number().optional() }),
  z.strictObject({
    kind: z.literal('tls'),
    ...common,
    host,
    problem: z.enum(['untrusted', 'expired', 'name-mismatch', 'plain-http', 'other']),
  }),
  z.strictObject({
    kind: z.literal('network'),
    ...common,
    host,
    problem: z.enum(['dns', 'refused', 'timeout', 'reset', 'tls-to-plain', 'other']),
  }),
  z.strictObject({ kind: z.literal('digest-mismatch'), ...common }),
  z.strictObject({ kind: z.literal('unsupported'), ...common, host: host.optional(), feature: z.string() }),
  z.strictObject({
    kind: z.literal('invalid-input'),
    ...common,
    field: z.string().optional(),
    suggestion: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('conflict'), ...common }),
  z.strictObject({ kind: z.literal('cancelled'), ...common }),
  z.strictObject({ kind: z.literal('unavailable'), ...common, host: host.optional() }),
  z.strictObject({ kind: z.literal('internal'), ...common }),
]);
export type AppError = z.infer<typeof appErrorSchema>;
