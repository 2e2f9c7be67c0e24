/**
 * Installs the npm packages of package-lock.json where node_modules is missing or differs from it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import './node-version.mjs';
import { cacheFolder } from './cached-folder.mjs';
import { run } from './run.mjs';

/**
 * Needs no network where everything is there already.
 *
 * @param {string} root the checkout
 * @throws {Error} where npm fails
 */
export async function ensureNodeModules(root) {
  if (isComplete(root)) return;
  const log = join(cacheFolder(), 'logs/npm-ci.log');
  console.log(`Installing npm packages (log: ${log})`);
  await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: root, log });
}

/**
 * npm writes down what it installed at the very end, so an interrupted installation has no such file. Packages for
 * other systems are optional ones, which it leaves out.
 *
 * @param {string} root
 */
function isComplete(root) {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesOf(installedFile);
  const wanted = packagesOf(join(root, 'package-lock.json'));
  delete wanted['']; // the project itself
  return (
    Object.keys(installed).every((path) => wanted[path] !== undefined) &&
    Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      const found = installed[path];
      return found === undefined ? optional === true : found.version === version && found.integrity === integrity;
    })
  );
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>} */
function packagesOf(/** @type {string} */ lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
