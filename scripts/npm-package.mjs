/**
 * Downloads the archive of one npm package at one version, with the npm client and whatever registry it is set up for.
 * Nothing of the package is run or installed: the archive is only checked against a pinned integrity.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from './run.mjs';

/**
 * @template T
 * @param {string} spec `name@version`
 * @param {string} integrity `sha512-…` in base64, as in a lock file
 * @param {(archive: string) => Promise<T>} unpack gets the path of the checked .tgz, which is removed afterwards
 * @returns {Promise<T>} what `unpack` gave
 * @throws when npm can't download it, or when its bytes are not the pinned ones
 */
export async function withNpmPackage(spec, integrity, unpack) {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-npm-'));
  try {
    // In an empty folder of its own: npm reads the package.json of the current one.
    await run('npm', ['pack', spec, '--ignore-scripts', '--loglevel=error'], { cwd: folder, quiet: true });
    const [file] = await readdir(folder);
    if (file === undefined) throw new Error(`npm pack ${spec} wrote no archive`);
    const archive = join(folder, file);
    const hash = createHash('sha512');
    await pipeline(createReadStream(archive), hash);
    const found = `sha512-${hash.digest('base64')}`;
    if (found !== integrity) throw new Error(`${spec} has the integrity ${found}, but ${integrity} is expected`);
    return await unpack(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
