/** Where releases came from, on a real cluster: what is recorded by each change, kept by a roll-back, and what is newer in the registry. */
import { execFile } from 'node:child_process';
import { appendFile, cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { packSampleCharts } from '../../../scripts/sample-charts.mjs';
import type { ReleasePlace } from '../../../shared/release';
import type { ChartSource } from '../../../shared/release-source';
import { clusterMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import {
  APPLY,
  INSTALL,
  install,
  openReleaseStage,
  startChartRegistry,
  upgrade,
  type ChartRegistry,
  type ReleaseStage,
} from '../../support/release-stage';

const run = promisify(execFile);
const missing = clusterMissing();
const { signal } = new AbortController();
const QUIET = 'announce: {enabled: false}\n';
const ASKING = { prereleases: false, refresh: true };
const ROLLBACK = { wait: 'none' as const, timeoutMs: 60_000, forceReplace: false, forceConflicts: false };

describe.skipIf(missing !== null)('where releases come from', () => {
  let folder: string;
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  let newerShop: ChartSource;
  let failingHook: ChartSource;
  let stage: ReleaseStage;
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop', 'newerShop', 'failingHook');
    ({ cluster, registry, folder } = opened);
    [shop, newerShop, failingHook] = [opened.source('shop'), opened.source('newerShop'), opened.source('failingHook')];
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());
  beforeEach(async () => {
    const { kubeconfig } = cluster;
    stage = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion: '4.2.3' });
  });
  afterEach(() => stage.close());

  /** Version 1.0.0 again, with another content. */
  async function packOtherShop(): Promise<string> {
    const sources = join(folder, 'other');
    await cp('test/fixtures/charts', sources, { recursive: true });
    await appendFile(join(sources, 'shop', 'values.yaml'), '\nother: true\n');
    await packSampleCharts(sources, join(folder, 'packed'));
    return join(folder, 'packed', 'shop-1.0.0.tgz');
  }

  async function inNewNamespace(name = 'shop'): Promise<ReleasePlace> {
    return { context: 'kind-dev', namespace: await cluster.createNamespace(), name };
  }

  it('is recorded by an install and an upgrade, kept by a roll-back, and forgotten with the release', async () => {
    const place = await inNewNamespace();
    expect((await install(stage, { place, source: shop, values: QUIET, options: INSTALL })).state.name).toBe(
      'succeeded',
    );
    expect(await stage.sources.get(place, signal)).toEqual({ ...shop, how: 'recorded' });

    const { versions, deployed } = await stage.sourceUpdates.versions(place, ASKING, signal);
    expect(deployed).toEqual({ revision: 1, chart: { name: 'shop', version: shop.tag } });
    expect(versions.filter(({ isDeployed }) => isDeployed).map(({ tag }) => tag)).toEqual([shop.tag]);
    expect(versions.filter(({ isNewer }) => isNewer).map(({ tag }) => tag)).toEqual([newerShop.tag]);

    await upgrade(stage, { place, source: newerShop, values: QUIET, options: APPLY });
    expect(await stage.sources.get(place, signal)).toEqual({ ...newerShop, how: 'recorded' });

    const back = { place, revision: 1, lastRevision: 2, options: ROLLBACK, confirmedContext: null };
    await stage.ended(await stage.changes.rollback(back, { signal }));
    expect(await stage.sources.get(place, signal)).toEqual({ ...shop, how: 'recorded' });
    const own = { namespace: place.namespace, name: 'shop', context: 'kind-dev', revision: 3 };
    expect(await stage.sources.releasesOf(shop.address, shop.repository)).toMatchObject([own]);

    const gone = {
      place,
      lastRevision: 3,
      confirmedName: 'shop',
      confirmedContext: null,
      options: { wait: 'none' as const, timeoutMs: 60_000, keepHistory: false, description: '' },
    };
    await stage.ended(await stage.changes.uninstall(gone, { signal }));
    expect(await stage.sources.releasesOf(shop.address, shop.repository)).toEqual([]);
  });

  it('is that of the deployed revision where an upgrade failed, and of the one gone back to where helm undid it', async () => {
    const place = await inNewNamespace();
    await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    const breaking = { place, source: failingHook, values: '', options: { ...APPLY, timeoutMs: 10_000 } };
    expect((await upgrade(stage, breaking)).state.name).toBe('failed');
    expect(await stage.sources.get(place, signal)).toMatchObject({ tag: shop.tag, digest: shop.digest });
    const { last } = await stage.sources.revisions(place, signal);
    expect(await stage.sources.sourceOf(place, last, signal)).toMatchObject({ repository: failingHook.repository });

    const undone = { ...breaking, options: { ...breaking.options, rollBackOnFailure: true } };
    expect((await upgrade(stage, undone)).state.name).toBe('failed');
    const { last: restored } = await stage.sources.revisions(place, signal);
    expect(restored).toMatchObject({ revision: 4, status: 'deployed' });
    expect(await stage.sources.sourceOf(place, restored, signal)).toMatchObject({ tag: shop.tag, digest: shop.digest });
  });

  it('tells of newer versions, of a tag that was pushed anew, and of a registry that is gone', async () => {
    const own = await startChartRegistry();
    const charts = opened.charts;
    const source = await own.push(charts.shop);
    const { kubeconfig } = cluster;
    const here = await openReleaseStage({ registry: own.registry, kubeconfig, helmVersion: '4.2.3' });
    try {
      const place = await inNewNamespace();
      await install(here, { place, source, values: QUIET, options: INSTALL });
      const { deployed } = await here.sources.revisions(place, signal);
      const named = { namespace: place.namespace, name: 'shop' };
      const asked = { context: 'kind-dev', releases: [{ ...deployed, ...named }], ...ASKING };
      const none = { ...named, newest: null, newerCount: 0, republished: null, problem: null };
      expect(await here.sourceUpdates.updates(asked, signal)).toEqual([none]);

      await own.push(charts.newerShop);
      const newer = { newest: { tag: '1.1.0', version: '1.1.0' }, newerCount: 1 };
      expect(await here.sourceUpdates.updates(asked, signal)).toEqual([{ ...none, ...newer }]);

      const other = await own.push(await packOtherShop());
      expect(other.digest).not.toBe(source.digest);
      const republished = { tag: source.tag, digest: other.digest };
      expect(await here.sourceUpdates.updates(asked, signal)).toEqual([{ ...none, ...newer, republished }]);

      await own.stop();
      const [offline] = await here.sourceUpdates.updates(asked, signal);
      expect(offline).toMatchObject({ ...newer, problem: { kind: 'network' } });
    } finally {
      await here.close();
      await own.stop();
    }
  });

  it('is linked and unlinked by the user, for a release that helm itself made', async () => {
    const place = await inNewNamespace('linked');
    const { shop: archive } = opened.charts;
    const args = ['install', 'linked', archive, '--namespace', place.namespace, '--set', 'announce.enabled=false'];
    await run(await ensureHelm('4.2.3'), [...args, '--kubeconfig', cluster.kubeconfig]);
    expect(await stage.sources.get(place, signal)).toBeNull();
    await stage.sources.link(place, shop, signal);
    expect(await stage.sources.get(place, signal)).toEqual({ ...shop, how: 'linked' });
    await stage.sources.unlink(place);
    expect(await stage.sources.get(place, signal)).toBeNull();
  });

  it.each(['4.2.3', '3.17.3'] as const)('is told to another computer by labels, for helm %s', async (helmVersion) => {
    const place = await inNewNamespace();
    await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    const { kubeconfig } = cluster;
    const other = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion });
    const listed = async () => {
      const { last } = await other.sources.revisions(place, signal);
      return other.sources.list('kind-dev', [{ ...last, namespace: place.namespace, name: 'shop' }], signal);
    };
    const nowhere = { tag: null, digest: null, how: 'labels' };
    const { address, repository } = shop;
    try {
      // A hash can only be recognised: nobody has seen that repository on this computer.
      expect(await other.sources.get(place, signal)).toBeNull();
      await other.browse.versions({ address, repository }, { refresh: true, signal });
      expect(await other.sources.get(place, signal)).toEqual({ ...shop, how: 'labels' });
      expect(await listed()).toEqual([{ address, repository, ...nowhere }]);

      // Helm carries labels along: what they say of the digest is not that of the other version.
      const { newerShop: archive } = opened.charts;
      const args = ['upgrade', 'shop', archive, '--namespace', place.namespace, '--set', 'announce.enabled=false'];
      await run(await ensureHelm('4.2.3'), [...args, '--kubeconfig', cluster.kubeconfig]);
      expect(await other.sources.get(place, signal)).toEqual({ address, repository, ...nowhere });
      await other.sources.unlink(place);
      expect(await other.sources.get(place, signal)).toBeNull();
      expect(await listed()).toEqual([null]);
    } finally {
      await other.close();
    }
  });

  it('is still there after a new start of the app', async () => {
    const place = await inNewNamespace();
    await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    await stage.sources.settled();
    const { kubeconfig } = cluster;
    const again = await openReleaseStage({
      registry: registry.registry,
      kubeconfig,
      helmVersion: '3.17.3' as const,
      dataFolder: stage.dataFolder,
    });
    expect(await again.sources.get(place, signal)).toEqual({ ...shop, how: 'recorded' });
    await again.close();
  });
});
