/** The programs that sessions of tests and of the bench are given beside the app: the real Helms, kubectl, and Kubernetes where it is built. */
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { clusterFolder, clusterFolderName } from './cluster-programs.mjs';
import { ensureHelm, ensureKubectl } from './helm-binaries.mjs';

/**
 * @param {string} root the checkout
 * @returns {Promise<string[]>} the names of the cached folders that hold them; downloads what is not there yet
 */
export async function sessionTools(root) {
  if (process.platform !== 'linux') return [];
  const programs = [await ensureHelm('4.2.3'), await ensureHelm('3.17.3'), await ensureKubectl()];
  const folders = programs.map((program) => basename(dirname(program)));
  return existsSync(clusterFolder(root)) ? [...folders, clusterFolderName(root)] : folders;
}
