/**
 * The folder outside the repository where the scripts keep what they download: Helm and Electron for the tests.
 * Shared by every checkout of a user, so what is in it never changes once it is in place.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** `CHARTROOM_TOOLS` points the tests at a copy that their user may read (see test-stage.mjs). */
export function cacheFolder() {
  return (
    process.env['CHARTROOM_TOOLS'] || join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'chartroom')
  );
}

/**
 * Gives the path of a cached folder and fills it first where it is missing.
 *
 * It is filled under a temporary name and renamed, so a half-filled one is never seen; where two runs fill it at the
 * same time the first one in place wins and the other is thrown away.
 *
 * @param {string} name unique for the content, so with its version
 * @param {(folder: string) => Promise<void>} fill puts the content into the given empty folder
 * @returns {Promise<string>} absolute path
 */
export async function ensureCachedFolder(name, fill) {
  const place = join(cacheFolder(), name);
  if (existsSync(place)) return place;
  await mkdir(dirname(place), { recursive: true });
  const temporary = await mkdtemp(`${place}.part-`);
  try {
    await fill(temporary);
    await chmod(temporary, 0o755); // mkdtemp makes it private, but the tests' own user reads it too
    await rename(temporary, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return place;
}
