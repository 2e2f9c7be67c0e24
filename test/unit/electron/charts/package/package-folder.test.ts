import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ENTRIES } from '../../../../../electron/charts/limits';
import { archiveTime, DEFAULT_TIME_SECONDS } from '../../../../../electron/charts/package/archive-time';
import { lockTime } from '../../../../../electron/charts/package/lock-time';
import { packageFolder } from '../../../../../electron/charts/package/package-folder';
import { assertStillThere, walkFolder } from '../../../../../electron/charts/package/walk-folder';
import { entriesOfArchive, writeFolder } from '../../../../support/chart-folders';

const CHART = { 'Chart.yaml': 'apiVersion: v2\nname: demo\nversion: 1.0.0\n', 'values.yaml': 'a: 1\n' };
const { signal } = new AbortController();

let folder: string;
let chart: string;
let runs = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-package-unit-'));
  chart = join(folder, 'demo');
  await writeFolder(chart, CHART);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function packed(options: { readonly signal: AbortSignal } = { signal }) {
  runs += 1;
  const target = join(folder, `target-${runs}`);
  await mkdir(target);
  return await packageFolder(chart, target, options);
}

/** And back: the file is now the last that was made in its folder. */
async function moveAway(name: string): Promise<void> {
  const content = await readFile(join(chart, name));
  await rm(join(chart, name));
  await writeFile(join(chart, name), content);
}

async function expectRefused(code: string, words: string | RegExp): Promise<void> {
  const refusal = packed();
  await expect(refusal).rejects.toMatchObject({ name: 'ChartError', code });
  await expect(refusal).rejects.toThrow(words);
  // No path of this machine is in the words.
  await expect(refusal).rejects.not.toThrow(folder);
}

describe('packaging a folder', () => {
  it('gives one digest over time zones, masks, file times and orders of writing', async () => {
    await writeFolder(chart, {
      'templates/a.yaml': 'a',
      'templates/b.yaml': 'b',
      'files/ä': 'x',
      'charts/x/Chart.yaml': CHART['Chart.yaml'].replace('demo', 'x'),
      'charts/y/Chart.yaml': CHART['Chart.yaml'].replace('demo', 'y'),
    });
    const [zone, mask] = [process.env['TZ'], process.umask()];
    const digests = new Set<string>();
    try {
      for (let round = 0; round < 50; round++) {
        process.env['TZ'] = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati'][round % 4];
        process.umask([0o022, 0o077, 0o002][round % 3] ?? 0);
        await utimes(join(chart, 'values.yaml'), round, round * 1e6);
        if (round === 25) await moveAway('templates/a.yaml');
        digests.add((await packed()).digest);
      }
    } finally {
      process.umask(mask);
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    expect([...digests]).toHaveLength(1);
  });

  it('writes plain entries in a fixed order, all of one time', async () => {
    await writeFolder(chart, {
      'README.md': 'x',
      'templates/a.yaml': 'a',
      'values.schema.json': '{}',
      'Chart.lock': 'digest: x\n',
    });
    await chmod(join(chart, 'README.md'), 0o755);
    const { archivePath } = await packed();
    const entries = await entriesOfArchive(archivePath);
    expect(entries.map(({ name }) => name)).toEqual(
      ['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json', 'templates/a.yaml', 'README.md'].map(
        (name) => `demo/${name}`,
      ),
    );
    for (const { mode, uid, mtimeMs } of entries)
      expect([mode, uid, mtimeMs / 1000]).toEqual([0o644, 0, DEFAULT_TIME_SECONDS]);
    const bytes = await readFile(archivePath);
    expect([...bytes.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  });

  it('says what went in and what was left out, and by which line', async () => {
    await writeFolder(chart, {
      '.helmignore': '# docs\n*.md\nbuild/\n',
      'a.md': 'x',
      'build/x': 'x',
      'templates/.x': 'x',
      'charts/_y/z': 'x',
      'requirements.yaml': 'dependencies: []\n',
    });
    const { packed: files, leftOut, metadata } = await packed();
    expect(metadata.name).toBe('demo');
    expect(files).toEqual([
      { path: 'Chart.yaml', origin: null, sizeBytes: CHART['Chart.yaml'].length },
      { path: 'values.yaml', origin: 'values.yaml', sizeBytes: 5 },
      { path: '.helmignore', origin: '.helmignore', sizeBytes: 19 },
    ]);
    expect(leftOut).toEqual([
      { path: 'a.md', isFolder: false, reason: { pattern: '*.md', line: 2 } },
      { path: 'build', isFolder: true, reason: { pattern: 'build/', line: 3 } },
      { path: 'templates/.x', isFolder: false, reason: { pattern: 'templates/.?*', line: null } },
      { path: 'charts/_y/z', isFolder: false, reason: 'hidden-in-charts' },
      { path: 'requirements.yaml', isFolder: false, reason: 'requirements-in-v2' },
    ]);
  });

  it('tells names that differ in case only', async () => {
    await writeFolder(chart, { 'files/README': 'a', 'files/readme': 'b', 'files/Ä': 'c' });
    expect((await packed()).clashes).toEqual([['files/README', 'files/readme']]);
  });

  it('takes 5,000 files', async () => {
    for (let part = 0; part < 50; part++) {
      await writeFolder(
        chart,
        Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`files/${part}/${index}`, 'x'])),
      );
    }
    expect((await packed()).packed).toHaveLength(5002);
  }, 60_000);
});

