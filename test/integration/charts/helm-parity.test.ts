/**
 * The promise that a push is byte-identical to `helm push`: the same files pushed by the real Helm 4.2.3 and 3.17.3 and by
 * Chartroom, compared by the digests of manifest and config, in two time zones. What helm refuses, Chartroom refuses.
 */
import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildHelmManifest } from '../../../electron/charts/helm-manifest';
import { readProvenanceBeside } from '../../../electron/charts/provenance';
import { pushReference } from '../../../electron/charts/push-reference';
import { readChartArchive } from '../../../electron/charts/read-archive';
import { createRegistryClient, type RegistryClient } from '../../../electron/registry/registry-client';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { manifestSchema } from '../../../shared/oci';
import { CHART_FIXTURES, REFUSED_FIXTURES, writeChartFixture } from '../../support/chart-fixtures';
import { ODD_ARCHIVES, REFUSED_ARCHIVES } from '../../support/odd-archives';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';

const run = promisify(execFile);
const { signal } = new AbortController();
const HELM_VERSIONS = ['4.2.3', '3.17.3'] as const;
const SAMPLES = resolve(import.meta.dirname, '../../../../shared/charts');
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.tgz')) : [];

let registry: DockerRegistry;
let client: RegistryClient;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-parity-'));
  registry = await startDockerRegistry();
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
});
afterAll(async () => {
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Pushes with the real helm. Throws with its words where it refuses. */
async function helmPush(version: (typeof HELM_VERSIONS)[number], path: string, destination: string): Promise<void> {
  const home = join(folder, 'home');
  const env = {
    PATH: process.env['PATH'],
    TZ: process.env['TZ'],
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
  };
  await run(await ensureHelm(version), ['push', path, `oci://${destination}`, '--plain-http'], { env });
}

/** Pushes as the app does: blobs first, the manifest last. */
async function chartroomPush(path: string, destination: string): Promise<void> {
  const archive = await readChartArchive(path, { signal });
  const reference = pushReference(destination, archive.metadata);
  if (!reference.ok) throw new Error(reference.error.message);
  const { repository, tag } = reference.data;
  const provenance = await readProvenanceBeside(path, { signal });
  const manifest = buildHelmManifest({
    metadata: archive.metadata,
    config: { digest: archive.configDigest, sizeBytes: archive.configBytes.length },
    chart: archive,
    createdAtMs: archive.modifiedAtMs,
    ...(provenance === null ? {} : { provenance }),
  });
  await client.pushBlob(repository, { digest: archive.digest, size: archive.sizeBytes }, () => createReadStream(path));
  const config = { digest: archive.configDigest, size: archive.configBytes.length };
  await client.pushBlob(repository, config, () => Readable.from([Buffer.from(archive.configBytes)]));
  if (provenance !== null) {
    const blob = { digest: provenance.digest, size: provenance.sizeBytes };
    await client.pushBlob(repository, blob, () => Readable.from([Buffer.from(provenance.bytes)]));
  }
  expect(await client.pushManifest(repository, tag, manifest.bytes, manifest.mediaType)).toBe(manifest.digest);
}

/** The one manifest below a destination, and its config as text: a difference shows itself, not only a digest. */
async function pushed(destination: string): Promise<{ manifest: string; digest: string; config: string }> {
  const prefix = destination.slice(registry.address.length + 1);
  const repositories = await client.listRepositories();
  const repository = repositories.find((name) => name.startsWith(`${prefix}/`)) ?? '';
  const [tag = ''] = await client.listTags(repository);
  const { bytes, digest } = await client.getManifest(repository, tag);
  const { config } = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
  const configBytes = await client.readBlob(repository, config, { maxBytes: 1e7 });
  return { manifest: bytes.toString('utf8'), digest, config: configBytes.toString('utf8') };
}

async function expectSame(path: string, key: string): Promise<void> {
  const place = (who: string): string => `${registry.address}/${key}/${who}`;
  await Promise.all([
    chartroomPush(path, place('chartroom')),
    ...HELM_VERSIONS.map((version) => helmPush(version, path, place(`helm-${version}`))),
  ]);
  const ours = await pushed(place('chartroom'));
  for (const version of HELM_VERSIONS) {
    const theirs = await pushed(place(`helm-${version}`));
    expect(ours.config, `config of Helm ${version}`).toBe(theirs.config);
    expect(ours.manifest, `manifest of Helm ${version}`).toBe(theirs.manifest);
    expect(ours.digest).toBe(theirs.digest);
  }
}

describe.each(['UTC', 'Asia/Kolkata'])('in the time zone %s', (zone) => {
  const before = process.env['TZ'];
  beforeAll(() => {
    // Node reads TZ anew when it is set; helm gets it from the environment.
    process.env['TZ'] = zone;
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  const key = (index: number, kind: string): string => `${zone.toLowerCase().replace('/', '-')}/${kind}-${index}`;

  it('runs in that zone', () => {
    expect(new Date('2026-01-01').getHours()).toBe(zone === 'UTC' ? 0 : 5);
  });

  it.each([...CHART_FIXTURES, ...ODD_ARCHIVES].map((fixture, index) => ({ title: fixture.title, fixture, index })))(
    'pushes the bytes of helm: $title',
    async ({ index, fixture }) => {
      await expectSame(await writeChartFixture(folder, fixture), key(index, 'fixture'));
    },
  );

  // Real charts, where the folder of samples lies beside the checkout; the fixtures above need nothing.
  it.runIf(samples.length > 0).each(samples.map((name, index) => ({ name, index })))(
    'pushes the bytes of helm: $name',
    async ({ name, index }) => {
      await expectSame(join(SAMPLES, name), key(index, 'sample'));
    },
  );
});

describe('what helm refuses', () => {
  it.each(
    [...REFUSED_FIXTURES, ...REFUSED_ARCHIVES].map((fixture, index) => ({ title: fixture.title, fixture, index })),
  )('is refused by Chartroom: $title', async ({ index, fixture }) => {
    const path = await writeChartFixture(folder, fixture);
    const destination = `${registry.address}/refused-${index}`;
    await Promise.all(
      HELM_VERSIONS.map((version) => expect(helmPush(version, path, destination)).rejects.toThrow(/Command failed/)),
    );
    await expect(chartroomPush(path, destination)).rejects.toThrow(/\w+/);
    const names = await client.listRepositories();
    expect(names.filter((name) => name.startsWith(`refused-${index}/`))).toEqual([]);
  });
});
