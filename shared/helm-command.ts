/** What is to be told as the helm command that does the same. Values are not part of it: only whether there are any. Plain data. */
import * as z from 'zod';
import {
  applyOptionsSchema,
  installOptionsSchema,
  rollbackOptionsSchema,
  templateOptionsSchema,
  uninstallOptionsSchema,
} from './helm-options';
import { releasePlaceSchema, revisionSchema } from './release';
import { repairActionSchema } from './release-repair';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from './registry';

/** In characters; file systems take 255 bytes. */
const MAX_FILE_NAME = 255;

const place = { place: releasePlaceSchema };
const registryChart = z.strictObject({
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  tag: tagSchema,
});
/** By its name only. */
const localChart = z.strictObject({ fileName: z.string().min(1).max(MAX_FILE_NAME) });
const hasValues = z.boolean();
const chart = { source: registryChart, hasValues };
/** Asks what it would make, on the server, and changes nothing. */
const isDryRun = z.boolean();

export const commandRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('install'), ...place, ...chart, options: installOptionsSchema, isDryRun }),
  z.strictObject({ kind: z.literal('upgrade'), ...place, ...chart, options: applyOptionsSchema, isDryRun }),
  z.strictObject({ kind: z.literal('rollback'), ...place, revision: revisionSchema, options: rollbackOptionsSchema }),
  z.strictObject({ kind: z.literal('uninstall'), ...place, options: uninstallOptionsSchema }),
  z.strictObject({ kind: z.literal('repair'), ...place, action: repairActionSchema }),
  z.strictObject({
    kind: z.literal('template'),
    name: releasePlaceSchema.shape.name,
    namespace: releasePlaceSchema.shape.namespace,
    source: z.union([registryChart, localChart]),
    hasValues,
    options: templateOptionsSchema,
  }),
]);
export type CommandRequest = z.infer<typeof commandRequestSchema>;

export const helmCommandSchema = z.strictObject({
  /** To be quoted for a shell. A word that begins with `~/` is a file in the home folder. */
  words: z.array(z.string()),
  /** The file that the values are to be saved as first; null where there are none. */
  valuesFile: z.string().nullable(),
});
export type HelmCommand = z.infer<typeof helmCommandSchema>;
