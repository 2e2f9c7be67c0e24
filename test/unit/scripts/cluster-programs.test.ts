/** Where the Kubernetes of the tests lies, and why there is none: nothing is built or started here. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clusterFolder, clusterMissing, clusterStopsMissing } from '../../../scripts/cluster-programs.mjs';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-programs-'));
  root = join(folder, 'checkout');
  await mkdir(join(root, 'test/cluster'), { recursive: true });
  await writeModule('v1.0.0');
  await writeFile(join(root, 'test/cluster/go.sum'), 'sums');
  vi.stubEnv('CHARTROOM_TOOLS', join(folder, 'tools'));
  vi.stubEnv('CHARTROOM_TEST_KUBECONFIG', '');
  vi.stubEnv('PATH', join(folder, 'bin'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const writeModule = (version: string) => writeFile(join(root, 'test/cluster/go.mod'), `require a ${version}`);

it('is another folder for other versions', async () => {
  const before = clusterFolder(root);
  expect(clusterFolder(root)).toBe(before);
  await writeModule('v1.0.1');
  expect(clusterFolder(root)).not.toBe(before);
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('a missing cluster', () => {
  it('says what is missing, until nothing is', async () => {
    expect(clusterMissing(root)).toMatch(/^Kubernetes isn't built yet; `npm run cluster:build`/);
    await mkdir(clusterFolder(root), { recursive: true });
    expect(clusterMissing(root)).toMatch(/^etcd isn't on this machine; `npm run cluster:build`/);
    await mkdir(join(folder, 'bin'));
    await writeFile(join(folder, 'bin/etcd'), '');
    expect(clusterMissing(root)).toBeNull();
    expect(clusterStopsMissing()).toBeNull();
  });

  it("is none where there is the contributor's, which is not stopped", () => {
    vi.stubEnv('CHARTROOM_TEST_KUBECONFIG', '/home/ana/kind.yaml');
    expect(clusterMissing(root)).toBeNull();
    expect(clusterStopsMissing()).toContain('CHARTROOM_TEST_KUBECONFIG');
  });
});
