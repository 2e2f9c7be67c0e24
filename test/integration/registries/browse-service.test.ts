/** Reading a real registry through the caches: what is asked, what is not asked again, and what is shown offline. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toAppError } from '../../../electron/ipc/app-error';
import { BrowseService } from '../../../electron/registries/browse-service';
import { openContentCache } from '../../../electron/registry/content-cache';
import { openListingStore } from '../../../electron/registry/listing-store';
import { createRegistryClient, type RegistryClient } from '../../../electron/registry/registry-client';
import { openRegistryProfiles } from '../../../electron/settings/registry-profiles';
import { isDigest, type Digest } from '../../../shared/digest';
import { MEDIA_TYPE } from '../../../shared/oci';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';

const { signal } = new AbortController();
const ask = { refresh: true, signal };
const saved = { refresh: false, signal };

let registry: DockerRegistry;
let client: RegistryClient;
let folder: string;
let browse: BrowseService;
let calls: string[];
let now: number;

beforeEach(async () => {
  registry = await startDockerRegistry();
  folder = await mkdtemp(join(tmpdir(), 'chartroom-browse-'));
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  calls = [];
  now = Date.now();
  const profiles = await openRegistryProfiles(folder);
  await profiles.add({ address: registry.address, plainHttp: true });
  browse = new BrowseService({
    clientFor: () => counting(client),
    profiles,
    content: openContentCache({ folder: join(folder, 'content'), limitBytes: () => 1e9 }),
    listings: openListingStore({ folder: join(folder, 'listings'), now: () => now }),
    toAppError,
    now: () => now,
  });
});
afterEach(async () => {
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The same client, noting the names of what is called. */
function counting(real: RegistryClient): RegistryClient {
  return new Proxy(real, {
    get(target, name: keyof RegistryClient) {
      calls.push(name);
      return target[name];
    },
  });
}

function digestOf(bytes: Uint8Array): Digest {
  const text = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(text)) throw new Error(text);
  return text;
}

/** Begins as gzip does; the rest doesn't matter here. */
function archiveOf(version: string, appVersion: string): Buffer {
  return Buffer.from(`\u001F\u0000archive of ${version} ${appVersion}`);
}

/** A chart as Helm lays it out. */
async function pushChart(repository: string, version: string, appVersion = 'v1'): Promise<Digest> {
  const config = Buffer.from(JSON.stringify({ name: 'app', version, apiVersion: 'v2', appVersion }));
  const layer = archiveOf(version, appVersion);
  const blobs = [config, layer].map((bytes) => ({ bytes, digest: digestOf(bytes), size: bytes.length }));
  for (const { bytes, ...blob } of blobs) await client.pushBlob(repository, blob, () => Readable.from([bytes]));
  const manifest = {
    schemaVersion: 2,
    config: { mediaType: MEDIA_TYPE.helmConfig, digest: blobs[0]?.digest, size: config.length },
    layers: [{ mediaType: MEDIA_TYPE.helmChart, digest: blobs[1]?.digest, size: layer.length }],
    annotations: { 'org.opencontainers.image.created': '2026-08-21T09:14:27Z' },
  };
  const tag = version.replaceAll('+', '_');
  return await client.pushManifest(repository, tag, Buffer.from(JSON.stringify(manifest)), MEDIA_TYPE.ociManifest);
}

const place = () => ({ address: registry.address, repository: 'charts/app' });
const at = (tag: string) => ({ ...place(), tag });
const chartAt = (reference: string) => ({ ...place(), reference });

describe('lists', () => {
  it('show repositories and versions, highest first, and remember both', async () => {
    for (const version of ['1.2.0', '1.10.0', '2.0.0-rc.1', '1.2.0+acme.1']) await pushChart('charts/app', version);
    const versions = await browse.versions(place(), ask);
    expect(versions.versions.map(({ version }) => version)).toEqual(['2.0.0-rc.1', '1.10.0', '1.2.0+acme.1', '1.2.0']);
    expect(versions.latestTag).toBe('1.10.0');
    const repositories = await browse.repositories(registry.address, ask);
    expect(repositories.repositories).toEqual([
      {
        name: 'charts/app',
        addedByUser: false,
        known: { versionCount: 4, latestVersion: '1.10.0', savedAt: versions.savedAt },
      },
    ]);
    calls = [];
    expect((await browse.versions(place(), saved)).versions).toEqual(versions.versions);
    expect(calls).toEqual([]);
  });

  it('come from the disk with the reason when the registry is out of reach', async () => {
    await pushChart('charts/app', '1.0.0');
    await browse.versions(place(), ask);
    await browse.repositories(registry.address, ask);
    await registry.stop();
    const versions = await browse.versions(place(), ask);
    expect(versions).toMatchObject({ versions: [{ tag: '1.0.0' }], stale: { kind: 'network', problem: 'refused' } });
    const repositories = await browse.repositories(registry.address, ask);
    expect(repositories).toMatchObject({ repositories: [{ name: 'charts/app' }], stale: { kind: 'network' } });
  });

  it('fail plainly where nothing was ever seen', async () => {
    await expect(browse.versions({ ...place(), repository: 'no/such' }, ask)).rejects.toMatchObject({
      code: 'not-found',
    });
    await registry.stop();
    await expect(browse.repositories(registry.address, ask)).rejects.toMatchObject({ code: 'network' });
  });
});

