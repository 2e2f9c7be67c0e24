/**
 * A real Kubernetes for the tests: API server, controller manager and scheduler, and kwok, which plays the nodes. Built with Go from
 * test/cluster, a module without code of its own that pins their versions. Here is how, where they lie, and why there may be none.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder, ensureCachedFolder } from './cached-folder.mjs';
import { run } from './run.mjs';

const goBuild = ['build', '-mod=readonly', '-trimpath'];

/** What kwok does with a node and its pods: they become ready at once, and jobs complete. */
const stages = [
  'node/fast/node-initialize.yaml',
  'node/heartbeat/node-heartbeat.yaml',
  'pod/fast/pod-ready.yaml',
  'pod/fast/pod-complete.yaml',
  'pod/fast/pod-delete.yaml',
];

/**
 * @param {string} root the checkout
 * @returns {string} the name of their folder in the cache: another one for every change of what they are built from
 */
export function clusterFolderName(root) {
  const hash = createHash('sha256').update(JSON.stringify([goBuild, linkerFlags(root), stages]));
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(root, 'test/cluster', file)));
  return `cluster-${hash.digest('hex').slice(0, 16)}`;
}

/** @returns {string} absolute path of the folder with the programs and `stages/`, whether it is there or not */
export function clusterFolder(/** @type {string} */ root) {
  return join(cacheFolder(), clusterFolderName(root));
}

/**
 * @param {string} root the checkout
 * @returns {string | null} why the tests have no cluster here, as the end of a sentence; null where they have one
 */
export function clusterMissing(root) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'its programs run on Linux on x64 only';
  if (process.env['CHARTROOM_TEST_KUBECONFIG']) return null;
  const command = '`npm run cluster:build` sets it up with Go, on Debian and Ubuntu';
  if (!existsSync(clusterFolder(root))) return `Kubernetes isn't built yet; ${command}`;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (!folders.some((folder) => existsSync(join(folder, 'etcd')))) return `etcd isn't on this machine; ${command}`;
  return null;
}

/** @returns {string | null} why tests may not stop and start parts of the cluster; null where they may */
export function clusterStopsMissing() {
  return process.env['CHARTROOM_TEST_KUBECONFIG']
    ? 'CHARTROOM_TEST_KUBECONFIG names a cluster that others may use'
    : null;
}

/**
 * Builds them into the cache, where they aren't there yet: some eight minutes on two cores.
 *
 * @param {string} root the checkout
 * @throws {import('./run.mjs').CommandError}
 */
export async function ensureClusterPrograms(root) {
  const log = join(cacheFolder(), 'logs/cluster-build.log');
  await ensureCachedFolder(clusterFolderName(root), async (empty) => {
    console.log(`Building Kubernetes for the tests, which takes minutes the first time (log: ${log})`);
    const options = { cwd: join(root, 'test/cluster'), env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' } };
    await run('go', [...goBuild, `-ldflags=${linkerFlags(root)}`, '-o', `${empty}/`, 'tool'], { ...options, log });
    const module = ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'];
    const kwok = (await run('go', module, { ...options, quiet: true })).trim();
    await mkdir(join(empty, 'stages'));
    for (const stage of stages) {
      await cp(join(kwok, 'kustomize/stage', stage), join(empty, 'stages', stage.replaceAll('/', '-')));
    }
  });
}

/** Small programs, and an API server that tells its version: Helm looks whether a chart's kubeVersion allows it. */
function linkerFlags(/** @type {string} */ root) {
  const module = readFileSync(join(root, 'test/cluster/go.mod'), 'utf8');
  const [, version, major, minor] = /k8s\.io\/kubernetes (v(\d+)\.(\d+)\.\S+)/.exec(module) ?? [];
  const facts = Object.entries({ gitVersion: version, gitMajor: major, gitMinor: minor });
  return ['-s -w', ...facts.map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)].join(' ');
}
