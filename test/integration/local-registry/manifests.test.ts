/** Manifests, tags, lists and referrers, and what a collection takes, by our own client and by hand. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { isRegistryError } from '../../../electron/registry/registry-error';
import { indexSchema, MEDIA_TYPE } from '../../../shared/oci';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { ask } from '../../support/raw-request';
import { ANA, chartManifest, content, quickClient, type Content } from '../../support/registry-clients';

let registry: LocalRegistry;
let client: RegistryClient;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-manifests-'));
  registry = await startLocalRegistry({ limits: { garbageGraceMs: 0 } });
  client = quickClient(registry.address);
});
afterAll(async () => {
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

const send = (method: string, path: string, options = {}) => ask(registry.address, method, path, options);

interface Pushed {
  readonly config: Content;
  readonly chart: Content;
  readonly manifest: Content;
}

async function push(repository: string, tag: string, chart = content(randomBytes(2000))): Promise<Pushed> {
  const config = content(JSON.stringify({ name: repository, version: tag }));
  await Promise.all([config, chart].map((blob) => client.pushBlob(repository, blob, blob.open)));
  const manifest = chartManifest(config, chart);
  await client.pushManifest(repository, tag, manifest.bytes, MEDIA_TYPE.ociManifest);
  return { config, chart, manifest };
}

async function putDocument(repository: string, mediaType: string, document: object): Promise<Content> {
  const manifest = content(JSON.stringify(document));
  const headers = { 'content-type': mediaType };
  const answer = await send('PUT', `/v2/${repository}/manifests/${manifest.digest}`, { headers, body: manifest.bytes });
  expect(answer.status).toBe(201);
  return manifest;
}

const exists = async (path: string) => (await send('HEAD', path)).status === 200;

describe('our own client', () => {
  it('pushes, finds, lists and pulls', async () => {
    const { config, chart, manifest } = await push('own/app', '1.0.0_build.1');
    for (const reference of ['1.0.0_build.1', manifest.digest]) {
      const found = await client.getManifest('own/app', reference);
      expect(found).toMatchObject({
        digest: manifest.digest,
        mediaType: MEDIA_TYPE.ociManifest,
        sizeBytes: manifest.size,
      });
      expect(found.bytes.equals(manifest.bytes)).toBe(true);
    }
    expect(await client.pushBlob('own/app', chart, chart.open)).toBe('existed');
    expect((await client.readBlob('own/app', config, { maxBytes: 1000 })).equals(config.bytes)).toBe(true);
    await client.downloadBlob('own/app', chart, join(folder, 'chart.tgz'));
    expect((await readFile(join(folder, 'chart.tgz'))).equals(chart.bytes)).toBe(true);
    expect(await client.listTags('own/app')).toEqual(['1.0.0_build.1']);
    expect(await client.listRepositories()).toContain('own/app');
    expect(await client.ping()).toEqual({ login: 'not-asked' });
  });

  it('logs in', async () => {
    const closed = await startLocalRegistry({ login: { user: ANA.username, password: ANA.secret } });
    try {
      expect(await quickClient(closed.address, { credential: ANA }).ping()).toEqual({ login: 'accepted' });
      const wrong = quickClient(closed.address, { credential: { ...ANA, secret: 'open' } });
      await expect(wrong.ping()).rejects.toMatchObject({ failure: { code: 'auth-required', rejected: true } });
      await expect(quickClient(closed.address).listTags('own/app')).rejects.toMatchObject({
        failure: { code: 'auth-required', rejected: false },
      });
    } finally {
      await closed.stop();
    }
  });
});

describe('tags', () => {
  it('move, and leave alone when deleted', async () => {
    const first = await push('tags/app', '1.0.0');
    const second = await push('tags/app', '1.0.0');
    expect((await client.headManifest('tags/app', '1.0.0'))?.digest).toBe(second.manifest.digest);
    expect(await exists(`/v2/tags/app/manifests/${first.manifest.digest}`)).toBe(true);
    expect((await send('DELETE', '/v2/tags/app/manifests/1.0.0')).status).toBe(202);
    expect(await send('DELETE', '/v2/tags/app/manifests/1.0.0')).toMatchObject({
      status: 404,
      code: 'MANIFEST_UNKNOWN',
    });
    expect(await exists(`/v2/tags/app/manifests/${second.manifest.digest}`)).toBe(true);
  });

  it('go with their manifest', async () => {
    const { manifest, chart } = await push('tags/both', '1.0.0');
    await push('tags/both', 'latest', chart);
    await client.pushManifest('tags/both', '1', manifest.bytes, MEDIA_TYPE.ociManifest);
    expect(await client.listTags('tags/both')).toEqual(['1', '1.0.0', 'latest']);
    expect((await send('DELETE', `/v2/tags/both/manifests/${manifest.digest}`)).status).toBe(202);
    expect(await client.listTags('tags/both')).toEqual(['latest']);
  });

  it('that differ in upper case only, of every allowed length, in pages', async () => {
    const tags = ['a', 'A', 'b', 'B.', '_x', `z${'9'.repeat(127)}`];
    for (const tag of tags) await push('tags/many', tag);
    const listed: string[] = [];
    let path: string | undefined = '/v2/tags/many/tags/list?n=2';
    while (path !== undefined) {
      const answer = await send('GET', path);
      listed.push(...(JSON.parse(answer.body.toString()) as { tags: string[] }).tags);
      path = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    }
    expect(listed).toEqual(['_x', 'A', 'a', 'b', 'B.', `z${'9'.repeat(127)}`]);
    expect(JSON.parse((await send('GET', '/v2/tags/many/tags/list?n=0')).body.toString())).toEqual({
      name: 'tags/many',
      tags: [],
    });
    expect(await send('GET', '/v2/tags/none/tags/list')).toMatchObject({ status: 404, code: 'NAME_UNKNOWN' });
  });

  it('survive a restart, and so does all they lead to', async () => {
    const kept = join(folder, 'kept');
    const before = await startLocalRegistry({ folder: kept });
    const there = quickClient(before.address);
    const chart = content(randomBytes(1000));
    const config = content('{}');
    for (const blob of [config, chart]) await there.pushBlob('a/b', blob, blob.open);
    await there.pushManifest('a/b', '1.0.0', chartManifest(config, chart).bytes, MEDIA_TYPE.ociManifest);
    await before.stop();
    const after = await startLocalRegistry({ folder: kept });
    try {
      const again = quickClient(after.address);
      expect(await again.listRepositories()).toEqual(['a/b']);
      expect((await again.headManifest('a/b', '1.0.0'))?.digest).toBe(chartManifest(config, chart).digest);
      expect((await again.readBlob('a/b', chart, { maxBytes: 1000 })).equals(chart.bytes)).toBe(true);
    } finally {
      await after.stop();
    }
  });
});

describe('what something else needs', () => {
  it('is not deleted: blobs of a manifest, manifests of an index', async () => {
    const { chart, manifest } = await push('needs/app', '1.0.0');
    const document = { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [descriptorOf(manifest)] };
    const index = await putDocument('needs/app', MEDIA_TYPE.ociIndex, document);
    const blobPath = `/v2/needs/app/blobs/${chart.digest}`;
    const manifestPath = `/v2/needs/app/manifests/${manifest.digest}`;
    expect(await send('DELETE', blobPath)).toMatchObject({ status: 405, code: 'DENIED' });
    expect(await send('DELETE', manifestPath)).toMatchObject({ status: 405, code: 'DENIED' });
    expect((await send('DELETE', `/v2/needs/app/manifests/${index.digest}`)).status).toBe(202);
    expect((await send('DELETE', manifestPath)).status).toBe(202);
    expect((await send('DELETE', blobPath)).status).toBe(202);
  });

  it('an index of what is not there is refused', async () => {
    const { manifest } = await push('needs/other', '1.0.0');
    const body = JSON.stringify({ schemaVersion: 2, manifests: [descriptorOf(manifest)] });
    const headers = { 'content-type': MEDIA_TYPE.ociIndex };
    expect(await send('PUT', '/v2/needs/elsewhere/manifests/1', { headers, body })).toMatchObject({
      status: 400,
      code: 'MANIFEST_BLOB_UNKNOWN',
    });
  });
});

describe('referrers', () => {
  it('by type, with their annotations, in pages that a client can read', async () => {
    const { config, chart, manifest } = await push('refs/app', '1.0.0');
    const wide = { note: 'x'.repeat(1_500_000) };
    const referrers: Content[] = [];
    for (const [number, annotations] of [wide, wide, wide, { small: 'yes' }].entries()) {
      const document = {
        schemaVersion: 2,
        artifactType: number === 3 ? 'application/x-signature' : 'application/x-sbom',
        config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: config.digest, size: config.size },
        layers: [{ mediaType: MEDIA_TYPE.helmChart, digest: chart.digest, size: chart.size }],
        subject: descriptorOf(manifest),
        annotations: { ...annotations, number: String(number) },
      };
      referrers.push(await putDocument('refs/app', MEDIA_TYPE.ociManifest, document));
    }
    const found: string[] = [];
    let pages = 0;
    let path: string | undefined = `/v2/refs/app/referrers/${manifest.digest}`;
    while (path !== undefined) {
      const answer = await send('GET', path);
      expect(answer.headers['content-type']).toBe(MEDIA_TYPE.ociIndex);
      expect(answer.body.length).toBeLessThanOrEqual(4 * 1024 * 1024);
      found.push(...indexSchema.parse(JSON.parse(answer.body.toString())).manifests.map(({ digest }) => digest));
      path = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
      pages += 1;
    }
    expect([...found].sort()).toEqual(referrers.map(({ digest }) => digest).sort());
    expect(pages).toBe(2);
    const filtered = await send(
      'GET',
      `/v2/refs/app/referrers/${manifest.digest}?artifactType=application/x-signature`,
    );
    expect(filtered.headers['oci-filters-applied']).toBe('artifactType');
    expect(indexSchema.parse(JSON.parse(filtered.body.toString())).manifests).toMatchObject([
      {
        digest: referrers[3]?.digest,
        artifactType: 'application/x-signature',
        annotations: { small: 'yes', number: '3' },
      },
    ]);
  });
});

describe('a collection', () => {
  it('takes what nothing needs, and untagged manifests only when asked to', async () => {
    const old = await push('garbage/app', '1.0.0');
    const current = await push('garbage/app', '1.0.0');
    const signature = await putDocument('garbage/app', MEDIA_TYPE.ociManifest, {
      ...(JSON.parse(current.manifest.bytes.toString()) as object),
      subject: descriptorOf(current.manifest),
    });
    const orphan = content(randomBytes(3000));
    await client.pushBlob('garbage/app', orphan, orphan.open);
    await client.pushBlob('garbage/orphans', orphan, orphan.open);
    const before = await registry.usage();

    const first = await registry.collectGarbage({ untaggedManifests: false });
    expect(first.manifests).toBe(0);
    expect(await exists(`/v2/garbage/app/blobs/${orphan.digest}`)).toBe(false);
    expect(await exists(`/v2/garbage/app/manifests/${old.manifest.digest}`)).toBe(true);
    expect(before.sizeBytes - (await registry.usage()).sizeBytes).toBe(first.sizeBytes);
    expect(first.sizeBytes).toBeGreaterThanOrEqual(3000);

    const second = await registry.collectGarbage({ untaggedManifests: true });
    expect(second.manifests).toBeGreaterThanOrEqual(1);
    expect(await exists(`/v2/garbage/app/manifests/${old.manifest.digest}`)).toBe(false);
    expect(await exists(`/v2/garbage/app/blobs/${old.chart.digest}`)).toBe(false);
    // What a tag leads to stays, and what refers to that.
    expect(await exists(`/v2/garbage/app/manifests/${signature.digest}`)).toBe(true);
    expect((await client.readBlob('garbage/app', current.chart, { maxBytes: 5000 })).equals(current.chart.bytes)).toBe(
      true,
    );
  });

  it('spares an upload under way, and by default what was uploaded lately', async () => {
    const careful = await startLocalRegistry();
    try {
      const there = quickClient(careful.address);
      const [config, chart] = [content('{"name":"late"}'), content(randomBytes(2000))];
      await there.pushBlob('late/app', config, config.open);
      const begun = await ask(careful.address, 'POST', '/v2/late/app/blobs/uploads/');
      const location = begun.headers.location ?? '';
      await ask(careful.address, 'PATCH', location, { body: chart.bytes.subarray(0, 1000) });
      expect(await careful.collectGarbage({ untaggedManifests: true })).toEqual({
        manifests: 0,
        files: 0,
        sizeBytes: 0,
      });
      await ask(careful.address, 'PUT', `${location}?digest=${chart.digest}`, { body: chart.bytes.subarray(1000) });
      await careful.collectGarbage({ untaggedManifests: true });
      await there.pushManifest('late/app', '1.0.0', chartManifest(config, chart).bytes, MEDIA_TYPE.ociManifest);
      expect((await there.readBlob('late/app', chart, { maxBytes: 2000 })).equals(chart.bytes)).toBe(true);
    } finally {
      await careful.stop();
    }
  });

  it('can run while clients push', async () => {
    const pushing = Array.from({ length: 6 }, async (_, number) => {
      for (let step = 0; step < 5; step += 1) await pushUntilWhole(`busy/app-${number}`, `1.0.${step}`);
    });
    const collecting = (async () => {
      for (let run = 0; run < 10; run += 1) await registry.collectGarbage({ untaggedManifests: false });
    })();
    await Promise.all([...pushing, collecting]);
    for (let number = 0; number < 6; number += 1) {
      for (const tag of await client.listTags(`busy/app-${number}`)) {
        const { bytes } = await client.getManifest(`busy/app-${number}`, tag);
        const { layers } = JSON.parse(bytes.toString()) as { layers: { digest: string }[] };
        expect(await exists(`/v2/busy/app-${number}/blobs/${layers[0]?.digest}`)).toBe(true);
      }
      expect(await client.listTags(`busy/app-${number}`)).toHaveLength(5);
    }
  });
});

/** Told that a blob is there a push leaves it out, and a collection without any grace may take it before its manifest comes. */
async function pushUntilWhole(repository: string, tag: string): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      await push(repository, tag);
      return;
    } catch (error) {
      if (!isRegistryError(error) || error.context.registryCode !== 'MANIFEST_BLOB_UNKNOWN') throw error;
    }
  }
  throw new Error('never got through');
}

function descriptorOf(manifest: Content) {
  return { mediaType: MEDIA_TYPE.ociManifest, digest: manifest.digest, size: manifest.size };
}