describe('a version', () => {
  it('is described from manifest and config, once: the next look asks nothing', async () => {
    const digest = await pushChart('charts/app', '1.0.0', 'v3');
    const summary = await browse.describe(at('1.0.0'), saved);
    expect(summary).toEqual({
      digest,
      kind: 'chart',
      sizeBytes: archiveOf('1.0.0', 'v3').length,
      appVersion: 'v3',
      createdAt: '2026-08-21T09:14:27Z',
      hasProvenance: false,
    });
    calls = [];
    expect(await browse.describe(at('1.0.0'), saved)).toEqual(summary);
    expect(calls).toEqual([]);
  });

  it('is asked for by one HEAD after an hour, and seen anew when its tag moved', async () => {
    await pushChart('charts/app', '1.0.0', 'v3');
    await browse.describe(at('1.0.0'), saved);
    now += 61 * 60 * 1000;
    calls = [];
    await browse.describe(at('1.0.0'), saved);
    expect(calls).toEqual(['headManifest']);
    await pushChart('charts/app', '1.0.0', 'v4');
    expect((await browse.describe(at('1.0.0'), ask)).appVersion).toBe('v4');
  });

  it('opens as a chart with its metadata and exact manifest, offline too once seen', async () => {
    const digest = await pushChart('charts/app', '1.0.0+acme.1', 'v3');
    const chart = await browse.chart(chartAt('1.0.0_acme.1'), ask);
    expect(chart.metadata).toMatchObject({ name: 'app', version: '1.0.0+acme.1', appVersion: 'v3' });
    expect(digestOf(Buffer.from(chart.manifest.text))).toBe(digest);
    await registry.stop();
    now += 3 * 60 * 60 * 1000;
    expect(await browse.chart(chartAt('1.0.0_acme.1'), ask)).toEqual({
      ...chart,
      stale: expect.objectContaining({ kind: 'network', problem: 'refused' }),
    });
    calls = [];
    expect(await browse.chart(chartAt('1.0.0_acme.1'), saved), 'at once, however old').toEqual(chart);
    expect(calls).toEqual([]);
  });

  it('says when its tag was seen last: a look that finds it unmoved counts', async () => {
    await pushChart('charts/app', '1.0.0');
    const first = await browse.chart(chartAt('1.0.0'), ask);
    now += 3 * 60 * 60 * 1000;
    expect((await browse.chart(chartAt('1.0.0'), saved)).savedAt).toBe(first.savedAt);
    expect((await browse.chart(chartAt('1.0.0'), ask)).savedAt).toBe(now);
    expect((await browse.chart(chartAt('1.0.0'), saved)).savedAt).toBe(now);
  });

  it('opens by its digest alone, whatever its tag names by now', async () => {
    const digest = await pushChart('charts/app', '1.0.0', 'v3');
    await pushChart('charts/app', '1.0.0', 'v4');
    const chart = await browse.chart(chartAt(digest), ask);
    expect(chart).toMatchObject({ summary: { digest }, metadata: { appVersion: 'v3' } });
    await registry.stop();
    expect(await browse.chart(chartAt(digest), ask), 'content of a digest never grows old').toEqual(chart);
  });

  it('opens any digest of it: the config as text, the archive as what it is', async () => {
    await pushChart('charts/app', '1.0.0');
    const { manifest } = await browse.chart(chartAt('1.0.0'), ask);
    const config = manifest.config;
    if (config === undefined) throw new Error('no config');
    const preview = await browse.blobPreview(place(), { digest: config.digest, sizeBytes: config.size }, signal);
    expect(preview).toMatchObject({ kind: 'text' });
    expect(await browse.manifest(place(), manifest.digest, signal)).toEqual(manifest);
    const lie = { digest: config.digest, sizeBytes: config.size + 1 };
    await rm(join(folder, 'content'), { recursive: true });
    await expect(browse.blobPreview(place(), lie, signal)).rejects.toMatchObject({ code: 'size-mismatch' });
    const huge = { digest: config.digest, sizeBytes: 2 ** 40 };
    expect(await browse.blobPreview(place(), huge, signal)).toEqual({ kind: 'too-large' });
    const archive = manifest.layers[0]!;
    const raw = await browse.blobPreview(place(), { digest: archive.digest, sizeBytes: archive.size }, signal);
    expect(raw).toEqual({ kind: 'binary' });
  });
});
