/** What the push sheet shows: an archive that the user handed over, and what the registry says of its place. */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { digestSchema } from './oci';
import { packagedSummarySchema } from './packaged-folder';
import { registryAddressSchema, repositoryNameSchema } from './registry';

/** Stands for a file that the user dropped or chose; the window never knows its path. */
export const fileIdSchema = z.string().uuid().brand<'FileId'>();
export type FileId = z.infer<typeof fileIdSchema>;

export const offeredFileSchema = z.strictObject({ fileId: fileIdSchema, fileName: z.string() });
export type OfferedFile = z.infer<typeof offeredFileSchema>;

export const provenanceSchema = z.strictObject({
  fileName: z.string(),
  sizeBytes: z.number(),
  matches: z.boolean(),
});

/** A file as main read it: a chart, or why it can't be pushed. */
export const inspectedFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('chart'),
    fileId: fileIdSchema,
    fileName: z.string(),
    name: z.string(),
    version: z.string(),
    appVersion: z.string().optional(),
    description: z.string().optional(),
    deprecated: z.boolean(),
    sizeBytes: z.number(),
    /** Of the archive itself. */
    digest: digestSchema,
    provenance: provenanceSchema.optional(),
    /** Where it was a folder, packaged for the push. */
    packaged: packagedSummarySchema.optional(),
    /** Odd but pushed, as Helm would: one plain sentence each. */
    warnings: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('unusable'),
    fileId: fileIdSchema,
    fileName: z.string(),
    sizeBytes: z.number().optional(),
    /** As far as they could be read, so that the row can be named. */
    name: z.string().optional(),
    version: z.string().optional(),
    error: appErrorSchema,
  }),
]);
export type InspectedFile = z.infer<typeof inspectedFileSchema>;
export type InspectedChart = Extract<InspectedFile, { kind: 'chart' }>;

export const destinationSchema = z.strictObject({
  address: registryAddressSchema,
  path: z.union([z.literal(''), repositoryNameSchema]),
});

/** What pushing a chart to a destination would do, asked of the registry. */
export const pushVerdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new') }),
  /** Chart and provenance layers are the same; `sameManifest` false means that only the file's time differs. */
  z.strictObject({ kind: z.literal('same'), digest: digestSchema, sameManifest: z.boolean() }),
  z.strictObject({
    kind: z.literal('different'),
    digest: digestSchema,
    /** RFC 3339, as the pusher of what is there wrote it. */
    createdAt: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('impossible'), error: appErrorSchema }),
]);
export type PushVerdict = z.infer<typeof pushVerdictSchema>;

export const pushCheckSchema = z.strictObject({
  fileId: fileIdSchema,
  /** `oci://host/path/name:tag`, as it will be pushed; absent where none can be made. */
  reference: z.string().optional(),
  /** The digest that the manifest will have. */
  manifestDigest: digestSchema.optional(),
  verdict: pushVerdictSchema,
});
export type PushCheck = z.infer<typeof pushCheckSchema>;

export const pushItemSchema = z.strictObject({
  fileId: fileIdSchema,
  /** The user's yes to replace a tag of different content, bound to what was there when they said it. */
  replaceDigest: digestSchema.optional(),
  /** False: leave the `.prov` beside the archive out. */
  withProvenance: z.boolean(),
});
export type PushItem = z.infer<typeof pushItemSchema>;