describe('what is refused', () => {
  it('a link to a file, to a folder and to nowhere', async () => {
    for (const target of ['/etc/passwd', '/etc', 'nowhere', 'values.yaml']) {
      await symlink(target, join(chart, 'linked'));
      await expectRefused('is-link', 'linked is a link.');
      await rm(join(chart, 'linked'));
    }
    await mkdir(join(chart, 'templates'));
    await symlink('../..', join(chart, 'templates', 'up'));
    await expectRefused('is-link', 'templates/up is a link.');
  });

  it('no link that .helmignore leaves out', async () => {
    await symlink('/etc/passwd', join(chart, 'linked'));
    await writeFolder(chart, { '.helmignore': 'linked\n' });
    expect((await packed()).leftOut.map(({ path }) => path)).toEqual(['linked']);
  });

  it('a .helmignore or a Chart.yaml that is a link, and a folder that is one', async () => {
    await symlink('/etc/passwd', join(chart, '.helmignore'));
    await expectRefused('bad-ignore', '.helmignore is a link');
    await rm(join(chart, '.helmignore'));
    await rename(chart, join(folder, 'real'));
    await symlink('real', chart);
    await expectRefused('is-link', 'demo is a link to a folder.');
  });

  it('a socket', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(join(chart, 'socket'), resolve));
    await expectRefused('odd-file', "socket isn't a file but a pipe, a device or a socket.");
    server.close();
  });

  it.runIf(process.getuid?.() !== 0)('what may not be read', async () => {
    await chmod(join(chart, 'values.yaml'), 0);
    await expectRefused('unreadable', "values.yaml can't be read.");
  });

  it('names that Helm would read as others', async () => {
    await writeFolder(chart, { 'a\\b': 'x' });
    await expectRefused('unsafe-path', 'has a backslash in its name');
    await rm(join(chart, 'a\\b'));
    await writeFile(Buffer.concat([Buffer.from(join(chart, 'x')), Buffer.from([0xff])]), 'x');
    await expectRefused('unsafe-path', "isn't valid text");
  });

  it('no Chart.yaml', async () => {
    await rm(join(chart, 'Chart.yaml'));
    await expectRefused('no-chart-yaml', "There is no Chart.yaml in it, so it isn't a chart.");
  });

  it('dependencies that are not there, with the way out', async () => {
    await writeFolder(chart, {
      'Chart.yaml': `${CHART['Chart.yaml']}dependencies: [{name: x, version: "1"}, {name: z, version: "2"}]\n`,
    });
    await expectRefused(
      'missing-dependencies',
      "Chart.yaml names x, z, but charts/ doesn't hold them. Run `helm dependency build`",
    );
  });

  it('two charts within of one name', async () => {
    await writeFolder(chart, {
      'charts/a/Chart.yaml': CHART['Chart.yaml'],
      'charts/b/Chart.yaml': CHART['Chart.yaml'],
    });
    await expectRefused('several-charts', 'charts/a and charts/b are both the chart demo');
  });

  it('a stray file and a broken archive among the charts within', async () => {
    await writeFolder(chart, { 'charts/README.md': 'x' });
    await expectRefused('bad-subchart', "charts/README.md can't be used as a chart within this one.");
    await rm(join(chart, 'charts/README.md'));
    await writeFolder(chart, { 'charts/x.tgz': 'x' });
    await expectRefused('bad-subchart', "charts/x.tgz can't be used as a chart within this one.");
  });

  it('files that are too large, alone and together', async () => {
    await writeFile(join(chart, 'big'), '');
    await truncate(join(chart, 'big'), 5 * 1024 * 1024 + 1);
    await expectRefused('too-large', 'big is larger than 5 MB');
    await truncate(join(chart, 'big'), 5 * 1024 * 1024);
    for (let index = 0; index < 20; index++) {
      await writeFile(join(chart, `big-${index}`), '');
      await truncate(join(chart, `big-${index}`), 5 * 1024 * 1024);
    }
    await expectRefused('too-large', 'Unpacked it is larger than 100 MB');
  });

  it('folders without end', async () => {
    await mkdir(join(chart, ...Array.from({ length: 70 }, () => 'd')), { recursive: true });
    await expectRefused('too-many-entries', 'Its folders lie more than 64 deep');
    expect(MAX_ENTRIES).toBeGreaterThan(5000);
  });
});

