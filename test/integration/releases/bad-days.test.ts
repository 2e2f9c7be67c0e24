/** Days on which a change of a release does not go well, on a real cluster: what is told, what is there afterwards, and what helps. */
import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../../electron/ipc/app-error';
import type { Operation } from '../../../shared/operation';
import type { ReleasePlace } from '../../../shared/release';
import type { ChartSource } from '../../../shared/release-source';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { clusterMissing, clusterStopsMissing, type TestCluster } from '../../support/cluster';
import { OPEN_TIMEOUT_MS, openReleaseCluster, type ReleaseCluster } from '../../support/release-cluster';
import {
  APPLY,
  INSTALL,
  install,
  openReleaseStage,
  upgrade,
  type ChartRegistry,
  type ReleaseStage,
  type ReleaseStageOptions,
} from '../../support/release-stage';

const missing = clusterMissing();
const { signal } = new AbortController();
const QUIET = 'announce: {enabled: false}\n';
const HELMS = ['4.2.3', '3.17.3'] as const;

/** Text of the error that it ended with. */
function errorOf({ state }: Operation) {
  if (!('error' in state)) throw new Error(`it ended as ${state.name}`);
  return state.error;
}

describe.skipIf(missing !== null)('bad days', () => {
  let folder: string;
  let cluster: TestCluster;
  let registry: ChartRegistry;
  let shop: ChartSource;
  let failingHook: ChartSource;
  const stages: ReleaseStage[] = [];
  let opened: ReleaseCluster;
  beforeAll(async () => {
    opened = await openReleaseCluster('shop', 'failingHook');
    ({ cluster, registry, folder } = opened);
    [shop, failingHook] = [opened.source('shop'), opened.source('failingHook')];
  }, OPEN_TIMEOUT_MS);
  afterAll(() => opened.close());
  // The last one first: of two with one folder it is the first that removes it.
  afterEach(async () => {
    for (let last = stages.pop(); last !== undefined; last = stages.pop()) await last.close();
  });

  async function open(options: Partial<ReleaseStageOptions> = {}): Promise<ReleaseStage> {
    const { kubeconfig } = cluster;
    const stage = await openReleaseStage({ registry: registry.registry, kubeconfig, helmVersion: '4.2.3', ...options });
    stages.push(stage);
    return stage;
  }

  async function inNewNamespace(name = 'shop'): Promise<ReleasePlace> {
    return { context: 'kind-dev', namespace: await cluster.createNamespace(), name };
  }

  /** Begins a change of which the hook never ends, and waits until the cluster has it at that revision. */
  async function beginEndless(stage: ReleaseStage, place: ReleasePlace, revision: number): Promise<Operation> {
    const request = {
      place,
      source: failingHook,
      values: 'endless: true\n',
      options: { ...INSTALL, timeoutMs: 60_000 },
    };
    const { createNamespace: _none, ...options } = request.options;
    const running =
      revision === 1
        ? await stage.changes.install(
            { previewId: (await stage.previews.install(request, { signal })).id, request, confirmedContext: null },
            { signal },
          )
        : await stage.changes.upgrade(
            {
              previewId: (await stage.previews.upgrade({ ...request, options }, { signal })).id,
              request: { ...request, options },
              confirmedContext: null,
            },
            { signal },
          );
    const look = ['get', 'secret,job', '-n', place.namespace, '-o', 'name'];
    const wait = { timeout: 30_000, interval: 100 };
    await expect.poll(() => cluster.kubectl(look), wait).toContain(`sh.helm.release.v1.${place.name}.v${revision}`);
    await expect.poll(() => cluster.kubectl(look), wait).toContain(`${place.name}-hook`);
    return running;
  }

  describe.each(HELMS)('under helm %s', (helmVersion) => {
    it('an object that belongs to nobody is told of before anything runs; owning it on purpose helps', async () => {
      const stage = await open({ helmVersion });
      const place = await inNewNamespace();
      const mine = ['create', 'configmap', 'shop-settings', '--from-literal=WELCOME=mine', '-n', place.namespace];
      await cluster.kubectl(mine);
      const request = { place, source: shop, values: QUIET, options: INSTALL };
      const refused = toAppError(await stage.previews.install(request, { signal }).catch((cause: unknown) => cause));
      expect(refused).toMatchObject({ kind: 'conflict', remedy: 'take-ownership' });
      expect(refused.message).toContain('shop-settings');
      // Whose object it is and whose its fields are is asked apart by helm 4.
      const owning = { ...INSTALL, takeOwnership: true, forceConflicts: true };
      const owned = { ...request, options: owning };
      expect((await install(stage, owned)).state.name).toBe('succeeded');
    }, 60_000);

    it('an upgrade whose helm was killed is rolled back by the repair, and comes from where it came from', async () => {
      const stage = await open({ helmVersion });
      const place = await inNewNamespace();
      await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
      const running = await beginEndless(stage, place, 2);
      await killHelm(place.namespace);
      const ended = await stage.ended(running);
      expect(ended.state).toMatchObject({ name: 'unknown', release: { revision: 2, status: 'pending-upgrade' } });
      expect(errorOf(ended)).toMatchObject({ message: 'Helm was ended in the middle.', remedy: 'refresh' });

      // Helm itself refuses everything else by now.
      const next = { place, source: shop, values: QUIET, options: APPLY };
      const refused = toAppError(await stage.previews.upgrade(next, { signal }).catch((cause: unknown) => cause));
      expect(refused).toMatchObject({ kind: 'conflict', remedy: 'repair' });

      const action = { kind: 'rollback' as const, revision: 1 };
      expect(await stage.changes.planRepair(place, { signal })).toMatchObject({
        state: 'stuck',
        mayBeLive: false,
        action,
      });
      const repair = { place, revision: 2, action, isDead: false, confirmedContext: null };
      expect((await stage.ended(await stage.changes.repair(repair, { signal }))).state).toMatchObject({
        name: 'succeeded',
        release: { revision: 3, status: 'deployed' },
      });
      expect(await stage.sources.get(place, signal)).toMatchObject({
        repository: shop.repository,
        digest: shop.digest,
      });
    }, 90_000);

    it('a release over 1 MiB is refused by the cluster, and said to be too large', async () => {
      const stage = await open({ helmVersion });
      const place = await inNewNamespace('large');
      // Nothing that gzip makes smaller, and too much for a Secret.
      const values = `big: ${randomBytes(1_600_000).toString('base64')}\n`;
      const request = { place, source: failingHook, values, options: INSTALL };
      const ended = await install(stage, request);
      expect(ended.state).toMatchObject({ name: 'failed', release: { state: 'absent' } });
      expect(errorOf(ended)).toMatchObject({
        kind: 'invalid-input',
        message: 'The release is too large to be kept in the cluster.',
      });
    }, 60_000);
  });

  it.skipIf(clusterStopsMissing() !== null)(
    'what does not become ready in time is named, stays, and a longer time helps',
    async () => {
      const stage = await open();
      const place = await inNewNamespace();
      await cluster.stopNodes();
      try {
        const options = { ...INSTALL, wait: 'ready' as const, timeoutMs: 3_000 };
        const ended = await install(stage, { place, source: shop, values: QUIET, options });
        expect(ended.state).toMatchObject({ name: 'failed', release: { revision: 1, status: 'failed' } });
        expect(errorOf(ended)).toMatchObject({ remedy: 'longer-timeout' });
        expect(errorOf(ended).message).toContain('Deployment');
        const there = ['get', 'deployment', 'shop', '-n', place.namespace, '-o', 'name'];
        expect(await cluster.kubectl(there)).toContain('deployment.apps/shop');
      } finally {
        cluster.startNodes();
      }
    },
    60_000,
  );

  it('fields that somebody else owns are named, and taken only on purpose', async () => {
    const stage = await open();
    const place = await inNewNamespace();
    await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    const scaled = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'shop', namespace: place.namespace },
      spec: { replicas: 4 },
    };
    const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=scaler', '-f', '-'];
    await cluster.kubectl(apply, JSON.stringify(scaled));
    const request = { place, source: shop, values: `${QUIET}replicas: 2\n`, options: APPLY };
    const ended = await upgrade(stage, request);
    expect(ended.state).toMatchObject({ name: 'failed', release: { revision: 2, status: 'failed' } });
    expect(errorOf(ended)).toMatchObject({ kind: 'conflict', remedy: 'force-conflicts' });
    expect(errorOf(ended).message).toContain('scaler owns what would be changed: .spec.replicas');
    const forced = { ...request, options: { ...APPLY, forceConflicts: true } };
    expect((await upgrade(stage, forced)).state.name).toBe('succeeded');
    const replicas = ['get', 'deployment', 'shop', '-n', place.namespace, '-o', 'jsonpath={.spec.replicas}'];
    expect(await cluster.kubectl(replicas)).toBe('2');
  }, 60_000);

  it('an object that was taken over may have fields of somebody else, which is told of as well', async () => {
    const stage = await open();
    const place = await inNewNamespace();
    const mine = ['create', 'configmap', 'shop-settings', '--from-literal=WELCOME=mine', '-n', place.namespace];
    await cluster.kubectl(mine);
    const options = { ...INSTALL, takeOwnership: true };
    const ended = await install(stage, { place, source: shop, values: QUIET, options });
    expect(errorOf(ended)).toMatchObject({ kind: 'conflict', remedy: 'force-conflicts' });
  }, 60_000);

  it.skipIf(clusterStopsMissing() !== null)(
    'a cluster that goes away in the middle leaves what is not known as unknown, and noted for the next start',
    async () => {
      const stage = await open();
      const place = await inNewNamespace('hook');
      const running = await beginEndless(stage, place, 1);
      await cluster.stopApi();
      try {
        stage.operations.cancel(running.id);
        const ended = await stage.ended(running);
        expect(ended.state).toMatchObject({ name: 'unknown', release: null });
        await stage.operations.close();
      } finally {
        await cluster.startApi();
      }
      expect(await readdir(join(stage.dataFolder, 'operations'))).toHaveLength(1);
      const { dataFolder } = stage;
      await expect
        .poll(() => cluster.kubectl(['version', '-o', 'json']).catch(() => ''), { timeout: 30_000 })
        .toContain('serverVersion');
      const again = await open({ dataFolder });
      const [lost] = await again.operations.list();
      if (lost === undefined) throw new Error('it was forgotten');
      const known = await again.until(lost, ({ state }) => state.name === 'unknown' && state.release !== null);
      expect(known.state).toMatchObject({ release: { state: 'present', revision: 1, status: 'pending-install' } });
      const plan = await again.changes.planRepair(place, { signal });
      expect(plan).toMatchObject({ state: 'stuck', action: { kind: 'uninstall' } });
    },
    120_000,
  );

  it('a helm that prints garbage is not believed: the cluster is asked what became of it', async () => {
    const stage = await open({ helmPath: await helmThatPrintsGarbage(folder) });
    const place = await inNewNamespace();
    const ended = await install(stage, { place, source: shop, values: QUIET, options: INSTALL });
    expect(ended.state).toMatchObject({ name: 'unknown', release: { revision: 1, status: 'deployed' } });
    expect(errorOf(ended).message).toBe("Chartroom doesn't understand what Helm answered.");
  }, 60_000);

  it('a preview that is refused early leaves no helm running', async () => {
    const pidFile = join(folder, 'sleeping-pid');
    const pidOf = () => readFile(pidFile, 'utf8').catch(() => '');
    // A cluster that hangs up as soon as helm runs.
    const hangsUp = createServer((socket) => {
      socket.on('error', () => undefined);
      void vi.waitUntil(async () => (await pidOf()) !== '', { timeout: 20_000 }).finally(() => socket.destroy());
    });
    await new Promise<void>((resolve) => hangsUp.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = hangsUp.address() as AddressInfo;
      const kubeconfig = join(folder, 'hangs-up.kubeconfig');
      const text = await readFile(cluster.kubeconfig, 'utf8');
      await writeFile(kubeconfig, text.replace(/https:\/\/127\.0\.0\.1:\d+/, `https://127.0.0.1:${port}`));
      const stage = await open({ kubeconfig, helmPath: await helmThatSleeps(folder, pidFile) });
      const place = { context: 'kind-dev', namespace: 'web', name: 'shop' };
      const request = { place, source: shop, values: '', options: INSTALL };
      const refused = await stage.previews.install(request, { signal }).catch((cause: unknown) => toAppError(cause));
      expect(refused).toMatchObject({ kind: 'network' });
      const line = `/proc/${(await pidOf()).trim()}/cmdline`;
      await expect.poll(() => readFile(line, 'utf8').catch(() => ''), { timeout: 5_000 }).toBe('');
    } finally {
      hangsUp.close();
    }
  }, 30_000);

  it('cancelled before helm runs, nothing was done; cancelling it again does nothing', async () => {
    const stage = await open();
    const place = await inNewNamespace();
    const request = { place, source: shop, values: QUIET, options: INSTALL };
    const { id: previewId } = await stage.previews.install(request, { signal });
    const running = await stage.changes.install({ previewId, request, confirmedContext: null }, { signal });
    stage.operations.cancel(running.id);
    stage.operations.cancel(running.id);
    const ended = await stage.ended(running);
    expect(ended.state).toMatchObject({ name: 'cancelled', release: { state: 'absent' } });
    stage.operations.cancel(running.id);
    expect(await stage.sources.releasesOf(shop.address, shop.repository)).toEqual([]);
  }, 60_000);
});

/** The one that works in a namespace, found by its arguments. */
async function killHelm(namespace: string): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (/(?:^|\/)helm\0/.test(args) && args.includes(`\0${namespace}\0`)) process.kill(Number(pid), 'SIGKILL');
  }
}

/** The real one, but that its dry runs never end. */
async function helmThatSleeps(folder: string, pidFile: string): Promise<string> {
  const path = join(folder, 'helm-that-sleeps');
  const helm = await ensureHelm('4.2.3');
  const script = `#!/bin/sh
case "$*" in
  install*--dry-run*) echo $$ >'${pidFile}'; exec sleep 60 ;;
  history*) exec sleep 60 ;;
  *) exec '${helm}' "$@" ;;
esac
`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}

/** The real one, but for what it says of a run that went well. */
async function helmThatPrintsGarbage(folder: string): Promise<string> {
  const path = join(folder, 'helm-that-prints-garbage');
  const helm = await ensureHelm('4.2.3');
  const script = `#!/bin/sh
case "$*" in
  install*--dry-run*) exec '${helm}' "$@" ;;
  install*) '${helm}' "$@" >/dev/null && printf 'PK\\003\\004 <html>{"name": 7' ;;
  *) exec '${helm}' "$@" ;;
esac
`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}
