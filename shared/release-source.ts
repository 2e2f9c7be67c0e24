/** Where a release's chart comes from: a registry's repository, and in it one manifest. Plain data. */
import * as z from 'zod';
import { digestSchema } from './oci';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from './registry';

/** A chart to install: `tag` is what the user chose, `digest` (of the manifest) what is installed. */
export const chartSourceSchema = z.strictObject({
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  tag: tagSchema,
  digest: digestSchema,
});
export type ChartSource = z.infer<typeof chartSourceSchema>;
