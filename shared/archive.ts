/** A chart's archive and the files in it, as the window reads them. Names and texts in it were written by somebody else. */
import * as z from 'zod';
import { digestSchema } from './oci';
import { fileIdSchema } from './push';
import { registryAddressSchema, repositoryNameSchema } from './registry';

export const registrySourceSchema = z.strictObject({
  kind: z.literal('registry'),
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  /** Of the chart's manifest, or of the index around it. */
  digest: digestSchema,
});
export type RegistrySource = z.infer<typeof registrySourceSchema>;

/** A .tgz of this machine that the user handed over, or a folder that is packaged. */
export const fileSourceSchema = z.strictObject({ kind: z.literal('file'), fileId: fileIdSchema });
export type FileSource = z.infer<typeof fileSourceSchema>;

/** Where an archive comes from. */
export const archiveSourceSchema = z.discriminatedUnion('kind', [registrySourceSchema, fileSourceSchema]);
export type ArchiveSource = z.infer<typeof archiveSourceSchema>;

/** Of a file in an archive: from the chart's folder; those of a packaged chart within stand below its archive. */
export const archivePathSchema = z.string().min(1).max(4096);

export const archiveEntrySchema = z.strictObject({
  path: archivePathSchema,
  sizeBytes: z.number(),
  /** A link counts as an empty file, as it does for Helm. */
  isLink: z.boolean(),
  /** Of a packaged chart within that can't be read: why. */
  problem: z.string().optional(),
});
export type ArchiveEntry = z.infer<typeof archiveEntrySchema>;

/** Stands for a folder or file that was made for the user; the window never knows its path. */
export const madeFileIdSchema = z.string().uuid().brand<'MadeFileId'>();
export type MadeFileId = z.infer<typeof madeFileIdSchema>;

export const archiveIndexSchema = z.strictObject({
  /** Of the archive itself, which is the chart layer's in a registry. */
  digest: digestSchema,
  /** Of the archive itself. */
  sizeBytes: z.number(),
  /** In the archive's order. */
  files: z.array(archiveEntrySchema),
});
export type ArchiveIndex = z.infer<typeof archiveIndexSchema>;

export const archiveFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    text: z.string(),
    /** How the bytes were read. `latin-1`: they are no UTF-8, so characters beyond ASCII are a guess. */
    encoding: z.enum(['utf-8', 'utf-16', 'latin-1']),
  }),
  /** By its first bytes, not by its name. The window shows it from this address, which holds it. */
  z.strictObject({ kind: z.literal('image'), dataUrl: z.string() }),
  z.strictObject({ kind: z.literal('binary') }),
]);
export type ArchiveFile = z.infer<typeof archiveFileSchema>;
