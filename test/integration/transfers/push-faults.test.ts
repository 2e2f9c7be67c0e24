/** Pushes that go wrong half way: what is said, what the registry holds, and that Retry mends it. */
import { open, readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import type { Transfer, TransferId } from '../../../shared/transfer';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { createGate } from '../../support/gate';
import { writePackedChart } from '../../support/packed-chart';
import { openPushStage, type PushStage } from '../../support/push-stage';
import { ANA, quickClient } from '../../support/registry-clients';
import { startRegistryProxy, type RegistryProxy, type SeenRequest } from '../../support/registry-proxy';

let registry: DockerRegistry;
let proxy: RegistryProxy;
let stage: PushStage;
let client: RegistryClient;

beforeEach(async () => {
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
  stage = await openPushStage({ address: proxy.address });
  client = quickClient(registry.address);
});
afterEach(async () => {
  client.close();
  await stage.stop();
  await proxy.stop();
  await registry.stop();
});

const tagThere = async (): Promise<boolean> => (await client.headManifest('charts/app', '1.0.0')) !== null;
const isBlobPut = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/blobs/uploads/');
const isManifestPut = ({ method, path }: SeenRequest): boolean => method === 'PUT' && path.includes('/manifests/');
const isManifestHead = ({ method, path }: SeenRequest): boolean => method === 'HEAD' && path.includes('/manifests/');

/** Cancels when the registry has got so many requests of a push; they go on only after that. */
async function cancelAtRequest(moment: number): Promise<Transfer> {
  const gate = createGate();
  proxy.onRequest(() => (proxy.seen.length === moment ? { holdUntil: gate.opened } : null));
  const id = await stage.start(await writePackedChart(stage.folder, { ballastBytes: 50_000 }));
  await stage.until(id, () => proxy.seen.length >= moment);
  await stage.transfers.cancel(id);
  gate.open();
  return await stage.ended(id);
}

describe('a connection that is cut in the middle of an upload', () => {
  it('fails with how far it came, writes no tag, and Retry ends it', async () => {
    const path = await writePackedChart(stage.folder, { ballastBytes: 3_000_000 });
    proxy.onRequest((request) => (isBlobPut(request) ? { cutAfterBytes: 500_000 } : null));
    const id = await stage.start(path);
    const failed = await stage.ended(id);
    if (failed.state.name !== 'failed') throw new Error(failed.state.name);
    expect(failed.canRetry).toBe(true);
    expect(failed.state.error).toMatchObject({ kind: 'network', problem: 'reset' });
    expect(failed.state.error.message).toMatch(/^Connection lost at \d+\.\d (?:KB|MB)\. No tag was written\.$/);
    expect(await tagThere()).toBe(false);

    proxy.onRequest(() => null);
    await stage.transfers.retry(id);
    expect((await stage.ended(id)).state.name).toBe('done');
    expect(await tagThere()).toBe(true);
  });

  it('says that the tag was not changed where one was to be replaced', async () => {
    const first = await stage.pushOne(await writePackedChart(stage.folder));
    if (first.state.name !== 'done') throw new Error(first.state.name);
    const path = await writePackedChart(stage.folder, { ballastBytes: 1_000_000 });
    proxy.onRequest((request) => (isBlobPut(request) ? { cutAfterBytes: 100_000 } : null));
    const failed = await stage.pushOne(path, { replaceDigest: first.state.digest });
    expect(failed.state.name === 'failed' && failed.state.error.message).toMatch(/The tag was not changed\.$/);
  });

  it('shows the wait before a further try, and ends well', async () => {
    let refused = 0;
    // A second is ten snapshots long: a wait as short as the others here could fall between two of them.
    const busy = { answer: { status: 503, headers: { 'retry-after': '1' } } };
    proxy.onRequest((request) => (isBlobPut(request) && refused++ === 0 ? busy : null));
    const ended = await stage.pushOne(await writePackedChart(stage.folder, { ballastBytes: 200_000 }));
    expect(ended.state.name).toBe('done');
    const waits = stage.snapshots.flat().filter(({ state }) => state.name === 'running' && state.retryAt !== undefined);
    expect(waits.length).toBeGreaterThan(0);
  });
});

describe('a registry that refuses', () => {
  it('names who may not push where, for rights to read only', async () => {
    await stage.stop();
    await registry.stop();
    registry = await startDockerRegistry({ users: { ana: ANA.secret } });
    await proxy.stop();
    proxy = await startRegistryProxy(registry.address);
    stage = await openPushStage({ address: proxy.address, credential: ANA });
    const denied = JSON.stringify({
      errors: [{ code: 'DENIED', message: 'requested access to the resource is denied' }],
    });
    proxy.onRequest(({ method }) => (method === 'POST' ? { answer: { status: 403, body: denied } } : null));
    const id = await stage.start(await writePackedChart(stage.folder));
    expect((await stage.ended(id)).state).toMatchObject({
      name: 'failed',
      error: {
        kind: 'forbidden',
        message: "You're logged in as ana, but can't push to charts/app.",
        why: 'Ask for write access or pick another destination. No tag was written.',
        repository: 'charts/app',
      },
    });
    proxy.onRequest(() => null);
    await stage.transfers.retry(id);
    expect((await stage.ended(id)).state.name).toBe('done');
  });

  it('asks to log in, in the verdict and in the transfer', async () => {
    await registry.stop();
    registry = await startDockerRegistry({ users: { ana: ANA.secret } });
    await proxy.stop();
    proxy = await startRegistryProxy(registry.address);
    const anonymous = await openPushStage({ address: proxy.address });
    const path = await writePackedChart(anonymous.folder);
    const { fileId } = await anonymous.show(path);
    expect((await anonymous.check(fileId)).verdict).toMatchObject({
      kind: 'impossible',
      error: { kind: 'auth-required', host: proxy.address },
    });
    expect((await anonymous.pushOne(path)).state).toMatchObject({ name: 'failed', error: { kind: 'auth-required' } });
    await anonymous.stop();
  });

  it('leaves no tag where it takes the blobs and not the manifest', async () => {
    proxy.onRequest((request) => (isManifestPut(request) ? { answer: { status: 400, body: '{}' } } : null));
    const failed = await stage.pushOne(await writePackedChart(stage.folder));
    if (failed.state.name !== 'failed') throw new Error(failed.state.name);
    expect(failed.state.error.why).toContain('No tag was written.');
    expect(await tagThere()).toBe(false);
  });
});

describe('a manifest whose answer is lost', () => {
  it('is a success where the tag tells so', async () => {
    proxy.onRequest((request) => (isManifestPut(request) ? { loseAnswer: true } : null));
    const pushed = await stage.pushOne(await writePackedChart(stage.folder));
    expect(pushed.state).toMatchObject({ name: 'done', unchanged: false });
    expect(await tagThere()).toBe(true);
  });

  it('is no certainty where the tag does not answer either, and Retry looks first', async () => {
    let manifestSent = false;
    proxy.onRequest((request) => {
      if (isManifestPut(request)) {
        manifestSent = true;
        return { loseAnswer: true };
      }
      return manifestSent && isManifestHead(request) ? { answer: { status: 500 } } : null;
    });
    const id = await stage.start(await writePackedChart(stage.folder));
    const failed = await stage.ended(id);
    if (failed.state.name !== 'failed') throw new Error(failed.state.name);
    expect(failed.state.error.message).toBe(`${proxy.address} didn't answer whether the tag was written.`);
    expect(JSON.stringify(failed.state.error)).not.toContain('No tag was written');
    proxy.onRequest(() => null);
    await stage.transfers.retry(id);
    expect((await stage.ended(id)).state).toMatchObject({ name: 'done', unchanged: true });
  });
});

describe('a file that is written to while it is uploaded', () => {
  it('fails as changed, and nothing of it gets a tag', async () => {
    const path = await writePackedChart(stage.folder, { ballastBytes: 24_000_000 });
    const gate = createGate();
    proxy.onRequest((request) => (isBlobPut(request) ? { holdUntil: gate.opened } : null));
    const id = await stage.start(path);
    await stage.until(id, () => proxy.seen.some(isBlobPut));
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(1000, 7), 0, 1000, 23_000_000);
    await file.close();
    gate.open();
    const failed = await stage.ended(id);
    if (failed.state.name !== 'failed') throw new Error(failed.state.name);
    expect(failed.state.error).toMatchObject({ kind: 'conflict' });
    expect(failed.state.error.message).toContain('changed since');
    expect(failed.canRetry).toBe(false);
    expect(await tagThere()).toBe(false);
  });
});

