/** What the push sheet tells of a chart folder that was packaged before it is pushed: what went in, what was left out, and why. */
import * as z from 'zod';

/** In one line of the push sheet. */
export const packagedSummarySchema = z.strictObject({
  folderName: z.string(),
  fileCount: z.number(),
  /** Of all files that went in, unpacked. */
  contentBytes: z.number(),
  leftOutCount: z.number(),
});
export type PackagedSummary = z.infer<typeof packagedSummarySchema>;

export const packedFileSchema = z.strictObject({
  /** In the archive, below its one folder. */
  path: z.string(),
  sizeBytes: z.number(),
  /** Where it comes from in the folder: a file, or the archive of a chart within. Null for what is written anew. */
  origin: z.string().nullable(),
});
export type PackedFile = z.infer<typeof packedFileSchema>;

export const leftOutReasonSchema = z.union([
  /** A line of .helmignore; `line` is null for the rule that Helm always has. */
  z.strictObject({ pattern: z.string(), line: z.number().nullable() }),
  z.enum(['requirements-in-v2', 'lock-in-v1', 'old-lock-in-v2', 'hidden-in-charts']),
]);
export type LeftOutReason = z.infer<typeof leftOutReasonSchema>;

export const leftOutFileSchema = z.strictObject({
  /** In the folder. */
  path: z.string(),
  /** It is left out as a whole. */
  isFolder: z.boolean(),
  reason: leftOutReasonSchema,
});
export type LeftOutFile = z.infer<typeof leftOutFileSchema>;

export const packagedListSchema = z.strictObject({
  packed: z.array(packedFileSchema),
  leftOut: z.array(leftOutFileSchema),
});
export type PackagedList = z.infer<typeof packagedListSchema>;
