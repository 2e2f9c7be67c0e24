/**
 * Unpacking on a real file system: what `helm pull --untar` makes of the same archive, and hostile archives that must leave
 * nothing behind. The real charts of the neighbouring folder are used where it is there.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unpackChart } from '../../../electron/transfers/unpack-chart';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { startDockerRegistry } from '../../support/docker-registry';
import { chartTgz, rawTgz, SOUND_CHART, type RawEntry } from '../../support/tar-bytes';
import { withUnpacked } from '../../support/unpacked';
import { SAMPLES, samples, tellMissingSamples } from '../../support/sample-charts';

tellMissingSamples('unpacking');

const run = promisify(execFile);
const { signal } = new AbortController();

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-unpack-'));
  target = join(folder, 'target');
  await mkdir(target);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const unpack = (
  archive: Uint8Array,
  options: { readonly signal?: AbortSignal; readonly platform?: NodeJS.Platform } = {},
) => withUnpacked(archive, (unpacked) => unpackChart(unpacked, target, { signal, platform: 'linux', ...options }));

/** Every file below, by its path, with its content; folders by their name and a slash. */
async function tree(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (entry.isDirectory()) found[`${name}/`] = '';
    else found[name] = entry.isFile() ? (await readFile(path)).toString('base64') : 'neither file nor folder';
  }
  return found;
}

