/** Pushing to a real registry: what it says before, what it holds after, and what a second push does. */
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { createGate } from '../../support/gate';
import { provenanceText, writePackedChart } from '../../support/packed-chart';
import { openPushStage, type PushStage } from '../../support/push-stage';
import { quickClient, sha256 } from '../../support/registry-clients';
import { startRegistryProxy, type RegistryProxy } from '../../support/registry-proxy';

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

function requests(method: string, pattern: RegExp): number {
  return proxy.seen.filter((request) => request.method === method && pattern.test(request.path)).length;
}

async function tagDigest(): Promise<string> {
  return (await client.getManifest('charts/app', '1.0.0')).digest;
}

describe('a push', () => {
  it('puts exactly what the check announced, and says so to whoever waits', async () => {
    const path = await writePackedChart(stage.folder, { ballastBytes: 100_000 });
    const { fileId } = await stage.show(path);
    const check = await stage.check(fileId);
    expect(check).toMatchObject({ reference: `oci://${proxy.address}/charts/app:1.0.0`, verdict: { kind: 'new' } });

    const transfer = await stage.pushOne(path);
    expect(transfer.state).toEqual({ name: 'done', digest: check.manifestDigest, unchanged: false });
    expect(transfer).toMatchObject({ reference: `${proxy.address}/charts/app:1.0.0`, fileName: 'app-1.0.0.tgz' });
    expect(await tagDigest()).toBe(check.manifestDigest);
    expect(stage.done.map(({ id }) => id)).toEqual([transfer.id]);
  });

  it('comes back byte for byte by a pull, with its .prov', async () => {
    const path = await writePackedChart(stage.folder, { version: '1.0.0+build.7', ballastBytes: 300_000 });
    const archive = await readFile(path);
    const provenance = provenanceText('app-1.0.0+build.7.tgz', sha256(archive));
    await writeFile(`${path}.prov`, provenance);
    const pushed = await stage.pushOne(path);
    if (pushed.state.name !== 'done') throw new Error(JSON.stringify(pushed.state));

    const target = join(stage.folder, 'target');
    await mkdir(target);
    const place = { address: proxy.address, repository: 'charts/app', tag: '1.0.0_build.7' };
    const id = await stage.transfers.startPull({ ...place, digest: pushed.state.digest }, target);
    expect((await stage.ended(id)).state).toEqual({ name: 'done', digest: pushed.state.digest, unchanged: false });
    const saved = join(target, 'app-1.0.0+build.7.tgz');
    expect(stage.transfers.pathOf(id)).toBe(saved);
    expect((await readFile(saved)).equals(archive)).toBe(true);
    expect(await readFile(`${saved}.prov`, 'utf8')).toBe(provenance);
  });

  it('makes no request that it needs not', async () => {
    const transfer = await stage.pushOne(await writePackedChart(stage.folder));
    expect(transfer.state.name).toBe('done');
    // A look at the tag, two blobs (HEAD, POST, PUT), another look, the manifest.
    const counts = ['HEAD', 'POST', 'PUT'].map((method) => requests(method, /./));
    expect([...counts, proxy.seen.length]).toEqual([4, 2, 3, 9]);
  });
});

