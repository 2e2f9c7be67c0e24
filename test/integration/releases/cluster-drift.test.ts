/** What was changed by hand, read on a real cluster: against objects that helm 4.2.3 and 3.17.3 made and the real kubectl changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDrift } from '../../../electron/releases/cluster-drift';
import type { ReleasePlace } from '../../../shared/release';
import type { ChartSource } from '../../../shared/release-source';
import { clusterMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import { INSTALL, install, openReleaseStage, type ChartRegistry } from '../../support/release-stage';

const { signal } = new AbortController();
const SECRET = 'correct-horse';

describe.skipIf(clusterMissing() !== null)('what was changed by hand', () => {
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop');
    ({ cluster, registry } = opened);
    shop = opened.source('shop');
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());

  it.each(['4.2.3', '3.17.3'] as const)(
    'is told by object and line, and nothing else is (helm %s)',
    async (helmVersion) => {
      const stage = await openReleaseStage({
        registry: registry.registry,
        kubeconfig: cluster.kubeconfig,
        helmVersion,
      });
      try {
        const place: ReleasePlace = { context: 'kind-dev', namespace: await cluster.createNamespace(), name: 'shop' };
        const values = `announce: {enabled: false}\npassword: ${SECRET}\n`;
        await install(stage, { place, source: shop, values, options: INSTALL });

        const untouched = await readDrift(stage.access, { place, revision: 1 }, signal);
        expect(untouched.uncompared).toEqual([]);
        expect(untouched.resources.filter(({ change }) => change !== 'unchanged')).toEqual([]);
        expect(untouched.resources.length).toBeGreaterThan(3);

        const kubectl = (...words: string[]) => cluster.kubectl([...words, '-n', place.namespace]);
        await kubectl('scale', 'deployment/shop', '--replicas=4');
        await kubectl('patch', 'configmap/shop-settings', '-p', '{"data":{"WELCOME":"Gone fishing"}}');
        await kubectl('patch', 'secret/shop-password', '-p', '{"stringData":{"PASSWORD":"other-horse"}}');
        await kubectl('delete', 'service/shop');

        const { resources } = await readDrift(stage.access, { place, revision: 1 }, signal);
        const changed = resources.filter(({ change }) => change !== 'unchanged');
        expect(changed.map(({ kind, change }) => `${kind} ${change}`).sort()).toEqual([
          'ConfigMap changed',
          'Deployment changed',
          'Secret changed',
          'Service removed',
        ]);
        const linesOf = (wanted: string) =>
          (changed.find(({ kind }) => kind === wanted)?.lines ?? [])
            .filter(({ sign }) => sign !== ' ')
            .map(({ sign, text }) => `${sign}${text}`);
        expect(linesOf('Deployment')).toEqual(['-  replicas: 1', '+  replicas: 4']);
        expect(linesOf('ConfigMap')).toHaveLength(2);
        expect(changed.find(({ kind }) => kind === 'Secret')).toMatchObject({
          hidesChange: true,
          added: 0,
          removed: 0,
        });
        for (const secret of [SECRET, 'other-horse']) {
          expect(JSON.stringify(resources)).not.toContain(secret);
          expect(JSON.stringify(resources)).not.toContain(Buffer.from(secret).toString('base64'));
        }
        // Nothing of it was a change: what was asked were dry runs.
        expect(await kubectl('get', 'deployment/shop', '-o', 'jsonpath={.spec.replicas}')).toBe('4');
        await expect(kubectl('get', 'service/shop')).rejects.toThrow(/not found/);
      } finally {
        await stage.close();
      }
    },
    120_000,
  );
});
