/** Archives from a real registry: fetched once, verified, read, and handed out as files. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chartImages } from '../../../electron/charts/compare/chart-images';
import { compareCharts } from '../../../electron/charts/compare/compare-charts';
import { toAppError } from '../../../electron/ipc/app-error';
import { BrowseService } from '../../../electron/registries/browse-service';
import { createChartArchives, type ChartArchives } from '../../../electron/registries/chart-archives';
import { openContentCache } from '../../../electron/registry/content-cache';
import { openListingStore } from '../../../electron/registry/listing-store';
import { createRegistryClient, type RegistryClient } from '../../../electron/registry/registry-client';
import { openRegistryProfiles } from '../../../electron/settings/registry-profiles';
import { isDigest, type Digest } from '../../../shared/digest';
import { MEDIA_TYPE } from '../../../shared/oci';
import { fileIdSchema } from '../../../shared/push';
import { changedChart } from '../../support/changed-chart';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { SAMPLES, tellMissingSamples } from '../../support/sample-charts';
import { chartTgz } from '../../support/tar-bytes';

const { signal } = new AbortController();
const ARCHIVE = chartTgz({ name: 'app/values.yaml', content: 'replicas: 1\n' });

let registry: DockerRegistry;
let client: RegistryClient;
let folder: string;
let archives: ChartArchives;
let cacheLimitBytes: number;

beforeEach(async () => {
  cacheLimitBytes = 1e9;
  registry = await startDockerRegistry();
  folder = await mkdtemp(join(tmpdir(), 'chartroom-archives-'));
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
  const content = openContentCache({ folder: join(folder, 'content'), limitBytes: () => cacheLimitBytes });
  const browse = new BrowseService({
    clientFor: () => client,
    profiles: await openRegistryProfiles(folder),
    content,
    listings: openListingStore({ folder: join(folder, 'listings'), now: Date.now }),
    toAppError,
    now: Date.now,
  });
  archives = createChartArchives({
    manifest: (...args) => browse.manifest(...args),
    clientFor: () => client,
    content,
    archivePath: () => Promise.resolve(join(folder, 'app.tgz')),
    folder: join(folder, 'in-use'),
    compareThread: { compare: ({ from: before, to }) => compareCharts(before, to), images: chartImages },
  });
});
afterEach(async () => {
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

function digestOf(bytes: Uint8Array): Digest {
  const text = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(text)) throw new Error(text);
  return text;
}

async function pushManifest(document: object, mediaType: string): Promise<Digest> {
  return await client.pushManifest('charts/app', '1.0.0', Buffer.from(JSON.stringify(document)), mediaType);
}

async function pushChart(configType: string = MEDIA_TYPE.helmConfig, archive: Buffer = ARCHIVE): Promise<Digest> {
  const config = Buffer.from('{"name":"app","version":"1.0.0","apiVersion":"v2"}');
  for (const bytes of [config, archive]) {
    const blob = { digest: digestOf(bytes), size: bytes.length };
    await client.pushBlob('charts/app', blob, () => Readable.from([bytes]));
  }
  return await pushManifest(
    {
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.ociManifest,
      config: { mediaType: configType, digest: digestOf(config), size: config.length },
      layers: [{ mediaType: MEDIA_TYPE.helmChart, digest: digestOf(archive), size: archive.length }],
    },
    MEDIA_TYPE.ociManifest,
  );
}

const at = (digest: Digest) => ({ address: registry.address, repository: 'charts/app', digest });
const from = (digest: Digest) => ({ kind: 'registry' as const, ...at(digest) });

describe('archives', () => {
  it('are fetched once: afterwards the registry is not asked, nor after it is gone', async () => {
    const digest = await pushChart();
    const first = await archives.content(from(digest), { signal });
    expect(first.charts).toEqual([{ path: [], folder: '', values: 'replicas: 1\n', schema: null }]);
    await registry.stop();
    expect(await archives.content(from(digest), { signal })).toEqual(first);
  });

  it('are found in an index around them', async () => {
    const digest = await pushChart();
    const { length: size } = Buffer.from((await client.getManifest('charts/app', digest, { signal })).bytes);
    const index = await pushManifest(
      {
        schemaVersion: 2,
        mediaType: MEDIA_TYPE.ociIndex,
        manifests: [{ mediaType: MEDIA_TYPE.ociManifest, digest, size }],
      },
      MEDIA_TYPE.ociIndex,
    );
    expect((await archives.content(from(index), { signal })).charts).toHaveLength(1);
  });

  it('become a file for as long as it is used; what a crash left there is gone', async () => {
    const digest = await pushChart();
    await mkdir(join(folder, 'in-use', 'chart-old'), { recursive: true });
    await writeFile(join(folder, 'in-use', 'chart-old', 'chart.tgz'), 'old');
    const [one, two] = await Promise.all([
      archives.file(at(digest), { signal }),
      archives.file(at(digest), { signal }),
    ]);
    expect(one.path).not.toBe(two.path);
    expect(await readFile(one.path)).toEqual(ARCHIVE);
    expect(await readdir(join(folder, 'in-use'))).toHaveLength(2);
    await one.release();
    expect(existsSync(one.path)).toBe(false);
    expect(await readFile(two.path)).toEqual(ARCHIVE);
  });

  it('of what is no chart are told in words', async () => {
    const digest = await pushChart('application/vnd.oci.image.config.v1+json');
    const failure = await archives.content(from(digest), { signal }).catch(toAppError);
    expect(failure).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining("isn't a Helm chart") });
  });

  it('are unpacked once: any file of them is read from there, and what is damaged there is unpacked again', async () => {
    const digest = await pushChart();
    const both = [archives.index(from(digest), { signal }), archives.index(from(digest), { signal })];
    const [index, same] = await Promise.all(both);
    expect(same).toEqual(index);
    expect(index).toMatchObject({ digest: digestOf(ARCHIVE), sizeBytes: ARCHIVE.length });
    expect(index?.files).toEqual([
      { path: 'Chart.yaml', sizeBytes: 40, isLink: false },
      { path: 'values.yaml', sizeBytes: 12, isLink: false },
    ]);
    const values = () => archives.fileBytes(from(digest), 'values.yaml', { signal });
    expect((await values()).toString()).toBe('replicas: 1\n');
    await registry.stop();
    const kept = join(folder, 'content', `${digestOf(ARCHIVE).replace(':', '-')}.unpacked`);
    for (const damage of [() => writeFile(kept, 'x'), () => rm(kept)]) {
      await damage();
      expect((await values()).toString()).toBe('replicas: 1\n');
    }
    await expect(archives.fileBytes(from(digest), 'no.yaml', { signal })).rejects.toMatchObject({ code: 'vanished' });
  });

  it('are read where nothing can be kept', async () => {
    cacheLimitBytes = 1;
    const digest = await pushChart();
    expect((await archives.fileBytes(from(digest), 'values.yaml', { signal })).toString()).toBe('replicas: 1\n');
    expect(await readdir(join(folder, 'in-use'))).toEqual([]);
  });

  it('of this machine are read like those of a registry; another file is told in words', async () => {
    const file = { kind: 'file', fileId: fileIdSchema.parse(randomUUID()) } as const;
    await writeFile(join(folder, 'app.tgz'), ARCHIVE);
    expect((await archives.index(file, { signal })).digest).toBe(digestOf(ARCHIVE));
    expect((await archives.content(file, { signal })).charts[0]?.values).toBe('replicas: 1\n');
    await writeFile(join(folder, 'app.tgz'), 'PK\x03\x04');
    await expect(archives.index(file, { signal })).rejects.toThrow('is a zip file');
    await rm(join(folder, 'app.tgz'));
    await expect(archives.index(file, { signal })).rejects.toMatchObject({ code: 'vanished' });
  });

  it('are compared, two of a registry and one of it with one of this machine', async () => {
    const other = chartTgz({ name: 'app/values.yaml', content: 'replicaCount: 1\nextra: true\n' });
    const [first, second] = [await pushChart(), await pushChart(MEDIA_TYPE.helmConfig, other)];
    const {
      values,
      from: before,
      to: after,
    } = await archives.compare({ from: from(first), to: from(second) }, { signal });
    expect([before.digest, after.digest]).toEqual([digestOf(ARCHIVE), digestOf(other)]);
    expect(values.items.map(({ change, path }) => `${change} ${path.join('.')}`)).toEqual([
      'renamed replicaCount',
      'added extra',
    ]);
    await writeFile(join(folder, 'app.tgz'), ARCHIVE);
    const file = { kind: 'file', fileId: fileIdSchema.parse(randomUUID()) } as const;
    const same = await archives.compare({ from: from(first), to: file }, { signal });
    expect([same.to.digest, same.files.counts.same]).toEqual([digestOf(ARCHIVE), 2]);
    const noChart = await pushChart('application/vnd.oci.image.config.v1+json');
    await expect(archives.compare({ from: from(noChart), to: file }, { signal })).rejects.toMatchObject({
      code: 'not-a-chart',
    });
  });

  it('are looked through for images, each told once with where it is named; what can’t be read is told', async () => {
    const image = 'image: {repository: nginx, tag: "1.27"}\n';
    const template = 'spec:\n  image: busybox:1.36\n';
    const whole = await pushChart(
      MEDIA_TYPE.helmConfig,
      chartTgz(
        { name: 'app/values.yaml', content: `${image}other: {${image.trim()}}\n` },
        { name: 'app/templates/pod.yaml', content: template },
      ),
    );
    const found = await archives.images(from(whole), { signal });
    expect(found).toMatchObject({ count: 2, isPartial: false });
    expect(found.images.map(({ name, tag, foundIn }) => [name, tag, foundIn])).toEqual([
      ['nginx', '1.27', ['image', 'other.image']],
      ['busybox', '1.36', ['templates/pod.yaml']],
    ]);
    const broken = chartTgz({ name: 'app/values.yaml', content: 'a: [\n' });
    expect(await archives.images(from(await pushChart(MEDIA_TYPE.helmConfig, broken)), { signal })).toEqual({
      images: [],
      count: 0,
      isPartial: true,
    });
  });

  tellMissingSamples('comparing');
  const sample = join(SAMPLES, 'traefik-41.3.0.tgz');
  it.skipIf(!existsSync(sample))('are compared: a real chart and a later one of it', async () => {
    const traefik = await readFile(sample);
    const later = await changedChart(traefik, {
      'Chart.yaml': (text) =>
        text.replace(/^version: .*$/m, 'version: 42.0.0').replace(/^appVersion: .*$/m, 'appVersion: v4.0.0'),
      'values.yaml': (text) => text.replace(/^ingressRoute:/m, 'ingressRoutes:').replace(/^commonLabels: .*$/m, ''),
      'crds/traefik.io_middlewares.yaml': () => null,
      'templates/extra.yaml': () => 'kind: Pod\nspec:\n  containers:\n  - image: busybox:1.36\n',
    });
    const [first, second] = [
      await pushChart(MEDIA_TYPE.helmConfig, traefik),
      await pushChart(MEDIA_TYPE.helmConfig, later),
    ];
    const told = await archives.compare({ from: from(first), to: from(second) }, { signal });
    expect(told.values.items.map(({ change, path }) => `${change} ${path.join('.')}`)).toEqual([
      'removed commonLabels',
      'renamed ingressRoutes',
    ]);
    expect(told.crds.counts).toMatchObject({ removed: 1, changed: 0, added: 0 });
    expect(told.files.counts).toMatchObject({ removed: 1, changed: 2, added: 1 });
    expect(told.images.items.map(({ change, to }) => `${change} ${to?.name ?? ''}`)).toContain('added busybox');
    expect(told.metadata.items.map(({ field }) => field)).toEqual(['version', 'appVersion']);
    expect([told.problems, told.isPartial]).toEqual([[], false]);
  });
});
