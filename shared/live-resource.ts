/** What has become of a release's resources in the cluster. Plain data: names, states and the cluster's own words, never what one holds. */
import * as z from 'zod';

export const liveStateSchema = z.enum([
  'ready',
  /** Of a kind that has no readiness: it is there. */
  'exists',
  /** On its way, or on its way out. */
  'progressing',
  'failed',
  'missing',
  /** It could not be asked: not allowed, or not in time. */
  'unknown',
]);
export type LiveState = z.infer<typeof liveStateSchema>;

export const liveResourceSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  /** Null for what belongs to the whole cluster. */
  namespace: z.string().nullable(),
  name: z.string(),
  state: liveStateSchema,
  /** `1 of 3 ready`, or the cluster's words; '' where there is nothing to add. */
  message: z.string(),
});
export type LiveResource = z.infer<typeof liveResourceSchema>;

export const releaseResourcesSchema = z.strictObject({
  /** In the order of the manifest, without hooks. */
  resources: z.array(liveResourceSchema),
  /** Kinds that the user may not read, each once. */
  forbiddenKinds: z.array(z.string()),
  /** Epoch ms. */
  readAt: z.number(),
});
export type ReleaseResources = z.infer<typeof releaseResourcesSchema>;