describe('a second push', () => {
  it('of the same file uploads nothing', async () => {
    const path = await writePackedChart(stage.folder);
    const first = await stage.pushOne(path);
    if (first.state.name !== 'done') throw new Error(first.state.name);
    const { fileId } = await stage.show(path);
    expect((await stage.check(fileId)).verdict).toEqual({
      kind: 'same',
      digest: first.state.digest,
      sameManifest: true,
    });
    const uploadsBefore = requests('POST', /./);
    expect((await stage.pushOne(path)).state).toEqual({ ...first.state, unchanged: true });
    expect(requests('POST', /./)).toBe(uploadsBefore);
    expect(requests('PUT', /manifests/)).toBe(1);
  });

  it('of a touched file is the same chart with another time, and writes no tag', async () => {
    const path = await writePackedChart(stage.folder);
    const first = await stage.pushOne(path);
    if (first.state.name !== 'done') throw new Error(first.state.name);
    await utimes(path, new Date('2001-02-03'), new Date('2001-02-03'));
    const { fileId } = await stage.show(path);
    const check = await stage.check(fileId);
    expect(check.manifestDigest).not.toBe(first.state.digest);
    expect(check.verdict).toEqual({ kind: 'same', digest: first.state.digest, sameManifest: false });
    expect((await stage.pushOne(path)).state).toEqual({ ...first.state, unchanged: true });
    expect(await tagDigest()).toBe(first.state.digest);
  });

  it('of changed content asks, and replaces only what the yes was given for', async () => {
    const path = await writePackedChart(stage.folder, { appVersion: 'one' });
    const first = await stage.pushOne(path);
    if (first.state.name !== 'done') throw new Error(first.state.name);
    await writePackedChart(stage.folder, { appVersion: 'two' });
    const { fileId } = await stage.show(path);
    const check = await stage.check(fileId);
    expect(check.verdict).toMatchObject({ kind: 'different', digest: first.state.digest });
    expect(check.verdict.kind === 'different' && Date.parse(check.verdict.createdAt ?? '')).toBeGreaterThan(0);

    const withoutYes = await stage.pushOne(path);
    expect(withoutYes).toMatchObject({ canRetry: true, state: { name: 'failed', error: { kind: 'conflict' } } });
    expect(await tagDigest()).toBe(first.state.digest);

    const replaced = await stage.pushOne(path, { replaceDigest: first.state.digest });
    expect(replaced.state).toEqual({ name: 'done', digest: check.manifestDigest, unchanged: false });
    expect(await tagDigest()).toBe(check.manifestDigest);

    // The old yes, while somebody has pushed a third content.
    await writePackedChart(stage.folder, { appVersion: 'three' });
    const stale = await stage.pushOne(path, { replaceDigest: first.state.digest });
    expect(stale.state).toMatchObject({
      name: 'failed',
      error: { kind: 'conflict', message: '1.0.0 was changed by someone else since you looked at it.' },
    });
    expect(await tagDigest()).toBe(check.manifestDigest);
  });

  it('sees a tag that appears between its own look and its manifest', async () => {
    const mine = await writePackedChart(stage.folder, { appVersion: 'mine' });
    const gate = createGate();
    proxy.onRequest(({ method }) => (method === 'PUT' ? { holdUntil: gate.opened } : null));
    const id = await stage.start(mine);
    await stage.until(id, () => proxy.seen.some(({ method }) => method === 'PUT'));

    const other = await openPushStage({ address: registry.address });
    const theirs = await other.pushOne(await writePackedChart(other.folder, { appVersion: 'theirs' }));
    await other.stop();
    gate.open();
    expect((await stage.ended(id)).state).toMatchObject({ name: 'failed', error: { kind: 'conflict' } });
    expect(theirs.state).toMatchObject({ name: 'done', digest: await tagDigest() });
    expect(requests('PUT', /manifests/)).toBe(0);
  });

  it('with another .prov is another content', async () => {
    const path = await writePackedChart(stage.folder);
    const provenance = provenanceText('app-1.0.0.tgz', sha256(await readFile(path)));
    await stage.pushOne(path);
    await writeFile(`${path}.prov`, provenance);
    const { fileId, provenance: beside } = await stage.show(path);
    expect(beside).toMatchObject({ fileName: 'app-1.0.0.tgz.prov', matches: true });
    expect((await stage.check(fileId)).verdict.kind).toBe('different');
    expect((await stage.check(fileId, 'charts', false)).verdict).toMatchObject({ kind: 'same', sameManifest: true });
  });
});

