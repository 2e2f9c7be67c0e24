/** Pulling from a real registry into a folder: whole files under Helm's names or none, and never over another. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { createGate } from '../../support/gate';
import { provenanceText, writePackedChart } from '../../support/packed-chart';
import { openPushStage, type PushStage } from '../../support/push-stage';
import { content, quickClient, sha256 } from '../../support/registry-clients';
import { startRegistryProxy, type RegistryProxy, type SeenRequest } from '../../support/registry-proxy';
import { isDigest, type Digest } from '../../../shared/digest';
import { MEDIA_TYPE } from '../../../shared/oci';
import type { TransferId } from '../../../shared/transfer';

let registry: DockerRegistry;
let proxy: RegistryProxy;
let stage: PushStage;
let target: string;
let archive: Buffer;
let digest: Digest;

beforeEach(async () => {
  registry = await startDockerRegistry();
  proxy = await startRegistryProxy(registry.address);
  stage = await openPushStage({ address: proxy.address });
  target = join(stage.folder, 'target');
  await mkdir(target);
  const path = await writePackedChart(stage.folder, { ballastBytes: 2_000_000 });
  archive = await readFile(path);
  await writeFile(`${path}.prov`, provenanceText('app-1.0.0.tgz', sha256(archive)));
  const { state } = await stage.pushOne(path);
  if (state.name !== 'done') throw new Error(JSON.stringify(state));
  digest = state.digest;
});
afterEach(async () => {
  await stage.stop();
  await proxy.stop();
  await registry.stop();
});

const isBlobGet = ({ method, path }: SeenRequest): boolean => method === 'GET' && path.includes('/blobs/');

function pull(of: Digest = digest): Promise<TransferId> {
  return stage.transfers.startPull(
    { address: proxy.address, repository: 'charts/app', tag: '1.0.0', digest: of },
    target,
  );
}

describe('a pull', () => {
  it('is done without a download where the same files are there', async () => {
    await stage.ended(await pull());
    const gets = proxy.seen.filter(isBlobGet).length;
    expect((await stage.ended(await pull())).state).toEqual({ name: 'done', digest, unchanged: true });
    expect(proxy.seen.filter(isBlobGet)).toHaveLength(gets);
    expect(new Set(await readdir(target))).toEqual(new Set(['app-1.0.0.tgz', 'app-1.0.0.tgz.prov']));
  });

  it.each(['app-1.0.0.tgz', 'app-1.0.0.tgz.prov'])('never writes over another %s', async (name) => {
    await writeFile(join(target, name), 'mine');
    const failed = await stage.ended(await pull());
    expect(failed.state).toMatchObject({
      name: 'failed',
      error: { kind: 'conflict', message: `${name} is there already, with other content.` },
    });
    expect(await readFile(join(target, name), 'utf8')).toBe('mine');
    expect(await readdir(target)).toEqual([name]);
  });

  it('never writes over a file that appears while it downloads', async () => {
    const gate = createGate();
    proxy.onRequest((request) => (isBlobGet(request) ? { holdUntil: gate.opened } : null));
    const id = await pull();
    await stage.until(id, () => proxy.seen.some(isBlobGet));
    await writeFile(join(target, 'app-1.0.0.tgz.prov'), 'mine');
    gate.open();
    expect((await stage.ended(id)).state).toMatchObject({ name: 'failed', error: { kind: 'conflict' } });
    expect(await readdir(target)).toEqual(['app-1.0.0.tgz.prov']);
    expect(await readFile(join(target, 'app-1.0.0.tgz.prov'), 'utf8')).toBe('mine');
  });

  it('leaves nothing when it is cut, and Retry ends it', async () => {
    proxy.onRequest((request) => (isBlobGet(request) ? { cutAnswerAfterBytes: 0 } : null));
    const id = await pull();
    expect(await stage.ended(id)).toMatchObject({
      canRetry: true,
      state: { name: 'failed', error: { kind: 'network' } },
    });
    expect(await readdir(target)).toEqual([]);
    proxy.onRequest(() => null);
    await stage.transfers.retry(id);
    expect((await stage.ended(id)).state.name).toBe('done');
    expect((await readFile(join(target, 'app-1.0.0.tgz'))).equals(archive)).toBe(true);
  });

  it('takes up a download where it broke', async () => {
    let isFirst = true;
    proxy.onRequest((request) => {
      if (!isBlobGet(request) || !isFirst) return null;
      isFirst = false;
      return { cutAnswerAfterBytes: 1_000_000 };
    });
    expect((await stage.ended(await pull())).state.name).toBe('done');
    expect((await readFile(join(target, 'app-1.0.0.tgz'))).equals(archive)).toBe(true);
  });

  it('leaves nothing when it is cancelled half way', async () => {
    proxy.onRequest((request) => (isBlobGet(request) ? { stallAnswerAfterBytes: 500_000 } : null));
    const id = await pull();
    await stage.until(id, ({ state }) => state.name === 'running' && state.sentBytes > 0);
    expect((await readdir(target)).some((name) => name.startsWith('.chartroom-'))).toBe(true);
    await stage.transfers.cancel(id);
    expect((await stage.ended(id)).state.name).toBe('cancelled');
    expect(await readdir(target)).toEqual([]);
  });

  it('says where the folder is gone, and where the content is no chart', async () => {
    const client = quickClient(registry.address);
    const layer = content('layer');
    const config = content('{}');
    for (const blob of [layer, config]) await client.pushBlob('charts/app', blob, () => blob.open());
    const image = content(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociManifest,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: config.digest, size: config.size },
        layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: layer.digest, size: layer.size }],
      }),
    );
    const imageDigest = await client.pushManifest('charts/app', 'image', image.bytes, MEDIA_TYPE.ociManifest);
    expect(await stage.ended(await pull(imageDigest))).toMatchObject({
      canRetry: false,
      state: { name: 'failed', error: { kind: 'unsupported', feature: 'not-a-chart' } },
    });

    const index = content(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociIndex,
        manifests: [
          { mediaType: MEDIA_TYPE.ociManifest, digest: imageDigest, size: image.size },
          {
            mediaType: MEDIA_TYPE.ociManifest,
            digest,
            size: (await client.getManifest('charts/app', digest)).sizeBytes,
          },
        ],
      }),
    );
    const indexDigest = await client.pushManifest('charts/app', 'index', index.bytes, MEDIA_TYPE.ociIndex);
    client.close();
    if (!isDigest(indexDigest)) throw new Error(indexDigest);
    expect((await stage.ended(await pull(indexDigest))).state.name).toBe('done');

    const gone = await stage.transfers.startPull(
      { address: proxy.address, repository: 'charts/app', tag: '1.0.0', digest },
      join(stage.folder, 'gone'),
    );
    expect((await stage.ended(gone)).state).toMatchObject({
      name: 'failed',
      error: { kind: 'unavailable', message: "That folder isn't there any more." },
    });
  });
});
