/** Two manifests beside each other, resource by resource and line by line. What Secrets hold is hidden in them. Plain data. */
import * as z from 'zod';

export const diffLineSchema = z.strictObject({
  /** A blank: in both. */
  sign: z.enum([' ', '+', '-']),
  text: z.string(),
  /** Changes with every version of the chart and means nothing by itself: chart labels, checksums. */
  isNoise: z.boolean(),
});
export type DiffLine = z.infer<typeof diffLineSchema>;

export const resourceDiffSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().nullable(),
  name: z.string(),
  hookEvents: z.array(z.string()),
  change: z.enum(['changed', 'added', 'removed', 'unchanged']),
  /** Values in it changed that are never shown: its lines may be the same. */
  hidesChange: z.boolean(),
  /** Lines with a `+` and a `-`. */
  added: z.number(),
  removed: z.number(),
  /** Empty for one that is unchanged. */
  lines: z.array(diffLineSchema),
});
export type ResourceDiff = z.infer<typeof resourceDiffSchema>;

export const revisionDiffSchema = z.strictObject({
  resources: z.array(resourceDiffSchema),
  /** Of the user's values. */
  values: z.array(diffLineSchema),
});
export type RevisionDiff = z.infer<typeof revisionDiffSchema>;

/** One that could not be compared with what the cluster has. */
export const uncomparedSchema = z.strictObject({
  kind: z.string(),
  name: z.string(),
  why: z.enum(['forbidden', 'kind-unknown', 'refused']),
  /** In the cluster's own words; `''` where it has none. */
  message: z.string(),
});
export type Uncompared = z.infer<typeof uncomparedSchema>;

/** From what a revision made to what the cluster has now. What others added beside it is not a part of it. */
export const clusterDriftSchema = z.strictObject({
  resources: z.array(resourceDiffSchema),
  uncompared: z.array(uncomparedSchema),
});
export type ClusterDrift = z.infer<typeof clusterDriftSchema>;
