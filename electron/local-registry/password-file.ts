/** The local registry's password file: one user, replaced as a whole or not at all. Every engine reads the same one. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalRegistryError } from './local-registry-error';
import { writeHtpasswd } from './server/htpasswd';

export interface PasswordFile {
  /** Absolute. It may not be there. */
  readonly path: string;
  /**
   * Writes it anew once `keep` has succeeded, so that it never asks for a login that nobody holds. Throws LocalRegistryError
   * `bad-login`, and what `keep` throws; the file is as it was then.
   */
  readonly replace: (
    login: { readonly username: string; readonly secret: string },
    keep: () => Promise<void>,
  ) => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** `folder`: absolute; made where it is missing. */
export function createPasswordFile(folder: string): PasswordFile {
  const path = join(folder, 'htpasswd');
  const unfinished = `${path}.new`;
  return {
    path,
    async replace({ username, secret }, keep) {
      try {
        await mkdir(folder, { recursive: true });
        await writeHtpasswd(unfinished, username, secret);
        await keep();
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        if (error instanceof RangeError) throw new LocalRegistryError('bad-login', error.message, { cause: error });
        throw error;
      }
    },
    remove: () => rm(path, { force: true }),
  };
}
