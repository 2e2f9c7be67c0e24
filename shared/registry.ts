/** Registries, repositories, versions and manifests as the window shows them. Plain data: no secret, no path. */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { chartMetadataSchema } from './chart';
import { descriptorSchema, digestSchema } from './oci';
import { isRepositoryName, isTag, parseRegistryAddress } from './reference';

/** Normal form only: what `parseRegistryAddress` returned. */
export const registryAddressSchema = z
  .string()
  .max(320)
  .refine(
    (text) => {
      const parsed = parseRegistryAddress(text);
      return parsed.ok && parsed.data === text;
    },
    { message: 'not a registry address' },
  );
export const repositoryNameSchema = z.string().refine(isRepositoryName, { message: 'not a repository name' });
export const tagSchema = z.string().refine(isTag, { message: 'not a tag' });

/** How the window may reach a registry now; each has its own dot and words. */
export const loginStateSchema = z.enum(['unknown', 'logged-in', 'anonymous', 'logged-out', 'unreachable']);
export type LoginState = z.infer<typeof loginStateSchema>;

export const registrySchema = z.strictObject({
  address: registryAddressSchema,
  plainHttp: z.boolean(),
  state: loginStateSchema,
  hasCredential: z.boolean(),
  /** The one that Chartroom itself starts and stops. */
  isLocal: z.boolean(),
  username: z.string().optional(),
  /** Why the last check failed, for `unreachable` and `logged-out`. */
  problem: appErrorSchema.optional(),
});
export type Registry = z.infer<typeof registrySchema>;

/** A login that Docker, Podman or Helm keeps on this computer, offered and never taken by itself. */
export const foundLoginSchema = z.strictObject({
  address: registryAddressSchema,
  username: z.string().optional(),
  tool: z.enum(['docker', 'podman', 'helm']),
});
export type FoundLogin = z.infer<typeof foundLoginSchema>;

/** `savedAt`: epoch ms. `stale` tells why something saved is shown instead of something fresh. */
const listing = { savedAt: z.number(), stale: appErrorSchema.optional() };

export const repositorySchema = z.strictObject({
  name: repositoryNameSchema,
  addedByUser: z.boolean(),
  /** Known from earlier visits only: a list asks nothing per repository. */
  known: z
    .strictObject({ versionCount: z.number(), latestVersion: z.string().optional(), savedAt: z.number() })
    .optional(),
});
export type Repository = z.infer<typeof repositorySchema>;

export const repositoryListSchema = z.strictObject({
  repositories: z.array(repositorySchema),
  /** Set where the registry doesn't list its repositories: only names that the user added are there. */
  cannotList: appErrorSchema.optional(),
  ...listing,
});
export type RepositoryList = z.infer<typeof repositoryListSchema>;

export const versionSchema = z.strictObject({
  tag: z.string(),
  /** The chart's version: the tag with `_` read as `+`. */
  version: z.string(),
  isPrerelease: z.boolean(),
  /** False for tags that Helm doesn't count as versions, such as `v1.2.3` or `main`. */
  isSemver: z.boolean(),
});
export type Version = z.infer<typeof versionSchema>;

export const versionListSchema = z.strictObject({
  /** Highest first; tags that are not versions last. */
  versions: z.array(versionSchema),
  latestTag: z.string().optional(),
  ...listing,
});
export type VersionList = z.infer<typeof versionListSchema>;

/** What a row of the versions table shows, read from the manifest and, for charts, the config. */
export const versionSummarySchema = z.strictObject({
  digest: digestSchema,
  kind: z.enum(['chart', 'legacy-chart', 'index', 'other']),
  /** Of the chart archive; absent for what is not a chart. */
  sizeBytes: z.number().optional(),
  appVersion: z.string().optional(),
  kubeVersion: z.string().optional(),
  deprecated: z.boolean().optional(),
  /** `org.opencontainers.image.created`: RFC 3339 as the pusher wrote it. */
  createdAt: z.string().optional(),
  hasProvenance: z.boolean(),
});
export type VersionSummary = z.infer<typeof versionSummarySchema>;

/** A manifest of any kind, raw and explained. */
export const manifestDetailSchema = z.strictObject({
  digest: digestSchema,
  mediaType: z.string(),
  sizeBytes: z.number(),
  kind: versionSummarySchema.shape.kind,
  /** The exact text, as received; at most 4 MiB. */
  text: z.string(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema),
  /** Children, for an index. */
  manifests: z.array(descriptorSchema),
  annotations: z.record(z.string(), z.string()),
});
export type ManifestDetail = z.infer<typeof manifestDetailSchema>;

export const chartDetailSchema = z.strictObject({
  summary: versionSummarySchema,
  manifest: manifestDetailSchema,
  /** Null for what is not a chart, or where the config can't be read. */
  metadata: chartMetadataSchema.nullable(),
  /** When the tag was last seen to point here; for a digest, which never changes, now. */
  ...listing,
});
export type ChartDetail = z.infer<typeof chartDetailSchema>;

/** A blob as text, or why it isn't shown. */
export const blobPreviewSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('binary') }),
  /** Not fetched: a dialog is no place to read so much. */
  z.strictObject({ kind: z.literal('too-large') }),
]);
export type BlobPreview = z.infer<typeof blobPreviewSchema>;
