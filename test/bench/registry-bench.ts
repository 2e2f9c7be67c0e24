/**
 * Pushes and pulls beside the real helm, on the same registry, in the same run: prints medians and their ratio. Each push
 * and pull of ours has its own client, so that login and cold connection count, as they do in helm's process.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { buildHelmManifest } from '../../electron/charts/helm-manifest';
import { pushReference } from '../../electron/charts/push-reference';
import { readChartArchive } from '../../electron/charts/read-archive';
import { createRegistryClient, type RegistryClient } from '../../electron/registry/registry-client';
import { manifestSchema, MEDIA_TYPE } from '../../shared/oci';
import { writeChartFixture, FIXTURE_TIME } from '../support/chart-fixtures';
import { startDockerRegistry } from '../support/docker-registry';

const run = promisify(execFile);
const { signal } = new AbortController();
const login = { username: 'ana', secret: 'bench' };
const SAMPLE = resolve('../shared/charts/traefik-41.3.0.tgz');
const MEGABYTE = 1e6;
const [helm = '', roundsText = '20'] = process.argv.slice(2);
const rounds = Number(roundsText);

const folder = await mkdtemp(join(tmpdir(), 'chartroom-bench-'));
const registry = await startDockerRegistry({ users: { [login.username]: login.secret } });
const home = join(folder, 'home');
await mkdir(home);
const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
const plain = ['--plain-http', '--username', login.username, '--password', login.secret];
let fresh = 0;

function newClient(): RegistryClient {
  return createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve({ kind: 'password', ...login }),
  });
}

async function ourPush(path: string, destination: string): Promise<void> {
  const client = newClient();
  const archive = await readChartArchive(path, { signal });
  const reference = pushReference(destination, archive.metadata);
  if (!reference.ok) throw new Error(reference.error.message);
  const { repository, tag } = reference.data;
  const config = { digest: archive.configDigest, size: archive.configBytes.length };
  const manifest = buildHelmManifest({
    metadata: archive.metadata,
    config: { digest: config.digest, sizeBytes: config.size },
    chart: archive,
    createdAtMs: archive.modifiedAtMs,
  });
  await Promise.all([
    client.pushBlob(repository, { digest: archive.digest, size: archive.sizeBytes }, () => createReadStream(path)),
    client.pushBlob(repository, config, () => Readable.from([Buffer.from(archive.configBytes)])),
  ]);
  await client.pushManifest(repository, tag, manifest.bytes, manifest.mediaType);
  client.close();
}

async function ourPull(repository: string, tag: string, path: string): Promise<void> {
  const client = newClient();
  const { bytes } = await client.getManifest(repository, tag);
  const layer = manifestSchema
    .parse(JSON.parse(bytes.toString('utf8')))
    .layers.find(({ mediaType }) => mediaType === MEDIA_TYPE.helmChart);
  if (layer === undefined) throw new Error('no chart layer');
  await client.downloadBlob(repository, layer, path);
  client.close();
}

const helmPush = (path: string, destination: string) =>
  run(helm, ['push', path, `oci://${destination}`, ...plain], { env });
const helmPull = (reference: string, version: string) =>
  run(helm, ['pull', `oci://${reference}`, '--version', version, '--destination', folder, ...plain], { env });

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Alternates the two, so that a busy moment of the machine meets both. */
async function compare(
  title: string,
  count: number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<void> {
  await ours();
  await theirs();
  const mine: number[] = [];
  const helms: number[] = [];
  for (let round = 0; round < count; round += 1) {
    mine.push(await timed(ours));
    helms.push(await timed(theirs));
  }
  const [a, b] = [median(mine), median(helms)];
  console.log(
    `${title.padEnd(34)} ${a.toFixed(0).padStart(7)} ms ${b.toFixed(0).padStart(7)} ms   ${(a / b).toFixed(2)}`,
  );
}

const newPlace = (): string => `${registry.address}/bench-${(fresh += 1)}`;

try {
  const small = join(folder, 'small.tgz');
  if (existsSync(SAMPLE)) await copyFile(SAMPLE, small);
  else {
    await rm(small, { force: true });
    const filler = { 'files/filler': randomBytes(170_000).toString('base64') };
    await copyFile(
      await writeChartFixture(folder, {
        title: 'small',
        chartYaml: 'apiVersion: v2\nname: traefik\nversion: 41.3.0\n',
        files: filler,
      }),
      small,
    );
  }
  await utimes(small, FIXTURE_TIME, FIXTURE_TIME);
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`files/${index}`, randomBytes(2.5 * MEGABYTE).toString('base64')]),
  );
  const large = await writeChartFixture(folder, {
    title: 'large',
    chartYaml: 'apiVersion: v2\nname: large\nversion: 1.0.0\n',
    files,
  });

  console.log(`median of ${rounds}, login and cold connection included`);
  console.log(`${''.padEnd(34)} Chartroom       helm   ratio`);
  const smallSize = `${((await stat(small)).size / 1000).toFixed(0)} KB`;
  const largeSize = `${((await stat(large)).size / MEGABYTE).toFixed(0)} MB`;
  await compare(
    `push ${smallSize}`,
    rounds,
    () => ourPush(small, newPlace()),
    () => helmPush(small, newPlace()),
  );
  await ourPush(small, `${registry.address}/pull`);
  await compare(
    `pull ${smallSize}`,
    rounds,
    () => ourPull('pull/traefik', '41.3.0', join(folder, 'pulled.tgz')),
    () => helmPull(`${registry.address}/pull/traefik`, '41.3.0'),
  );
  const largeRounds = Math.max(3, Math.floor(rounds / 4));
  await compare(
    `push ${largeSize}`,
    largeRounds,
    () => ourPush(large, newPlace()),
    () => helmPush(large, newPlace()),
  );
  await ourPush(large, `${registry.address}/pull`);
  await compare(
    `pull ${largeSize}`,
    largeRounds,
    () => ourPull('pull/large', '1.0.0', join(folder, 'pulled.tgz')),
    () => helmPull(`${registry.address}/pull/large`, '1.0.0'),
  );
  const batch = 20;
  const many = async (push: (path: string, place: string) => Promise<unknown>): Promise<void> => {
    for (let index = 0; index < batch; index += 1) await push(small, newPlace());
  };
  await compare(
    `${batch} charts one after another`,
    3,
    () => many(ourPush),
    () => many(helmPush),
  );

  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  for (let round = 0; round < 5; round += 1) await ourPush(large, newPlace());
  clearInterval(sampler);
  console.log(
    `push ${largeSize}: memory grows by ${((peak - baseline) / MEGABYTE).toFixed(1)} MB over a warmed process`,
  );
} finally {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
}
