/**
 * `npm run cluster:build`: builds the Kubernetes of the tests (cluster-programs.mjs) where it isn't built yet, and installs etcd on
 * Debian and Ubuntu. Run by .ci/run and by whoever wants it: `npm test` does neither. Where it can't, it says why and ends with 1.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { clusterFolder, ensureClusterPrograms } from './cluster-programs.mjs';
import { hasGo } from './go-program.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

const root = resolve(import.meta.dirname, '..');

try {
  if (!existsSync(clusterFolder(root)) && !(await hasGo())) {
    throw new Error('Kubernetes is built with Go, and no `go` is on the PATH. See https://go.dev/dl.');
  }
  await ensureSystemLibraries(['cluster']);
  await ensureClusterPrograms(root);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