describe('a cancel', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('at request %i of nine leaves no tag, and Retry pushes', async (moment) => {
    const ended = await cancelAtRequest(moment);
    expect(ended).toMatchObject({ canRetry: true, state: { name: 'cancelled' } });
    expect(await tagThere()).toBe(false);
    proxy.onRequest(() => null);
    await stage.transfers.retry(ended.id);
    expect((await stage.ended(ended.id)).state.name).toBe('done');
    await stage.transfers.close();
    expect(await readdir(stage.journalFolder)).toEqual([]);
  });

  it('at the last request, which is the manifest, ends as what really happened: it arrives', async () => {
    const ended = await cancelAtRequest(9);
    expect(ended.state).toMatchObject({ name: 'done', unchanged: false });
    expect(await tagThere()).toBe(true);
  });

  it('of one that still waits in line takes it out', async () => {
    const gate = createGate();
    proxy.onRequest(() => ({ holdUntil: gate.opened }));
    const ids: TransferId[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.push(await stage.start(await writePackedChart(stage.folder, { name })));
    }
    await stage.transfers.cancel(ids[3]!);
    expect(stage.get(ids[3]!).state.name).toBe('cancelled');
    gate.open();
    for (const id of ids.slice(0, 3)) expect((await stage.ended(id)).state.name).toBe('done');
    expect(await client.headManifest('charts/d', '1.0.0')).toBeNull();
  });

  it('in the wait before the manifest is tried again makes no further try', async () => {
    proxy.onRequest((request) =>
      isManifestPut(request) ? { answer: { status: 503, headers: { 'retry-after': '30' } } } : null,
    );
    const id = await stage.start(await writePackedChart(stage.folder));
    await stage.until(id, ({ state }) => state.name === 'running' && (state.retryAt ?? 0) > Date.now() + 10_000);
    await stage.transfers.cancel(id);
    expect((await stage.ended(id)).state.name).toBe('cancelled');
    expect(proxy.seen.filter(isManifestPut)).toHaveLength(1);
    expect(await tagThere()).toBe(false);
  });

  it('tells the registry to forget the upload', async () => {
    const gate = createGate();
    proxy.onRequest((request) => (isBlobPut(request) ? { holdUntil: gate.opened } : null));
    const id = await stage.start(await writePackedChart(stage.folder, { ballastBytes: 2_000_000 }));
    await stage.until(id, () => proxy.seen.filter(isBlobPut).length === 2);
    await stage.transfers.cancel(id);
    gate.open();
    await stage.ended(id);
    expect(proxy.seen.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  });
});
