/** The client and the real CNCF distribution registry: what is pushed is listed, found and pulled back byte for byte. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { MEDIA_TYPE } from '../../../shared/oci';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { ANA, chartManifest, content, quickClient } from '../../support/registry-clients';

let registry: DockerRegistry;
let folder: string;
let client: RegistryClient;
beforeAll(async () => {
  registry = await startDockerRegistry({ users: { ana: ANA.secret } });
  folder = await mkdtemp(join(tmpdir(), 'chartroom-real-'));
  client = quickClient(registry.address, { credential: ANA });
});
afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

async function push(repository: string, tag: string, chart = content(randomBytes(240_000))) {
  const config = content(JSON.stringify({ name: repository, version: tag }));
  await Promise.all([config, chart].map((blob) => client.pushBlob(repository, blob, blob.open)));
  const manifest = chartManifest(config, chart);
  const digest = await client.pushManifest(repository, tag, manifest.bytes, MEDIA_TYPE.ociManifest);
  return { config, chart, manifest, digest };
}

test('a login with a colon in its password', async () => {
  expect(await client.ping()).toEqual({ login: 'accepted' });
  const wrong = quickClient(registry.address, { credential: { ...ANA, secret: 'open' } });
  await expect(wrong.ping()).rejects.toMatchObject({ failure: { code: 'auth-required', rejected: true } });
  await expect(quickClient(registry.address).ping()).rejects.toMatchObject({
    failure: { code: 'auth-required', rejected: false },
  });
});

test('a push is there by tag and by digest, its parts come back byte for byte', async () => {
  const { config, chart, manifest, digest } = await push('acme/app', '1.0.0_build.1');
  expect(digest).toBe(manifest.digest);
  const other = quickClient(registry.address, { credential: ANA });
  for (const reference of ['1.0.0_build.1', digest]) {
    const fetched = await other.getManifest('acme/app', reference);
    expect(fetched).toMatchObject({ digest, mediaType: MEDIA_TYPE.ociManifest, sizeBytes: manifest.size });
    expect(fetched.bytes.equals(manifest.bytes)).toBe(true);
  }
  expect(await other.headManifest('acme/app', '1.0.0_build.1')).toEqual({
    digest,
    mediaType: MEDIA_TYPE.ociManifest,
    sizeBytes: manifest.size,
  });
  expect((await other.readBlob('acme/app', config, { maxBytes: 1000 })).equals(config.bytes)).toBe(true);
  await other.downloadBlob('acme/app', chart, join(folder, 'chart.tgz'));
  expect((await readFile(join(folder, 'chart.tgz'))).equals(chart.bytes)).toBe(true);
});

test('the same again is already there; the tag moves to other content', async () => {
  const chart = content(randomBytes(1000));
  const first = await push('acme/again', '1.0.0', chart);
  expect(await client.pushBlob('acme/again', chart, chart.open)).toBe('existed');
  expect(await client.hasBlob('acme/again', chart.digest)).toBe(true);
  const second = await push('acme/again', '1.0.0');
  expect((await client.headManifest('acme/again', '1.0.0'))?.digest).toBe(second.digest);
  expect(second.digest).not.toBe(first.digest);
});

test('repositories over pages, tags of 128 characters, and what is not there', async () => {
  const longTag = `1.0.0-${'a'.repeat(122)}`;
  await push('lists/one', longTag);
  await push('lists/two', '1.0.0');
  expect(await client.listTags('lists/one')).toEqual([longTag]);
  expect(await client.listRepositories()).toEqual(expect.arrayContaining(['lists/one', 'lists/two']));
  expect(await client.headManifest('lists/one', '9.9.9')).toBeNull();
  await expect(client.listTags('lists/none')).rejects.toMatchObject({
    code: 'not-found',
    context: { registryCode: 'NAME_UNKNOWN' },
  });
  await expect(client.getManifest('lists/one', '9.9.9')).rejects.toMatchObject({
    code: 'not-found',
    context: { registryCode: 'MANIFEST_UNKNOWN' },
  });
});

test('a manifest whose blobs are missing is refused in the registry’s own words', async () => {
  const manifest = chartManifest(content('never pushed'), content('neither'));
  await expect(client.pushManifest('acme/app', '2.0.0', manifest.bytes, MEDIA_TYPE.ociManifest)).rejects.toMatchObject({
    code: 'rejected',
    context: { status: 400, registryCode: 'MANIFEST_BLOB_UNKNOWN' },
  });
  expect(await client.headManifest('acme/app', '2.0.0')).toBeNull();
});
