/**
 * Logins that Docker, Podman and Helm keep in files of this computer: found to be offered, read for the one that the user
 * takes. Reads only: nothing is ever written to those files, and no secret is kept here.
 */
import type { FoundLogin } from '../../shared/registry';
import { readSmallFile, UnusableFileError } from '../files/read-small-file';
import type { RegistryCredential } from '../registry/credential';
import { readLoginFile, type FileLogin } from './login-file-content';
import { loginFiles, type Surroundings, type Tool } from './login-files';

/** A login is a few hundred bytes; thousands fit in. */
const MAX_FILE_BYTES = 1024 * 1024;

export interface LoginPlaces extends Surroundings {
  /** Told of what was left out: the file's path, and why. Holds no secret. */
  readonly onSkipped?: (path: string, why: string) => void;
}

/** All logins by tool, then as they stand in its files; one for each tool and address. Never throws. */
export async function findLogins(places: LoginPlaces): Promise<readonly FoundLogin[]> {
  const found = new Map<string, FoundLogin>();
  for (const { tool, path } of loginFiles(places)) {
    for (const { address, username } of await readLogins(path, places)) {
      const key = `${tool} ${address}`;
      // The file that a tool reads first wins.
      if (found.has(key)) continue;
      found.set(key, { tool, address, ...(username === undefined ? {} : { username }) });
    }
  }
  return [...found.values()];
}

/** The credential of a login that `findLogins` found, read anew; null where it is gone. Never throws. */
export async function readLogin(address: string, tool: Tool, places: LoginPlaces): Promise<RegistryCredential | null> {
  for (const { path } of loginFiles(places).filter((file) => file.tool === tool)) {
    const login = (await readLogins(path, places)).find((each) => each.address === address);
    if (login !== undefined) return login.credential;
  }
  return null;
}

async function readLogins(path: string, { onSkipped }: LoginPlaces): Promise<readonly FileLogin[]> {
  try {
    const { logins, notes } = readLoginFile(await readSmallFile(path, { maxBytes: MAX_FILE_BYTES }));
    for (const note of notes) onSkipped?.(path, note);
    return logins;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    // No such tool, or it has no login: the usual case, and nothing to tell.
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    onSkipped?.(path, error instanceof UnusableFileError ? error.message : `it can't be read: ${code}`);
    return [];
  }
}
