/** Releases as the window lists and opens them. What helm itself tells of one is in helm.ts. Plain data: no secret of a cluster. */
import * as z from 'zod';
import { contextNameSchema, namespaceSchema } from './cluster-choice';
import {
  releaseChartSchema,
  releaseDetailsSchema,
  releaseMetadataSchema,
  releaseSchema,
  releaseStatusSchema,
} from './helm';
import { releaseNameProblem } from './release-name';

/** One that YAML reads as no text is of no use for a new release; there are some all the same. */
export const releaseNameSchema = z
  .string()
  .refine((name) => [null, 'not-text'].includes(releaseNameProblem(name)), 'not the name of a release');

/** What tells a release from every other. */
export const releasePlaceSchema = z.strictObject({
  context: contextNameSchema,
  namespace: namespaceSchema,
  name: releaseNameSchema,
});
export type ReleasePlace = z.infer<typeof releasePlaceSchema>;

export const revisionSchema = z.number().int().positive();

export const releaseListSchema = z.strictObject({
  releases: z.array(releaseSchema),
  /** Epoch ms. */
  readAt: z.number(),
  /** Null where what was asked for was read. Else the user may not see all namespaces, and these were read in their place. */
  narrowedTo: z
    .strictObject({
      namespaces: z.array(z.string()),
      /** False where there may be further ones that the user may see. */
      isComplete: z.boolean(),
    })
    .nullable(),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;

/** The last revision of a release. */
export const openReleaseSchema = z.strictObject({ details: releaseDetailsSchema, metadata: releaseMetadataSchema });
export type OpenRelease = z.infer<typeof openReleaseSchema>;

/** The release that has a name already: its last revision. */
export const takenNameSchema = z.strictObject({
  revision: z.number(),
  status: releaseStatusSchema,
  chart: releaseChartSchema,
});
export type TakenName = z.infer<typeof takenNameSchema>;

export const namespaceCheckSchema = z.strictObject({
  /** Null for those who may not look. */
  isThere: z.boolean().nullable(),
  mayCreate: z.boolean(),
  /** Whether Helm may keep a release in it. */
  mayInstall: z.boolean(),
});
export type NamespaceCheck = z.infer<typeof namespaceCheckSchema>;