describe('a folder that changes under the reader', () => {
  it.each([
    ['a file is written to', () => writeFile(join(chart, 'values.yaml'), 'a: 2\n')],
    ['a file is added', () => writeFile(join(chart, 'new'), 'x')],
    ['a file goes', () => rm(join(chart, 'values.yaml'))],
    [
      'a file becomes a link',
      async () => {
        await rm(join(chart, 'values.yaml'));
        await symlink('/etc/passwd', join(chart, 'values.yaml'));
      },
    ],
    [
      'the whole folder is another one',
      async () => {
        await rename(chart, join(folder, 'moved'));
        await writeFolder(chart, CHART);
      },
    ],
  ])('is noticed where %s', async (_what, change) => {
    const walked = await walkFolder(chart, { signal });
    await assertStillThere(walked, { signal });
    await change();
    await expect(assertStillThere(walked, { signal })).rejects.toMatchObject({ code: 'changed' });
  });
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const stopped = packed({ signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(stopped).rejects.toThrow('enough');
  expect(await readdir(join(folder, `target-${runs}`))).toEqual([]);
});

it.each([
  [undefined, DEFAULT_TIME_SECONDS],
  ['', DEFAULT_TIME_SECONDS],
  ['1700000000', 1_700_000_000],
  ['0', 0],
  ['-1', DEFAULT_TIME_SECONDS],
  ['1e9', DEFAULT_TIME_SECONDS],
  ['99999999999', DEFAULT_TIME_SECONDS],
  ['9999999999', DEFAULT_TIME_SECONDS],
])('SOURCE_DATE_EPOCH %s: %s', (text, seconds) => {
  expect(archiveTime({ SOURCE_DATE_EPOCH: text })).toBe(seconds);
});

it.each([
  ['', '0001-01-01T00:00:00Z'],
  ['2020-01-01T1:02:03.500+00:00', '2020-01-01T01:02:03.5Z'],
  ['2020-01-01T01:02:03.123456789012-05:30', '2020-01-01T01:02:03.123456789-05:30'],
  ['2020-01-01T01:02:03.000Z', '2020-01-01T01:02:03Z'],
])('the time of a lock %s: %s', (text, written) => {
  expect(lockTime(text)).toBe(written);
});
