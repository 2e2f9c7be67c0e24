/** What has become of a release's resources, and whether a target can be used, on a real cluster with all rights and with few. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkName, checkNamespace } from '../../../electron/releases/check-target';
import { readResources } from '../../../electron/releases/release-resources';
import type { ReleasePlace } from '../../../shared/release';
import type { ChartSource } from '../../../shared/release-source';
import { clusterMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import { INSTALL, install, openReleaseStage, type ChartRegistry, type ReleaseStage } from '../../support/release-stage';

const missing = clusterMissing();
const { signal } = new AbortController();
const QUIET = 'announce: {enabled: false}\n';
const READY = { ...INSTALL, wait: 'ready' as const };

async function statesOf(stage: ReleaseStage, place: ReleasePlace) {
  const { resources, forbiddenKinds } = await readResources(stage.access, { place, revision: null }, signal);
  const states = Object.fromEntries(resources.map(({ kind, name, state }) => [`${kind}/${name}`, state]));
  return { states, forbiddenKinds, resources };
}

function check(access: ReleaseStage['access'], namespace: string) {
  return checkNamespace(access, { context: 'kind-dev', namespace }, signal);
}

describe.skipIf(missing !== null)('resources of a release', () => {
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  const stages: ReleaseStage[] = [];
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop');
    ({ cluster, registry } = opened);
    shop = opened.source('shop');
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());
  afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.close())));

  async function open(kubeconfig = cluster.kubeconfig): Promise<ReleaseStage> {
    const stage = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion: '4.2.3' });
    stages.push(stage);
    return stage;
  }

  async function placeOf(name = 'shop'): Promise<ReleasePlace> {
    return { context: 'kind-dev', namespace: await cluster.createNamespace(), name };
  }

  it('are ready, there, missing or on their way, as the cluster says', async () => {
    const stage = await open();
    const place = await placeOf();
    const request = { place, source: shop, values: `${QUIET}replicas: 2\n`, options: READY };
    expect((await install(stage, request)).state.name).toBe('succeeded');
    const { states, resources, forbiddenKinds } = await statesOf(stage, place);
    expect(forbiddenKinds).toEqual([]);
    expect(states).toMatchObject({
      'Deployment/shop': 'ready',
      'Service/shop': 'exists',
      'ConfigMap/shop-settings': 'exists',
    });
    expect(resources.find(({ kind }) => kind === 'Deployment')).toMatchObject({
      message: '2 of 2 ready',
      namespace: place.namespace,
    });
    expect(Object.values(states)).not.toContain('unknown');

    await cluster.kubectl(['delete', 'service', 'shop', '-n', place.namespace]);
    const image = ['set', 'image', 'deployment/shop', '*=registry.invalid/none:1', '-n', place.namespace];
    await cluster.kubectl(['patch', 'deployment', 'shop', '-n', place.namespace, '-p', '{"spec":{"paused":true}}']);
    await cluster.kubectl(image);
    expect((await statesOf(stage, place)).states).toMatchObject({
      'Deployment/shop': 'progressing',
      'Service/shop': 'missing',
    });
  });

  it('that may not be read are told by their kind, the others all the same', async () => {
    const place = await placeOf();
    await install(await open(), { place, source: shop, values: QUIET, options: READY });
    const user = await cluster.limitedUser(place.namespace, [
      { apiGroups: [''], resources: ['secrets', 'services'], verbs: ['get', 'list'] },
    ]);
    const { states, forbiddenKinds } = await statesOf(await open(user.kubeconfig), { ...place, context: user.context });
    expect(states).toMatchObject({ 'Service/shop': 'exists', 'Deployment/shop': 'unknown' });
    expect(forbiddenKinds).toEqual(expect.arrayContaining(['ConfigMap', 'Deployment']));
    expect(forbiddenKinds).not.toContain('Service');
  });

  it('a name is free or taken, by whatever status', async () => {
    const stage = await open();
    const place = await placeOf();
    expect(await checkName(stage.access, place, signal)).toBeNull();
    await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    expect(await checkName(stage.access, place, signal)).toEqual({
      revision: 1,
      status: 'deployed',
      chart: { name: 'shop', version: '1.0.0' },
    });
    const options = { wait: 'none' as const, timeoutMs: 60_000, keepHistory: true, description: '' };
    const gone = { place, lastRevision: 1, confirmedName: 'shop', confirmedContext: null, options };
    await stage.ended(await stage.changes.uninstall(gone, { signal }));
    expect(await checkName(stage.access, place, signal)).toMatchObject({ status: 'uninstalled' });
  });

  it('a namespace is there, missing, or not for everyone', async () => {
    const stage = await open();
    const { namespace } = await placeOf();
    expect(await check(stage.access, namespace)).toEqual({ isThere: true, mayCreate: true, mayInstall: true });
    expect(await check(stage.access, 'nobody-made-it')).toEqual({ isThere: false, mayCreate: true, mayInstall: true });
    const limited = await open((await cluster.limitedUser(namespace)).kubeconfig);
    expect(await check(limited.access, namespace)).toMatchObject({ mayCreate: false, mayInstall: true });
    expect(await check(limited.access, 'kube-system')).toEqual({ isThere: null, mayCreate: false, mayInstall: false });
  });
});
