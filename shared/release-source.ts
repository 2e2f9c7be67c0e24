/** Where a release's chart comes from: a registry's repository, and in it one manifest. Plain data. */
import * as z from 'zod';
import { contextNameSchema, namespaceSchema } from './cluster-choice';
import { appErrorSchema } from './errors';
import { releaseChartSchema } from './helm';
import { digestSchema } from './oci';
import { registryAddressSchema, repositoryNameSchema, tagSchema, versionSchema } from './registry';
import { releaseNameSchema } from './release';

/** Names of releases, names and versions of charts are far shorter; a list of releases is sent back to the main process with them. */
const MAX_WORD = 512;

/** A chart to install: `tag` is what the user chose, `digest` (of the manifest) what is installed. */
export const chartSourceSchema = z.strictObject({
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  tag: tagSchema,
  digest: digestSchema,
});
export type ChartSource = z.infer<typeof chartSourceSchema>;

/** Where the chart of a release comes from, as far as is known here. helm itself keeps no such thing. */
export const releaseSourceSchema = z.strictObject({
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  /** Of the revision it is asked for. Null where something else than Chartroom made that one: only the repository is known then. */
  tag: tagSchema.nullable(),
  digest: digestSchema.nullable(),
  /** Chartroom installed or upgraded it; the user said so; or labels on the release say so, which another Chartroom gave it. */
  how: z.enum(['recorded', 'linked', 'labels']),
});
export type ReleaseSource = z.infer<typeof releaseSourceSchema>;

/** A release as the list has it: enough to know which revision is meant. */
export const listedReleaseSchema = z.strictObject({
  namespace: z.string().max(MAX_WORD),
  name: z.string().max(MAX_WORD),
  revision: z.number().int().positive(),
  chart: z.strictObject({ name: z.string().max(MAX_WORD), version: z.string().max(MAX_WORD) }),
  updatedAt: z.number().nullable(),
});
export type ListedRelease = z.infer<typeof listedReleaseSchema>;

/** The tag from which the chart came now has another digest: somebody pushed something else under the same version. */
export const republishedSchema = z.strictObject({ tag: tagSchema, digest: digestSchema });
export type Republished = z.infer<typeof republishedSchema>;

export const releaseUpdateSchema = z.strictObject({
  namespace: z.string(),
  name: z.string(),
  /** The highest newer version of exactly that repository; null where there is none. */
  newest: z.strictObject({ tag: tagSchema, version: z.string() }).nullable(),
  newerCount: z.number(),
  republished: republishedSchema.nullable(),
  /** Why the registry could not be asked; what else is there was seen earlier then. */
  problem: appErrorSchema.nullable(),
});
export type ReleaseUpdate = z.infer<typeof releaseUpdateSchema>;

export const sourceVersionSchema = versionSchema.extend({
  /** Of its manifest, where it was seen before. */
  digest: digestSchema.nullable(),
  isDeployed: z.boolean(),
  /** Higher than what is deployed, by semver. */
  isNewer: z.boolean(),
});
export type SourceVersion = z.infer<typeof sourceVersionSchema>;

export const sourceVersionsSchema = z.strictObject({
  /** Null where nobody knows where the release came from: link a source. */
  source: releaseSourceSchema.nullable(),
  /** The deployed revision, or the last one where none is deployed. */
  deployed: z.strictObject({ revision: z.number(), chart: releaseChartSchema }),
  /** Newest first; tags that helm does not count as versions last. */
  versions: z.array(sourceVersionSchema),
  /** Prereleases that were left out. */
  hiddenPrereleases: z.number(),
  republished: republishedSchema.nullable(),
  /** Epoch ms; `stale` tells why something saved is shown instead of something fresh. */
  savedAt: z.number(),
  stale: appErrorSchema.optional(),
});
export type SourceVersions = z.infer<typeof sourceVersionsSchema>;

/** A release that came from a repository, as this Chartroom last saw it. */
export const releaseOfSourceSchema = z.strictObject({
  /** Of the kubeconfig; null where no context leads to its cluster any more. */
  context: contextNameSchema.nullable(),
  namespace: namespaceSchema,
  name: releaseNameSchema,
  revision: z.number(),
  chart: releaseChartSchema,
  tag: tagSchema.nullable(),
  digest: digestSchema.nullable(),
});
export type ReleaseOfSource = z.infer<typeof releaseOfSourceSchema>;
