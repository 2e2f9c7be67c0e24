/**
 * Gives the scripts what the tests are written with: bundles a TypeScript module of test/ for Node and imports it.
 */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How the tests' own code is bundled for Node; paths are the caller's. */
export const nodeBundle = /** @type {const} */ ({
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});

/**
 * @param {string} root the checkout, with its node_modules
 * @param {string} path of the module, from the root
 * @returns {Promise<any>} its exports; the caller names their type
 */
export async function importTestModule(root, path) {
  const { build } = await import('esbuild');
  const folder = join(root, 'test-results/modules');
  const outfile = join(folder, `${basename(path, '.ts')}.mjs`);
  await mkdir(folder, { recursive: true });
  await build({ ...nodeBundle, absWorkingDir: root, entryPoints: [path], outfile });
  return import(pathToFileURL(outfile).href);
}