describe('unpacking', () => {
  it('makes a folder named as the chart, with files only; charts within stay packaged', async () => {
    const inner = chartTgz();
    const archive = rawTgz([
      { name: 'other/Chart.yaml', content: SOUND_CHART },
      { name: 'other/templates/a.yaml', content: 'a' },
      { name: 'other/charts/one-1.tgz', content: inner },
      { name: 'other/link', type: '2' },
    ]);
    expect(await unpack(archive)).toEqual({ path: join(target, 'app'), fileCount: 4 });
    expect(await tree(target)).toEqual({
      'app/': '',
      'app/Chart.yaml': Buffer.from(SOUND_CHART).toString('base64'),
      'app/templates/': '',
      'app/templates/a.yaml': Buffer.from('a').toString('base64'),
      'app/charts/': '',
      'app/charts/one-1.tgz': inner.toString('base64'),
      'app/link': '',
    });
    expect((await lstat(join(target, 'app/link'))).isSymbolicLink()).toBe(false);
  });

  it('writes over nothing, not even through a link', async () => {
    await mkdir(join(folder, 'elsewhere'));
    for (const make of [
      () => mkdir(join(target, 'app')),
      () => writeFile(join(target, 'app'), 'mine'),
      () => symlink(join(folder, 'elsewhere'), join(target, 'app')),
    ]) {
      await make();
      const before = await tree(folder);
      await expect(unpack(chartTgz())).rejects.toMatchObject({ code: 'file-exists' });
      expect(await tree(folder)).toEqual(before);
      await rm(join(target, 'app'), { recursive: true });
    }
  });

  it.each<[string, readonly RawEntry[]]>([
    ['climbs', [{ name: 'app/../../evil', content: 'x' }]],
    ['is absolute', [{ name: '/evil', content: 'x' }]],
    ['has a drive', [{ name: 'app/C:/evil', content: 'x' }]],
    ['climbs by backslashes', [{ name: String.raw`app\..\..\evil`, content: 'x' }]],
    [
      'needs a folder where a file is',
      [
        { name: 'app/a', content: 'x' },
        { name: 'app/a/b', content: 'x' },
      ],
    ],
    [
      'is a file where a folder is',
      [
        { name: 'app/a/b', content: 'x' },
        { name: 'app/a', content: 'x' },
      ],
    ],
    [
      'holds a NUL',
      [
        { name: 'x', type: 'x', content: '22 path=app/evil\0x.txt\n' },
        { name: 'app/e', content: 'x' },
      ],
    ],
    [
      'has a name too long for any disk',
      [
        { name: 'x', type: 'x', content: `321 path=app/${'n'.repeat(307)}\n` },
        { name: 'app/e', content: 'x' },
      ],
    ],
    ['is called ..', [{ name: 'app/Chart.yaml', content: 'apiVersion: v2\nname: ..\nversion: 1.0.0\n' }]],
    ['is called by a path', [{ name: 'app/Chart.yaml', content: 'apiVersion: v2\nname: a/b\nversion: 1.0.0\n' }]],
    ['has no name', [{ name: 'app/Chart.yaml', content: 'apiVersion: v2\nversion: 1.0.0\n' }]],
  ])(
    'of an archive with an entry that %s stays in its folder, and leaves nothing where it fails',
    async (_what, entries) => {
      const isNamed = entries.some(({ name }) => name === 'app/Chart.yaml');
      const archive = isNamed ? rawTgz(entries) : chartTgz(...entries);
      const failure = await unpack(archive).then(
        () => null,
        (error: unknown) => error,
      );
      const made = await tree(folder);
      const outside = Object.keys(made).filter((path) => path !== 'target/' && !path.startsWith('target/app/'));
      expect(outside).toEqual([]);
      expect(failure === null || Object.keys(made).length === 1).toBe(true);
      expect(existsSync(join(tmpdir(), 'evil'))).toBe(false);
    },
  );

  it('never goes through a link that an archive brings', async () => {
    const archive = chartTgz({ name: 'app/out', type: '2', content: '' }, { name: 'app/out/evil', content: 'x' });
    await expect(unpack(archive)).rejects.toMatchObject({ code: 'unsafe-path' });
    expect(await tree(folder)).toEqual({ 'target/': '' });
  });

  it.each(['a:b', 'NUL', 'com1.yaml', 'dot.', 'space ', 'a|b', 'con'])(
    'of %j is refused on Windows, with nothing left',
    async (name) => {
      const archive = chartTgz({ name: `app/${name}`, content: 'x' });
      await expect(unpack(archive, { platform: 'win32' })).rejects.toMatchObject({ code: 'unsafe-path' });
      expect(await tree(folder)).toEqual({ 'target/': '' });
      expect((await unpack(archive)).fileCount).toBe(2);
    },
  );

  it('ends when it is cancelled, with nothing left', async () => {
    await expect(unpack(chartTgz(), { signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left');
    expect(await tree(folder)).toEqual({ 'target/': '' });
  });

  it('says so where the folder is gone or may not be written', async () => {
    await rm(target, { recursive: true });
    await expect(unpack(chartTgz())).rejects.toMatchObject({ code: 'cannot-write' });
  });
});

describe('as helm does', { timeout: 180_000 }, () => {
  it.each(['4.2.3', '3.17.3'] as const)('equals `helm pull --untar` of helm %s', async (version) => {
    const helm = await ensureHelm(version);
    const env = { PATH: process.env['PATH'], HOME: folder };
    const own = rawTgz([
      { name: 'app/Chart.yaml', content: SOUND_CHART },
      { name: 'app/values.yaml', content: 'a: 1\n' },
      { name: 'app/charts/one-1.tgz', content: chartTgz() },
      { name: 'app/empty', content: '' },
      { name: 'app/deep/er/file', content: 'x' },
    ]);
    await writeFile(join(folder, 'app-1.0.0.tgz'), own);
    const registry = await startDockerRegistry();
    try {
      for (const path of [join(folder, 'app-1.0.0.tgz'), ...samples.map((name) => join(SAMPLES, name))]) {
        const [, name = '', tag = ''] = /([^/]+)-(\d[^/]*)\.tgz$/.exec(path) ?? [];
        await run(helm, ['push', path, `oci://${registry.address}/charts`, '--plain-http'], { env });
        const byHelm = join(folder, 'by-helm', name);
        await mkdir(byHelm, { recursive: true });
        const pull = ['pull', `oci://${registry.address}/charts/${name}`, '--version', tag, '--plain-http', '--untar'];
        await run(helm, [...pull, '--untardir', byHelm], { env });
        await unpack(await readFile(path));
        const made = { name, files: await tree(join(target, name)) };
        expect(made).toEqual({ name, files: await tree(join(byHelm, name)) });
      }
    } finally {
      await registry.stop();
    }
  });
});
