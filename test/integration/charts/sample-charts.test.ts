/**
 * The charts of assets/sample-charts as the build packs them: Chartroom reads them without a remark, the real Helm lints and
 * renders them, and they hold what `helm package` makes of the same folders.
 */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readChartArchive } from '../../../electron/charts/read-archive';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { packSampleCharts } from '../../../scripts/sample-charts.mjs';

const run = promisify(execFile);
const { signal } = new AbortController();
const SOURCES = resolve(import.meta.dirname, '../../../assets/sample-charts');
const PACKED_AT = new Date('2026-11-01T00:00:00Z');
const CHARTS = ['hello-job-0.1.0', 'hello-stack-0.1.0', 'hello-web-0.1.0', 'hello-web-0.2.0'];

let folder: string;
let packed: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-samples-'));
  packed = join(folder, 'packed');
  await packSampleCharts(SOURCES, packed);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const archive = (chart: string): string => join(packed, `${chart}.tgz`);

it('are charts of our own, one of them in two versions', async () => {
  expect((await readdir(packed)).sort()).toEqual(CHARTS.map((chart) => `${chart}.tgz`));
});

it('come out the same each time, with nothing of the machine and the moment that packed them', async () => {
  const again = join(folder, 'again');
  await packSampleCharts(SOURCES, again);
  for (const chart of CHARTS) {
    const bytes = await readFile(archive(chart));
    expect(bytes.equals(await readFile(join(again, `${chart}.tgz`)))).toBe(true);
    // The time and the system in gzip's header.
    expect([bytes.readUInt32LE(4), bytes[9]]).toEqual([0, 255]);
    const headers = await headersIn(bytes);
    for (const { mtime, mode, uid, gid } of headers) {
      expect({ mtime, mode, uid, gid }).toEqual({ mtime: PACKED_AT, mode: 0o644, uid: 0, gid: 0 });
    }
    const [first = '', ...others] = headers.map(({ name }) => name).filter((name) => !name.includes('/charts/'));
    expect(first).toMatch(/^[a-z-]+\/Chart\.yaml$/);
    expect(others).toEqual([...others].sort());
  }
});

it.each(CHARTS)('%s is read without a warning, and has something for each field that is shown', async (chart) => {
  const { metadata, warnings } = await readChartArchive(archive(chart), { signal });
  expect(warnings).toEqual([]);
  expect(`${metadata.name}-${metadata.version}`).toBe(chart);
  const { description, home, sources, keywords, maintainers, appVersion, kubeVersion, annotations } = metadata;
  for (const field of [description, home, appVersion, kubeVersion]) expect(field).not.toBe('');
  for (const list of [sources, keywords, maintainers]) expect(list).not.toEqual([]);
  expect(annotations.get('artifacthub.io/license')).toBe('Apache-2.0');
  // Nothing is fetched from elsewhere to show one.
  expect(metadata.icon).toBe('');
});

describe.each(['4.2.3', '3.17.3'] as const)('Helm %s', (version) => {
  const helm = async (...args: string[]): Promise<string> => {
    const home = join(folder, 'home');
    const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
    return (await run(await ensureHelm(version), args, { env })).stdout;
  };

  it.each(CHARTS)('lints and renders %s', async (chart) => {
    expect(await helm('lint', '--strict', archive(chart))).not.toMatch(/WARNING|ERROR/);
    expect(await helm('template', 'hello', archive(chart))).toMatch(/^kind: (Deployment|CronJob)$/m);
  });

  it('renders what is off until it is turned on', async () => {
    const ingress = await helm('template', 'hello', archive('hello-web-0.2.0'), '--set', 'ingress.enabled=true');
    expect(ingress).toMatch(/^kind: Ingress$/m);
    const settings = ['--set', 'networkPolicy.enabled=true,check.enabled=false'];
    const stack = await helm('template', 'hello', archive('hello-stack-0.1.0'), ...settings);
    expect(stack).toMatch(/^kind: NetworkPolicy$/m);
    expect(stack).not.toMatch(/^kind: CronJob$/m);
  });

  it('refuses values that the schema does not know', async () => {
    for (const slip of ['page.messsage=Hi', 'service.type=Tunnel', 'replicaCount=-1']) {
      await expect(helm('template', 'hello', archive('hello-web-0.2.0'), '--set', slip)).rejects.toThrow(
        /values don't meet the specifications of the schema/,
      );
    }
  });

  it.each(readdirSync(SOURCES))('packages %s with the same contents', async (name) => {
    const stage = join(folder, `stage-${version}`);
    await cp(SOURCES, stage, { recursive: true });
    await helm('dependency', 'update', join(stage, name));
    // Only a lock of an update; the sources need none, since a `file://` dependency has but one version.
    await rm(join(stage, name, 'Chart.lock'), { force: true });
    const output = join(folder, `package-${version}-${name}`);
    await helm('package', join(stage, name), '--destination', output);
    const [file = ''] = await readdir(output);
    expect(await contents(join(packed, file))).toEqual(await contents(join(output, file)));
  });
});

async function headersIn(tgz: Buffer): Promise<readonly Header[]> {
  const headers: Header[] = [];
  const entries = Readable.from([gunzipSync(tgz)]).pipe(extract());
  for await (const entry of entries) {
    headers.push(entry.header);
    entry.resume();
  }
  return headers;
}

/** Each file's text by its path. Helm writes Chart.yaml anew, so of that only what it says counts. */
async function contents(tgz: string): Promise<Record<string, unknown>> {
  const unpacked = `${tgz}-unpacked`;
  await mkdir(unpacked, { recursive: true });
  await run('tar', ['-xzf', tgz, '-C', unpacked]);
  const files = (await readdir(unpacked, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    const text = await readFile(path, 'utf8');
    return [path.slice(unpacked.length), basename(path) === 'Chart.yaml' ? parse(text) : text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}
