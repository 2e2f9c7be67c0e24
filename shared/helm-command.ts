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

const place = { place: releasePlaceSchema };
const chart = {
  source: z.strictObject({ address: registryAddressSchema, repository: repositoryNameSchema, tag: tagSchema }),
  hasValues: z.boolean(),
};
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
    ...chart,
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
