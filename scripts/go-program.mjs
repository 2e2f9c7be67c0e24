/**
 * Programs in Go that only tests and measurements use: built from the module proxy at a pinned version, where Go is on the PATH.
 */
import { join } from 'node:path';
import { ensureCachedFolder } from './cached-folder.mjs';
import { CommandError, run } from './run.mjs';

/** @returns {Promise<boolean>} whether `go` is on the PATH */
export async function hasGo() {
  try {
    await run('go', ['version'], { quiet: true });
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

/**
 * Builds a program once for each version, into the cache folder.
 *
 * @param {{ package: string, version: string, env?: NodeJS.ProcessEnv }} program `env`: further variables for the build
 * @returns {Promise<string>} absolute path
 * @throws {CommandError}
 */
export async function ensureGoProgram({ package: path, version, env = {} }) {
  const name = path.split('/').at(-1) ?? path;
  const folder = await ensureCachedFolder(`${name}-${version}`, async (empty) => {
    await run('go', ['install', `${path}@${version}`], { env: { ...process.env, ...env, GOBIN: empty } });
  });
  return join(folder, name);
}
