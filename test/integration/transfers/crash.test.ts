/** A crash or quit in the middle of a push: what the next start knows, what it says, and that Retry ends the work. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { createGate } from '../../support/gate';
import { writePackedChart } from '../../support/packed-chart';
import { openPushStage, type PushStage } from '../../support/push-stage';
import { ANA, quickClient } from '../../support/registry-clients';
import { startRegistryProxy, type RegistryProxy, type SeenRequest } from '../../support/registry-proxy';

const bundleFolder = await mkdtemp(join(tmpdir(), 'chartroom-crash-'));
const bundle = join(bundleFolder, 'push-child.cjs');
let registry: DockerRegistry;
let proxy: RegistryProxy;
let folder: string;
let client: RegistryClient;
let child: ChildProcess | null = null;
let stage: PushStage | null = null;

beforeAll(async () => {
  const entry = join(import.meta.dirname, '../../support/push-child.ts');
  await build({
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
});
afterAll(async () => {
  await rm(bundleFolder, { recursive: true, force: true });
});
beforeEach(async () => {
  registry = await startDockerRegistry({ users: { ana: ANA.secret } });
  proxy = await startRegistryProxy(registry.address);
  folder = await mkdtemp(join(tmpdir(), 'chartroom-crash-'));
  client = quickClient(registry.address, { credential: ANA });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await stage?.stop();
  stage = null;
  client.close();
  await proxy.stop();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

const isBlobPut = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/blobs/uploads/');
const isManifestPut = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/manifests/');
const tagThere = async (): Promise<boolean> => (await client.headManifest('charts/app', '1.0.0')) !== null;

/** Starts a push in another process and kills that once it has sent such a request, which never arrives. */
async function killAt(chart: string, isMoment: (request: SeenRequest) => boolean): Promise<void> {
  const reached = new Promise<void>((resolve) => {
    proxy.onRequest((request) => {
      if (!isMoment(request)) return null;
      resolve();
      return { holdUntil: new Promise(() => undefined) };
    });
  });
  const started = spawn(process.execPath, [bundle, proxy.address, folder, chart], { stdio: 'inherit' });
  child = started;
  await reached;
  const ended = new Promise((resolve) => started.once('exit', resolve));
  started.kill('SIGKILL');
  await ended;
  proxy.onRequest(() => null);
}

async function reopen(): Promise<PushStage> {
  stage = await openPushStage({ address: proxy.address, folder, credential: ANA });
  return stage;
}

describe('after a crash during the upload', () => {
  it('the transfer comes back as failed, says that no tag was written, and Retry writes it', async () => {
    const chart = await writePackedChart(folder, { ballastBytes: 1_000_000 });
    await killAt(chart, isBlobPut);
    const again = await reopen();
    const [transfer] = again.transfers.list();
    expect(transfer).toMatchObject({
      kind: 'push',
      reference: `${proxy.address}/charts/app:1.0.0`,
      fileName: 'app-1.0.0.tgz',
      canRetry: true,
      state: { name: 'failed', error: { message: 'Chartroom was closed before this finished. No tag was written.' } },
    });
    expect(await tagThere()).toBe(false);
    await again.transfers.retry(transfer!.id);
    expect((await again.ended(transfer!.id)).state).toMatchObject({ name: 'done', unchanged: false });
    expect(await tagThere()).toBe(true);
    await again.transfers.close();
    expect(await readdir(again.journalFolder)).toEqual([]);
  });

  it('its journal is for this user only, and holds no secret', async () => {
    await killAt(await writePackedChart(folder, { ballastBytes: 1_000_000 }), isBlobPut);
    const journalFolder = join(folder, 'journal');
    const names = await readdir(journalFolder);
    expect(names).toHaveLength(1);
    for (const name of names) {
      const path = join(journalFolder, name);
      expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
      const text = await readFile(path, 'utf8');
      expect(text).toContain('app-1.0.0.tgz');
      for (const secret of [ANA.secret, Buffer.from(`ana:${ANA.secret}`).toString('base64')]) {
        expect(text).not.toContain(secret);
      }
    }
    // Paths stay in the main process.
    const again = await reopen();
    expect(JSON.stringify(again.transfers.list())).not.toContain(folder);
  });

  it('a file that changed meanwhile is not pushed by Retry', async () => {
    const chart = await writePackedChart(folder, { ballastBytes: 1_000_000 });
    await killAt(chart, isBlobPut);
    await writePackedChart(folder, { appVersion: 'changed' });
    const again = await reopen();
    const { id } = again.transfers.list()[0]!;
    await again.transfers.retry(id);
    expect(await again.ended(id)).toMatchObject({
      canRetry: false,
      state: { name: 'failed', error: { kind: 'conflict' } },
    });
    expect(await tagThere()).toBe(false);
  });

  it('what was put away stays away', async () => {
    await killAt(await writePackedChart(folder, { ballastBytes: 1_000_000 }), isBlobPut);
    const again = await reopen();
    const [unfinished] = again.transfers.list();
    await again.transfers.putAway(unfinished!.id);
    expect(again.transfers.list()).toEqual([]);
    stage = await again.restart();
    expect(stage.transfers.list()).toEqual([]);
  });
});

