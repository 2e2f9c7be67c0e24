/** Which key files the user chose to check signatures with, in `key-files.json`. Never a key, only where they are. */
import { join } from 'node:path';
import * as z from 'zod';
import { keyFileIdSchema } from '../../shared/trust';
import { openJsonStore, type JsonStore } from './json-store';

const keyFilesSchema = z.strictObject({
  /** Absolute paths, from the system's dialog. */
  files: z.array(z.strictObject({ id: keyFileIdSchema, path: z.string() })),
});
export type ChosenKeyFiles = z.infer<typeof keyFilesSchema>;
export type KeyFileStore = JsonStore<ChosenKeyFiles>;

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export function openKeyFileStore(folder: string): Promise<KeyFileStore> {
  return openJsonStore({ path: join(folder, 'key-files.json'), schema: keyFilesSchema, defaults: { files: [] } });
}