describe('what stands against a push', () => {
  it('is told for a .prov of another file, unless it is left out', async () => {
    const path = await writePackedChart(stage.folder);
    await writeFile(`${path}.prov`, provenanceText('app-1.0.0.tgz', `sha256:${'0'.repeat(64)}`));
    const { fileId, provenance } = await stage.show(path);
    expect(provenance?.matches).toBe(false);
    expect((await stage.check(fileId)).verdict).toEqual({
      kind: 'impossible',
      error: {
        kind: 'invalid-input',
        field: 'provenance',
        message: "app-1.0.0.tgz.prov doesn't match this archive.",
        why: 'Re-sign it or push without it.',
      },
    });
    expect((await stage.pushOne(path)).state).toMatchObject({ name: 'failed', error: { kind: 'invalid-input' } });
    expect((await stage.check(fileId, 'charts', false)).verdict.kind).toBe('new');
    expect((await stage.pushOne(path, { withProvenance: false })).state.name).toBe('done');
  });

  it('is a file that vanished or changed since the preview, and Retry finds it put back', async () => {
    const path = await writePackedChart(stage.folder);
    const { fileId } = await stage.show(path);
    await rename(path, `${path}.away`);
    expect((await stage.check(fileId)).verdict).toMatchObject({ kind: 'impossible', error: { kind: 'conflict' } });
    const [id] = await stage.transfers.startPushes(stage.destination(), [{ fileId, withProvenance: true }]);
    const vanished = await stage.ended(id!);
    expect(vanished).toMatchObject({ canRetry: true, state: { name: 'failed', error: { kind: 'conflict' } } });
    expect(vanished.state.name === 'failed' && vanished.state.error.message).toContain("isn't there any more");
    await rename(`${path}.away`, path);
    await stage.transfers.retry(id!);
    expect((await stage.ended(id!)).state.name).toBe('done');

    await writePackedChart(stage.folder, { appVersion: 'changed' });
    expect((await stage.check(fileId)).verdict).toMatchObject({ kind: 'impossible', error: { kind: 'conflict' } });
    const [again] = await stage.transfers.startPushes(stage.destination('other'), [{ fileId, withProvenance: true }]);
    const changed = await stage.ended(again!);
    expect(changed).toMatchObject({ canRetry: false, state: { name: 'failed' } });
    expect(changed.state.name === 'failed' && changed.state.error.message).toContain('changed since you looked');
    expect(await client.headManifest('other/app', '1.0.0')).toBeNull();
    await rm(path);
  });

  it('is a registry that cannot be reached, in the verdict', async () => {
    const { fileId } = await stage.show(await writePackedChart(stage.folder));
    await proxy.stop();
    expect((await stage.check(fileId)).verdict).toMatchObject({ kind: 'impossible', error: { kind: 'network' } });
  });
});

describe('many at once', () => {
  it('run three at a time, and all end', async () => {
    const fileIds = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const path = await writePackedChart(stage.folder, { name: `app-${index}`, ballastBytes: 50_000 });
        return (await stage.show(path)).fileId;
      }),
    );
    const items = fileIds.map((fileId) => ({ fileId, withProvenance: true }));
    const ids = await stage.transfers.startPushes(stage.destination(), items);
    const ended = await Promise.all(ids.map((id) => stage.ended(id)));
    expect(ended.map(({ state }) => state.name)).toEqual(ids.map(() => 'done'));
    // Three transfers, each with a tag and two blobs to ask for.
    expect(proxy.mostAtOnce()).toBeLessThanOrEqual(9);
    expect(proxy.mostAtOnce()).toBeGreaterThan(2);
    for (const snapshot of stage.snapshots) {
      const active = snapshot.filter(({ state }) => ['checking', 'running', 'finishing'].includes(state.name));
      expect(active.length).toBeLessThanOrEqual(3);
    }
  });

  it('never write one tag side by side: the second sees the first', async () => {
    const folders = [join(stage.folder, 'a'), join(stage.folder, 'b')];
    const fileIds = [];
    for (const folder of folders) {
      await mkdir(folder);
      fileIds.push((await stage.show(await writePackedChart(folder, { appVersion: folder }))).fileId);
    }
    const items = fileIds.map((fileId) => ({ fileId, withProvenance: true }));
    const ids = await stage.transfers.startPushes(stage.destination(), items);
    const states = await Promise.all(ids.map(async (id) => (await stage.ended(id)).state));
    expect(states[0]).toMatchObject({ name: 'done', digest: await tagDigest() });
    expect(states[1]).toMatchObject({ name: 'failed', error: { kind: 'conflict' } });
  });
});
