/**
 * What the test session needs as root on Linux: an ordinary user, and a copy of all that runs which that user can read.
 * It can't look into root's home, where the checkout, Electron and the tools may lie; and with a strict umask their
 * files are root's alone wherever they lie.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cached-folder.mjs';
import { placeElectron } from './electron-binary.mjs';
import { linkTree } from './link-tree.mjs';
import { run } from './run.mjs';

const name = 'chartroom-test';

/** Parts of a checkout that don't run: history, results, packages. */
const unstaged = new Set(['.git', 'test-results', 'release', 'coverage']);

/**
 * Makes the user where it isn't there yet. It has no password and no login shell.
 *
 * @returns {Promise<{ name: string, uid: number, gid: number }>}
 */
export async function ensureTestUser() {
  if (spawnSync('id', [name]).status !== 0) {
    console.log(`Making an ordinary user for the tests: ${name}`);
    await run('useradd', ['--create-home', '--shell', '/usr/sbin/nologin', name], { quiet: true });
  }
  const id = async (/** @type {string} */ flag) => Number(await run('id', [flag, name], { quiet: true }));
  return { name, uid: await id('-u'), gid: await id('-g') };
}

/**
 * Copies the checkout, the sample charts beside it, Electron and the tools into a folder.
 *
 * @param {string} folder exists
 * @param {Pick<import('./test-session.mjs').SessionOptions, 'root' | 'electron' | 'tools' | 'alsoStaged'>} what
 * @returns {Promise<{ root: string, command: import('./electron-binary.mjs').ElectronCommand, env: NodeJS.ProcessEnv }>}
 */
export async function stageForTestUser(folder, { root, electron, tools = [], alsoStaged = [] }) {
  const stagedRoot = join(folder, 'checkout');
  await mkdir(stagedRoot);
  for (const entry of await readdir(root)) {
    if (!unstaged.has(entry) || alsoStaged.includes(entry)) await copy(join(root, entry), join(stagedRoot, entry));
  }
  const charts = join(root, '../shared/charts');
  if (existsSync(charts)) {
    await mkdir(join(folder, 'shared'));
    await copy(charts, join(folder, 'shared/charts'));
  }
  const stagedTools = join(folder, 'tools');
  await mkdir(stagedTools);
  for (const tool of tools) await linkTree(join(cacheFolder(), tool), join(stagedTools, tool));
  const command = await placeElectron(electron, join(folder, 'electron'), stagedRoot);
  // All may read, and run what root may run.
  for (const staged of await readdir(folder)) await run('chmod', ['-R', 'a+rX', join(folder, staged)], { quiet: true });
  return { root: stagedRoot, command, env: { CHARTROOM_TOOLS: stagedTools } };
}

async function copy(/** @type {string} */ from, /** @type {string} */ to) {
  await run('cp', ['--archive', '--no-target-directory', '--reflink=auto', from, to], { quiet: true });
}
