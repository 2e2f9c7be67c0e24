/** What is remembered of the local registry, in `local-registry.json`. Never a secret: of its login only the user name. */
import { join } from 'node:path';
import * as z from 'zod';
import { localRegistryConfigSchema } from '../../shared/local-registry';
import { DEFAULT_LOCAL_REGISTRY } from '../../shared/local-registry-defaults';
import { registryAddressSchema } from '../../shared/registry';
import { openJsonStore, type JsonStore } from '../settings/json-store';

const storedSchema = z.object({
  ...localRegistryConfigSchema.shape,
  /** Absolute, chosen by the user; null for the usual one. */
  folder: z.string().nullable(),
  /** Whose login it asks for; null where it asks for none. */
  username: z.string().nullable(),
  /** Under which it is in the list of registries; null until it was started once. */
  address: registryAddressSchema.nullable(),
});
export type StoredLocalRegistry = z.infer<typeof storedSchema>;
export type LocalRegistryStore = JsonStore<StoredLocalRegistry>;

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openLocalRegistryStore(folder: string): Promise<LocalRegistryStore> {
  return openJsonStore({
    path: join(folder, 'local-registry.json'),
    schema: storedSchema,
    defaults: { ...DEFAULT_LOCAL_REGISTRY, folder: null, username: null, address: null },
  });
}
