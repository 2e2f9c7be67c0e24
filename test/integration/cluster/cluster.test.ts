/** The tests' own cluster, its users and its charts, under the real Helm 4.2.3 and 3.17.3: what the tests of wizards build on. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { clusterMissing, clusterStopsMissing, openCluster, type TestCluster } from '../../support/cluster';
import { packClusterCharts, type ClusterCharts } from '../../support/cluster-charts';

const run = promisify(execFile);
const missing = clusterMissing();

describe.skipIf(missing !== null)('the cluster of the tests', () => {
  let folder: string;
  let charts: ClusterCharts;
  let cluster: TestCluster;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chartroom-cluster-test-'));
    charts = await packClusterCharts(folder);
    cluster = await openCluster({ context: 'chartroom-test' });
  }, 180_000);
  afterAll(async () => {
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(['4.2.3', '3.17.3'] as const)('under Helm %s', (version) => {
    const isHelm3 = version === '3.17.3';
    /** Gives standard output; throws an Error with standard error in its message. */
    async function helm(args: readonly string[], kubeconfig = cluster.kubeconfig): Promise<string> {
      const home = join(folder, `home-${version}`);
      await mkdir(home, { recursive: true });
      const env = { PATH: process.env['PATH'], HOME: home, KUBECONFIG: kubeconfig };
      return (await run(await ensureHelm(version), args, { env })).stdout;
    }

    it.concurrent('installs a chart whose pods then run, after its hook', async () => {
      const namespace = await cluster.createNamespace();
      const notes = await helm(['install', 'shop', charts.shop, '-n', namespace, '--wait', '--timeout', '60s']);
      expect(notes).toContain(`The shop shop is open in ${namespace}, on port 80.`);
      const phases = ['get', 'pods', '-n', namespace, '-o', 'jsonpath={range .items[*]}{.status.phase} {end}'];
      expect((await cluster.kubectl(phases)).trim().split(' ').sort()).toEqual(['Running', 'Succeeded']);
      expect(await helm(['history', 'shop', '-n', namespace, '-o', 'json'])).toContain('"status":"deployed"');
    });

    it.concurrent('upgrades to the newer version, whose value has another name, and rolls back', async () => {
      const namespace = await cluster.createNamespace();
      const settings = ['get', 'configmap', 'shop-settings', '-n', namespace, '-o', 'jsonpath={.data}'];
      const quick = ['-n', namespace, '--set', 'announce.enabled=false'];
      await helm(['install', 'shop', charts.shop, ...quick]);
      expect(await cluster.kubectl(settings)).toBe('{"WELCOME":"Welcome to the shop"}');
      await helm(['upgrade', 'shop', charts.newerShop, ...quick, '--wait', '--timeout', '60s']);
      expect(await cluster.kubectl(settings)).toBe('{"GREETING":"Come in, we are open"}');
      await helm(['rollback', 'shop', '1', '-n', namespace]);
      expect(await cluster.kubectl(settings)).toBe('{"WELCOME":"Welcome to the shop"}');
      const history = JSON.parse(await helm(['history', 'shop', '-n', namespace, '-o', 'json'])) as readonly object[];
      expect(history.map((entry) => 'status' in entry && entry.status)).toEqual([
        'superseded',
        'superseded',
        'deployed',
      ]);
    });

    it.concurrent('lets a limited user work in one namespace, and see nothing in another', async () => {
      const [namespace, other] = [await cluster.createNamespace('team'), await cluster.createNamespace('other')];
      const { kubeconfig, userName } = await cluster.limitedUser(namespace);
      const install = ['install', 'shop', charts.shop, '--skip-crds', '--set', 'announce.enabled=false'];
      await helm(install, kubeconfig);
      expect(await helm(['list', '-q'], kubeconfig)).toBe('shop\n');
      const forbidden = `secrets is forbidden: User "${userName}" cannot list resource "secrets"`;
      await expect(helm(['list', '-n', other], kubeconfig)).rejects.toThrow(forbidden);
      await expect(helm(['list', '-A'], kubeconfig)).rejects.toThrow(forbidden);
      await expect(helm([...install, '-n', other], kubeconfig)).rejects.toThrow('is forbidden');
    });

    it.concurrent('gives a limited user only the rights that a test names', async () => {
      const namespace = await cluster.createNamespace('team');
      const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }];
      const { kubeconfig } = await cluster.limitedUser(namespace, rules);
      await expect(helm(['list'], kubeconfig)).rejects.toThrow(`in the namespace "${namespace}"`);
    });

    it.concurrent('finds no namespace that was not made', async () => {
      const namespace = cluster.namespaceName('missing');
      const install = helm(['install', 'rigid', charts.rigid, '-n', namespace]);
      await expect(install).rejects.toThrow(`namespaces "${namespace}" not found`);
    });

    it.concurrent(
      'fails with a hook that fails, with an immutable field, with a library, and with a value of a sub-chart',
      async () => {
        const namespace = await cluster.createNamespace();
        const install = (...args: readonly string[]) => helm(['install', ...args, '-n', namespace]);
        await expect(install('hook', charts.failingHook)).rejects.toThrow(/failed post-install/);
        const endless = ['--set', 'endless=true', '--timeout', '2s'];
        await expect(install('endless', charts.failingHook, ...endless)).rejects.toThrow(/timed out|deadline exceeded/);
        await install('rigid', charts.rigid);
        const upgrade = helm(['upgrade', 'rigid', charts.rigid, '-n', namespace, '--set', 'tier=back']);
        await expect(upgrade).rejects.toThrow('field is immutable');
        await expect(install('shelf', charts.library)).rejects.toThrow('library charts are not installable');
        await expect(install('shop', charts.shop, '--set', 'basket.limit=0')).rejects.toThrow(/basket:\n/);
      },
    );

    // Helm 3 doesn't apply on the server, so it asks for no owner.
    it.skipIf(isHelm3)('meets a field that another manager owns', { concurrent: true }, async () => {
      const namespace = await cluster.createNamespace();
      await helm(['install', 'rigid', charts.rigid, '-n', namespace]);
      const scaled = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'rigid' }, spec: { replicas: 3 } };
      const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=scaler', '-n', namespace];
      await cluster.kubectl([...apply, '--validate=false', '-f', '-'], JSON.stringify(scaled));
      const upgrade = helm(['upgrade', 'rigid', charts.rigid, '-n', namespace, '--set', 'replicas=2']);
      await expect(upgrade).rejects.toThrow(/conflict with "scaler".*\.spec\.replicas/);
    });

    it.skipIf(clusterStopsMissing() !== null)('waits in vain while the nodes are stopped', async () => {
      const namespace = await cluster.createNamespace();
      await cluster.stopNodes();
      const install = helm(['install', 'rigid', charts.rigid, '-n', namespace, '--wait', '--timeout', '2s']);
      await expect(install).rejects.toThrow('context deadline exceeded');
      cluster.startNodes();
      const ready = ['wait', '--for=condition=Available', 'deployment/rigid', '-n', namespace, '--timeout=50s'];
      expect(await cluster.kubectl(ready)).toContain('condition met');
    });

    it.skipIf(clusterStopsMissing() !== null)('reaches nothing while the API is stopped', async () => {
      const namespace = await cluster.createNamespace();
      await helm(['install', 'rigid', charts.rigid, '-n', namespace]);
      await cluster.stopApi();
      await expect(helm(['list', '-n', namespace])).rejects.toThrow(/cluster unreachable/i);
      await cluster.startApi();
      expect(await helm(['list', '-q', '-n', namespace])).toBe('rigid\n');
      await helm(['upgrade', 'rigid', charts.rigid, '-n', namespace, '--set', 'replicas=2', '--wait']);
    });
  });
});
