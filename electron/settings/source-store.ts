/**
 * Where the charts of releases came from, in `release-sources.json`: names, versions and digests, and never a secret or a value. helm
 * keeps none of it, so what is lost here is lost, but for the labels on the releases.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { digestSchema } from '../../shared/oci';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from '../../shared/registry';
import { openJsonStore, type JsonStore } from './json-store';

const sourceEntrySchema = z.strictObject({
  revision: z.number().int().positive(),
  /** Of the release's revision, to know it again: somebody else may have made one of that number. */
  chart: z.strictObject({ name: z.string(), version: z.string() }),
  address: registryAddressSchema,
  repository: repositoryNameSchema,
  tag: tagSchema.nullable(),
  digest: digestSchema.nullable(),
  how: z.enum(['recorded', 'linked']),
  /** Epoch ms: the revision was made between these. `endedAt` null where nobody saw the end. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type SourceEntry = z.infer<typeof sourceEntrySchema>;

const releaseRecordSchema = z.strictObject({
  /** The uid of the cluster's kube-system; null for users who may not read it. */
  cluster: z.string().nullable(),
  /** Its address, by which it is known where there is no uid. */
  server: z.string().nullable(),
  /** By which it was last reached. */
  context: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** The user said that it comes from nowhere known: labels don't count. */
  isUnlinked: z.boolean(),
  /** By revision, the oldest first. */
  entries: z.array(sourceEntrySchema),
});
export type ReleaseRecord = z.infer<typeof releaseRecordSchema>;

const sourcesSchema = z.strictObject({ releases: z.array(releaseRecordSchema) });
export type SourceStore = JsonStore<z.infer<typeof sourcesSchema>>;

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openSourceStore(folder: string): Promise<SourceStore> {
  return openJsonStore({
    path: join(folder, 'release-sources.json'),
    schema: sourcesSchema,
    defaults: { releases: [] },
  });
}