describe('after a crash in the last step', () => {
  it('nobody claims that no tag was written, and Retry looks first', async () => {
    const chart = await writePackedChart(folder);
    await killAt(chart, isManifestPut);
    const again = await reopen();
    const { id, state } = again.transfers.list()[0]!;
    expect(state).toMatchObject({
      name: 'failed',
      error: { message: 'Chartroom was closed before this finished. The tag may have been written.' },
    });
    await again.transfers.retry(id);
    expect((await again.ended(id)).state.name).toBe('done');
    expect(await tagThere()).toBe(true);
  });

  it('that stays so when a retry is cut short as well', async () => {
    const chart = await writePackedChart(folder, { ballastBytes: 1_000_000 });
    await killAt(chart, isManifestPut);
    const again = await reopen();
    const { id } = again.transfers.list()[0]!;
    const gate = createGate();
    proxy.onRequest(() => {
      gate.open();
      return { holdUntil: new Promise(() => undefined) };
    });
    await again.transfers.retry(id);
    await gate.opened;
    stage = await again.restart();
    expect(stage.transfers.list()[0]?.state).toMatchObject({
      name: 'failed',
      error: { message: 'Chartroom was closed before this finished. The tag may have been written.' },
    });
  });
});

describe('after quitting', () => {
  it('what ran and what waited come back as failed, in order; what failed before keeps its reason', async () => {
    let current = await reopen();
    proxy.onRequest(({ method }) => (method === 'POST' ? { answer: { status: 403, body: '{}' } } : null));
    const refused = await current.pushOne(await writePackedChart(folder, { name: 'refused' }));
    proxy.onRequest(() => ({ holdUntil: new Promise(() => undefined) }));
    for (const name of ['a', 'b', 'c', 'd', 'e']) await current.start(await writePackedChart(folder, { name }));
    current = await current.restart();
    stage = current;
    const transfers = current.transfers.list();
    expect(transfers.map(({ fileName }) => fileName)).toEqual(
      ['refused', 'a', 'b', 'c', 'd', 'e'].map((name) => `${name}-1.0.0.tgz`),
    );
    expect(transfers[0]).toEqual(refused);
    for (const { state, canRetry } of transfers.slice(1)) {
      expect(canRetry).toBe(true);
      expect(state).toMatchObject({
        name: 'failed',
        error: { message: expect.stringMatching(/^Chartroom was closed before this finished/) },
      });
    }
    proxy.onRequest(() => null);
    for (const { id } of transfers) await current.transfers.retry(id);
    for (const { id } of transfers) expect((await current.ended(id)).state.name).toBe('done');
  });

  it('a pull leaves nothing half done in the folder, after a crash neither', async () => {
    const current = await reopen();
    const pushed = await current.pushOne(await writePackedChart(folder, { ballastBytes: 2_000_000 }));
    if (pushed.state.name !== 'done') throw new Error(pushed.state.name);
    const target = await mkdtemp(join(folder, 'target-'));
    await writeFile(join(target, 'of-the-user.txt'), 'kept');
    proxy.onRequest((request) => (request.path.includes('/blobs/') ? { stallAnswerAfterBytes: 100_000 } : null));
    const place = { address: proxy.address, repository: 'charts/app', tag: '1.0.0', digest: pushed.state.digest };
    const id = await current.transfers.startPull(place, target);
    await current.until(id, ({ state }) => state.name === 'running' && state.sentBytes > 0);
    const halfFiles = (await readdir(target)).filter((name) => name !== 'of-the-user.txt');
    expect(halfFiles).toHaveLength(1);
    const afterQuit = await current.restart();
    stage = afterQuit;
    expect(await readdir(target)).toEqual(['of-the-user.txt']);
    expect(afterQuit.transfers.list().map(({ state }) => state)).toMatchObject([
      { name: 'failed', error: { message: 'Chartroom was closed before this finished. No file was written.' } },
    ]);

    // A crash leaves what a quit removes.
    await mkdir(join(target, halfFiles[0]!));
    await writeFile(join(target, halfFiles[0]!, 'app-1.0.0.tgz.part'), 'half');
    stage = await afterQuit.restart();
    expect(await readdir(target)).toEqual(['of-the-user.txt']);
  });
});
