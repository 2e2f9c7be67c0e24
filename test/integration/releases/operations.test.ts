/** Changes of releases on a real cluster, by the real helm 4.2.3 and 3.17.3: what runs, what is refused, and what is there afterwards. */
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toAppError } from '../../../electron/ipc/app-error';
import { historyOf } from '../../../electron/releases/release-truth';
import { mergedText } from '../../../renderer/values/merged-text';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import type { ReleasePlace } from '../../../shared/release';
import type { ChartSource } from '../../../shared/release-source';
import { clusterMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import {
  APPLY,
  INSTALL,
  install,
  openReleaseStage,
  upgrade,
  type ChartRegistry,
  type ReleaseStage,
} from '../../support/release-stage';

const runProgram = promisify(execFile);
const missing = clusterMissing();
const { signal } = new AbortController();
const QUIET = 'announce: {enabled: false}\n';

describe.skipIf(missing !== null)('changes of releases', () => {
  let folder: string;
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  let newerShop: ChartSource;
  let failingHook: ChartSource;
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop', 'newerShop', 'failingHook');
    ({ cluster, registry, folder } = opened);
    [shop, newerShop, failingHook] = [opened.source('shop'), opened.source('newerShop'), opened.source('failingHook')];
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());

  async function inNewNamespace(name = 'shop'): Promise<ReleasePlace> {
    return { context: 'kind-dev', namespace: await cluster.createNamespace(), name };
  }

  /** Of the chart whose hook never ends: helm tells of its phases a moment before or after the cluster has seen them. */
  async function hasBegun({ namespace }: ReleasePlace): Promise<void> {
    const look = ['get', 'secret,configmap', '-n', namespace, '-o', 'name'];
    const wait = { timeout: 20_000, interval: 100 };
    await expect.poll(() => cluster.kubectl(look), wait).toContain('secret/sh.helm.release.v1.hook.v1');
    await expect.poll(() => cluster.kubectl(look), wait).toContain('configmap/hook-settings');
  }

  describe.each(['4.2.3', '3.17.3'] as const)('under helm %s', (helmVersion) => {
    let stage: ReleaseStage;
    beforeEach(async () => {
      stage = await openReleaseStage({ registry: registry.registry, kubeconfig: cluster.kubeconfig, helmVersion });
    });
    afterEach(() => stage.close());

    const statuses = async ({ namespace, name }: ReleasePlace): Promise<readonly string[]> =>
      (
        await stage.access.withHelm('kind-dev', namespace, async (helm) => {
          return historyOf(helm, name);
        })
      ).map(({ status }) => status);

    it('keeps of several values files what helm keeps of `-f a -f b -f overrides`', async () => {
      const files = [
        `${QUIET}replicas: 2\nextra: {a: 1, b: [1, 2], c: 0777, gone: 1}\npassword: "1234567.10"\n`,
        'replicas: 1\nextra: {b: [3], d: 12345678901234567890, e: on, gone: null}\n',
        '# What is written in the editor.\nextra: {a: 1e3, f: "é\\u2028"}\nlist: []\ntext: |\n  one\n   two\n',
      ];
      const [place, theirs] = [await inNewNamespace(), await inNewNamespace()];
      const values = mergedText(files) ?? '';
      const installed = await install(stage, { place, source: shop, values, options: INSTALL });
      expect(installed.state).toMatchObject({ name: 'succeeded' });
      const program = await ensureHelm(helmVersion);
      const helm = async (namespace: string, words: readonly string[]): Promise<string> => {
        const args = [...words, '-n', namespace, '--kubeconfig', cluster.kubeconfig];
        return (await runProgram(program, args, { env: { HOME: folder } })).stdout;
      };
      const flags: string[] = [];
      for (const [at, text] of files.entries()) {
        const path = join(folder, `values-${helmVersion}-${at}.yaml`);
        await writeFile(path, text);
        flags.push('-f', path);
      }
      await helm(theirs.namespace, ['install', 'shop', join(folder, 'shop-1.0.0.tgz'), ...flags]);
      const kept = await helm(theirs.namespace, ['get', 'values', 'shop', '-o', 'yaml']);
      expect(kept).toContain('replicas: 1\n');
      expect(await helm(place.namespace, ['get', 'values', 'shop', '-o', 'yaml'])).toBe(kept);
    });

    it('installs what was previewed, upgrades, rolls back and uninstalls it', async () => {
      const place = await inNewNamespace();
      const values = `${QUIET}replicas: 2\npassword: correct-horse\n`;
      const request = { place, source: shop, values, options: { ...INSTALL, wait: 'ready' as const } };
      const preview = await stage.previews.install(request, { signal });
      expect(preview.chart).toEqual({ name: 'shop', version: '1.0.0', appVersion: '3.9' });
      expect(preview.resources.map(({ kind }) => kind)).toContain('Deployment');
      expect(preview.crds.map(({ name }) => name)).toEqual(['coupons.shop.chartroom.test']);
      expect(preview.images).toEqual(['registry.k8s.io/pause:3.9']);
      expect(preview.notes).toContain(`The shop shop is open in ${place.namespace}`);
      expect(JSON.stringify(preview)).not.toContain('correct-horse');

      const input = { previewId: preview.id, request, confirmedContext: null };
      const installed = await stage.ended(await stage.changes.install(input, { signal }));
      expect(installed).toMatchObject({
        kind: 'install',
        chart: 'shop 1.0.0',
        state: { name: 'succeeded', release: { state: 'present', revision: 1, status: 'deployed' } },
      });
      expect(installed.state).toHaveProperty('notes', expect.stringContaining('The shop shop is open'));
      expect(installed.lineCount).toBeGreaterThan(0);
      const replicas = ['get', 'deployment', 'shop', '-n', place.namespace, '-o', 'jsonpath={.status.readyReplicas}'];
      expect(await cluster.kubectl(replicas)).toBe('2');

      const newer = { place, source: newerShop, values: QUIET, options: APPLY };
      const upgradePreview = await stage.previews.upgrade(newer, { signal });
      expect(upgradePreview.deployed).toMatchObject({ revision: 1, lastRevision: 1, chart: { version: '1.0.0' } });
      expect(upgradePreview.facts).toContainEqual({
        code: 'crds-not-upgraded',
        names: ['coupons.shop.chartroom.test'],
      });
      const diff = await stage.previews.diff(upgradePreview.id);
      expect(diff.find(({ kind, name }) => kind === 'ConfigMap' && name === 'shop-settings')).toMatchObject({
        change: 'changed',
        lines: expect.arrayContaining([
          expect.objectContaining({ sign: '-', text: expect.stringContaining('WELCOME') }),
        ]),
      });
      expect(diff.find(({ kind }) => kind === 'Secret')).toMatchObject({ change: 'changed', hidesChange: true });
      expect(JSON.stringify(diff)).not.toContain('correct-horse');
      expect(await upgrade(stage, newer)).toMatchObject({
        state: { name: 'succeeded', release: { revision: 2, status: 'deployed' } },
      });

      const rollback = { wait: 'none' as const, timeoutMs: 60_000, forceReplace: false, forceConflicts: false };
      const back = { place, revision: 1, lastRevision: 2, options: rollback, confirmedContext: null };
      expect(await stage.ended(await stage.changes.rollback(back, { signal }))).toMatchObject({
        kind: 'rollback',
        state: { name: 'succeeded', release: { revision: 3, status: 'deployed' } },
      });
      expect(
        await cluster.kubectl(['get', 'configmap', 'shop-settings', '-n', place.namespace, '-o', 'yaml']),
      ).toContain('WELCOME');

      const options = { wait: 'none' as const, timeoutMs: 60_000, keepHistory: false, description: '' };
      const gone = { place, lastRevision: 3, options, confirmedName: 'shop', confirmedContext: null };
      await expect(stage.changes.uninstall({ ...gone, lastRevision: 2 }, { signal })).rejects.toMatchObject({
        code: 'stale',
      });
      await expect(stage.changes.uninstall({ ...gone, confirmedName: 'sho' }, { signal })).rejects.toMatchObject({
        code: 'name-not-confirmed',
      });
      expect(await stage.ended(await stage.changes.uninstall(gone, { signal }))).toMatchObject({
        state: { name: 'succeeded', release: { state: 'absent' } },
      });
      expect(stage.problems).toEqual([]);
    }, 120_000);

    it('refuses what was not previewed, and what has moved on since', async () => {
      const place = await inNewNamespace();
      const request = { place, source: shop, values: QUIET, options: INSTALL };
      const { id: previewId } = await stage.previews.install(request, { signal });
      const run = (changed: typeof request) =>
        stage.changes.install({ previewId, request: changed, confirmedContext: null }, { signal });
      for (const changed of [
        { ...request, values: `${QUIET}replicas: 3\n` },
        { ...request, source: newerShop },
        { ...request, place: { ...place, name: 'other' } },
        { ...request, options: { ...INSTALL, skipCrds: true } },
      ]) {
        await expect(run(changed)).rejects.toMatchObject({ code: 'stale' });
      }
      // Somebody else was faster.
      await cluster.kubectl(['get', 'ns', place.namespace]);
      await install(stage, request);
      await expect(run(request)).rejects.toMatchObject({ code: 'stale' });
      const taken = await stage.previews.install(request, { signal });
      expect(taken.facts).toContainEqual({ code: 'name-taken', status: 'deployed', revision: 1 });
      const blocked = { previewId: taken.id, request, confirmedContext: null };
      await expect(stage.changes.install(blocked, { signal })).rejects.toMatchObject({ code: 'blocked' });
      expect(await statuses(place)).toEqual(['deployed']);
    }, 120_000);

    it('asks for the name of a protected context, and runs one change of a release at a time', async () => {
      const place = await inNewNamespace('hook');
      await stage.access.setProtected('kind-dev', true);
      const request = { place, source: failingHook, values: 'endless: true\n', options: INSTALL };
      const { id: previewId } = await stage.previews.install(request, { signal });
      for (const confirmedContext of [null, 'kind']) {
        await expect(stage.changes.install({ previewId, request, confirmedContext }, { signal })).rejects.toMatchObject(
          { code: 'not-confirmed' },
        );
      }
      const input = { previewId, request, confirmedContext: 'kind-dev' };
      const running = await stage.changes.install(input, { signal });
      await expect(stage.changes.install(input, { signal })).rejects.toMatchObject({ code: 'busy' });
      await stage.until(running, ({ state }) => state.name === 'running' && state.phase === 'hooks');
      await hasBegun(place);
      expect(await stage.changes.planRepair(place, { signal })).toEqual({ state: 'busy' });
      stage.operations.cancel(running.id);
      stage.operations.cancel(running.id);
      const ended = await stage.ended(running);
      expect(ended.state).toMatchObject({ name: 'cancelled', release: { revision: 1, status: 'failed' } });
      // What was applied stays.
      expect(await cluster.kubectl(['get', 'configmap', 'hook-settings', '-n', place.namespace, '-o', 'name'])).toBe(
        'configmap/hook-settings\n',
      );
      await stage.operations.putAway(running.id);
      expect(await stage.operations.list()).toEqual([]);
    }, 120_000);

    it('tells of a missing namespace before it runs, and makes it where that was chosen', async () => {
      const place = { context: 'kind-dev', namespace: cluster.namespaceName(), name: 'shop' };
      const request = { place, source: shop, values: QUIET, options: INSTALL };
      const { id: previewId, facts } = await stage.previews.install(request, { signal });
      const { namespace } = place;
      expect(facts).toContainEqual({ code: 'namespace-missing', namespace, willBeCreated: false, mayCreate: true });
      await expect(
        stage.changes.install({ previewId, request, confirmedContext: null }, { signal }),
      ).rejects.toMatchObject({ code: 'blocked' });
      const created = { ...request, options: { ...INSTALL, createNamespace: true } };
      expect(await install(stage, created)).toMatchObject({ state: { name: 'succeeded' } });
    }, 120_000);

    it('tells of a failing hook', async () => {
      const place = await inNewNamespace('hook');
      const hook = { place, source: failingHook, values: '', options: INSTALL };
      const failed = await install(stage, hook);
      expect(failed.state).toMatchObject({ name: 'failed', release: { revision: 1, status: 'failed' } });
      expect(failed.state).toHaveProperty('error.message', expect.stringContaining('hook'));
    }, 120_000);

    it('puts a release right that a killed helm left pending', async () => {
      const place = await inNewNamespace('hook');
      const request = { place, source: failingHook, values: 'endless: true\n', options: INSTALL };
      const { id: previewId } = await stage.previews.install(request, { signal });
      const running = await stage.changes.install({ previewId, request, confirmedContext: null }, { signal });
      await stage.until(running, ({ state }) => state.name === 'running' && state.phase === 'hooks');
      await hasBegun(place);
      await killHelm(place.namespace);
      const ended = await stage.ended(running);
      expect(ended.state).toMatchObject({ name: 'unknown', release: { revision: 1, status: 'pending-install' } });

      const plan = await stage.changes.planRepair(place, { signal });
      expect(plan).toMatchObject({ state: 'stuck', mayBeLive: false, action: { kind: 'uninstall' } });
      const repair = {
        place,
        revision: 1,
        action: { kind: 'uninstall' as const },
        isDead: false,
        confirmedContext: null,
      };
      expect(await stage.ended(await stage.changes.repair(repair, { signal }))).toMatchObject({
        kind: 'repair',
        state: { name: 'succeeded', release: { state: 'absent' } },
      });
      expect(await stage.changes.planRepair(place, { signal })).toEqual({ state: 'sound' });
    }, 120_000);

    it('lets a limited user install where they may, and says so where they may not', async () => {
      const own = await inNewNamespace();
      const other = await inNewNamespace();
      const { kubeconfig } = await cluster.limitedUser(own.namespace);
      await stage.access.useKubeconfig(kubeconfig);
      const options = { ...INSTALL, skipCrds: true };
      const request = { place: own, source: shop, values: QUIET, options };
      expect(await install(stage, request)).toMatchObject({ state: { name: 'succeeded' } });
      const refused = stage.previews.install({ ...request, place: other }, { signal });
      const error = toAppError(await refused.catch((cause: unknown) => cause));
      expect(error).toMatchObject({ kind: 'forbidden', message: expect.stringContaining(other.namespace) });
    }, 120_000);
  });
});

/** The one that works in a namespace, found by its arguments. */
async function killHelm(namespace: string): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (/(?:^|\/)helm\0/.test(args) && args.includes(`\0${namespace}\0`)) process.kill(Number(pid), 'SIGKILL');
  }
}
