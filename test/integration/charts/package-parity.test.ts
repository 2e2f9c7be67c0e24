/**
 * The promise that a dropped folder is packaged as `helm package` does it: the same entries with the same bytes as the real Helm 4.2.3
 * and 3.17.3 write, whatever their order. What helm refuses, Chartroom refuses.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDependencies } from '../../../electron/charts/chart-dependencies';
import { packageFolder } from '../../../electron/charts/package/package-folder';
import { CHART_FIXTURES, REFUSED_FIXTURES, type ChartFixture } from '../../support/chart-fixtures';
import { entriesOfArchive, helmPackage, writeFolder, type FolderFiles } from '../../support/chart-folders';
import { withUnpacked } from '../../support/unpacked';
import { SAMPLES, samples, tellMissingSamples } from '../../support/sample-charts';

tellMissingSamples('packaging');

const run = promisify(execFile);
/** None where the folder beside the repository is not there. */
const { signal } = new AbortController();
const HELM_VERSIONS = ['4.2.3', '3.17.3'] as const;

let folder: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-package-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function placeFor(name: string): Promise<string> {
  count += 1;
  const place = join(folder, String(count), name);
  await mkdir(place, { recursive: true });
  return place;
}

async function chartroomPackage(chartFolder: string): Promise<string> {
  const { archivePath } = await packageFolder(chartFolder, await placeFor('ours'), { signal });
  return archivePath;
}

/** By name; the order of Helm's charts within is random. */
async function contentOf(path: string): Promise<readonly string[]> {
  const entries = await entriesOfArchive(path);
  return entries.map(({ name, content, mode, uid }) => `${name} ${mode.toString(8)} ${uid}\n${content}`).sort();
}

async function expectSame(files: FolderFiles): Promise<void> {
  const chartFolder = await placeFor('chart');
  await writeFolder(chartFolder, files);
  const ours = await contentOf(await chartroomPackage(chartFolder));
  for (const version of HELM_VERSIONS) {
    const theirs = await contentOf(await helmPackage(version, chartFolder, await placeFor(`helm-${version}`)));
    expect(ours, `Helm ${version}`).toEqual(theirs);
  }
}

function filesOf({ chartYaml = '', files }: ChartFixture): FolderFiles {
  return { 'values.yaml': 'replicas: 1\n', ...files, 'Chart.yaml': chartYaml };
}

const basic = (rest = '', name = 'app', version = '1.0.0'): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${rest}`;
const v1 = (name: string, rest = ''): string => `apiVersion: v1\nname: ${name}\nversion: 1.0.0\n${rest}`;

/** Text that makes the writer of YAML choose between its styles. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'a: b',
  'a:b',
  '# no comment',
  'c #d',
  'c#d',
  '- item',
  '-item',
  '---',
  '... and so on',
  '? what',
  ': colon',
  '{a}',
  '[b]',
  '&c',
  '*d',
  '!e',
  '|f',
  '>g',
  '%h',
  '@i',
  '`j`',
  "it's",
  "'quoted'",
  'say "hi"',
  'back\\slash',
  'true',
  'Yes',
  'n',
  'null',
  '~',
  '1',
  '1.0',
  '0x1F',
  '0o17',
  '017',
  '1_000',
  '1e3',
  '.5',
  '.inf',
  '12:30:45',
  '2026-01-01',
  '2026-1-1',
  '2026-13-01',
  '2026-01-01T10:00:00Z',
  '2026-01-01 25:00:00',
  '<<',
  '=',
  '+1',
  '-',
  '+',
  '.',
  '..',
  ' leading',
  'trailing ',
  'tab\there',
  'two\nlines',
  'two\nlines\n',
  'two\nlines\n\n',
  '\nleading break',
  ' leading space\nand break',
  'space before \nbreak',
  'break\n before space',
  'trailing space\nat the end ',
  'emoji 😀 text',
  'Grüße, 図表',
  'no-break\u00a0space',
  'zero\u200bwidth',
  'soft\u00adhyphen',
  'line\u2028separator',
  'a\rb',
  'mark\ufeffinside',
  'emoji 😀\nand break',
  '\u0000nul',
  '\u001besc',
  `${'word '.repeat(40)}end`,
  `${'word  '.repeat(40)}end`,
  `it's ${'word '.repeat(40)}: end`,
  `"${'word '.repeat(40)}\t\u0001 end`,
  `${'x'.repeat(200)} y ${'z'.repeat(90)} w`,
  `- ${'a'.repeat(78)} b`,
  `${'line '.repeat(30)}\n${'line '.repeat(30)}`,
];

/** go-yaml's order of keys goes round in a circle where letters and numbers are mixed, or zeros lead: it differs from run to run then. */
const KEYS = TEXTS.filter((text) => !/^\d/.test(text));

/** In double quotes, without a character that YAML would take for the end of a line. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const CASES: readonly {
  readonly title: string;
  readonly files: FolderFiles;
}[] = [
  {
    title: 'texts of every kind, as annotations',
    files: {
      'Chart.yaml': basic(`annotations:\n${TEXTS.map((text, index) => `  key${index}: ${quoted(text)}\n`).join('')}`),
    },
  },
  {
    title: 'texts of every kind, as keys and in lists',
    files: {
      'Chart.yaml': basic(
        `annotations:\n${KEYS.map((text, index) => `  ${quoted(`${text}${index}`)}: x\n`).join('')}keywords:\n${TEXTS.map((text) => `- ${quoted(text)}\n`).join('')}`,
      ),
    },
  },
  {
    title: 'keys in the order of their numbers',
    files: {
      'Chart.yaml': basic(
        'annotations: {a10: x, a9: x, a09: x, a010: x, A1: x, "1": x, "10": x, "2": x, a-b: x, ab: x, "a b": x, a.b: x, ä: x, a100: x, "a0": x, "a00": x, "": x, _: x}\n',
      ),
    },
  },
  {
    title: 'numbers and lists in import-values',
    files: {
      'Chart.yaml': basic(
        'dependencies:\n- name: one\n  version: ~1\n  repository: ""\n  import-values: [data, {child: a, parent: b}, 1, 2.50, 1e21, 1234567.5, 0.00001, -0.0, true, null, [a, [b, []], {}], {z: [1], a: {b: c}}]\n',
      ),
      'charts/one/Chart.yaml': basic('', 'one'),
    },
  },
  {
    title: 'byte order marks in every file',
    files: {
      'Chart.yaml': `\ufeff${basic()}`,
      'values.yaml': '\ufeffa: 1\n',
      'templates/a.yaml': '\ufeffx',
      'README.md': '\ufeff# x',
    },
  },
  {
    title: 'a .helmignore with its oddities',
    files: {
      'Chart.yaml': basic(),
      '.helmignore':
        '\ufeff# comment\n\n*.bak\n/top.txt\ndocs/inner.txt\nbuild/\n  spaced  \n[ab]?.log\n\\#literal\n*~\nci/*.yaml\n',
      'a.bak': 'x',
      'deep/er/b.bak': 'x',
      'top.txt': 'x',
      'deep/top.txt': 'stays',
      'docs/inner.txt': 'x',
      'deep/docs/inner.txt': 'stays',
      'build/x': 'x',
      'deep/build/y': 'x',
      'deep2/build': 'a file, stays',
      spaced: 'x',
      'a1.log': 'x',
      'c1.log': 'stays',
      '#literal': 'x',
      'old~': 'x',
      'ci/a.yaml': 'x',
      'ci/b/c.yaml': 'stays',
      'templates/.hidden': 'x',
      'templates/.dir/x': 'x',
      'templates/deep/.hidden': 'stays',
      'templates/a.yaml': 'x',
    },
  },
  {
    title: 'a negated line, which leaves out all that does not match',
    files: {
      'Chart.yaml': basic(),
      '.helmignore': '/values.yaml\n![CvRn]*\n',
      'values.yaml': 'a: 1\n',
      'README.md': 'x',
      'notes.txt': 'x',
      'other.txt': 'x',
      'templates/a.yaml': 'x',
    },
  },
  {
    title: 'apiVersion v1 with requirements and both locks',
    files: {
      'Chart.yaml': v1('app'),
      'requirements.yaml': 'dependencies:\n- name: one\n  version: 1.x\n  repository: https://example.com\n',
      'requirements.lock': 'dependencies: []\ndigest: sha256:x\ngenerated: "2020-01-01T00:00:00.120Z"\n',
      'Chart.lock': 'dependencies: []\n',
      'charts/one/Chart.yaml': v1('one'),
    },
  },
  {
    title: 'apiVersion v2 with requirements.yaml and both locks',
    files: {
      'Chart.yaml': basic('dependencies:\n- name: zero\n  version: "0"\n  repository: ""\n  alias: uno\n'),
      'requirements.yaml': 'dependencies:\n- name: one\n  version: 1.x\n  repository: https://example.com\n',
      'Chart.lock': 'dependencies: []\ndigest: sha256:chart\ngenerated: "2020-01-01T00:00:00.120456789012+05:30"\n',
      'requirements.lock':
        'dependencies:\n- name: one\n  repository: https://example.com\n  version: 1.2.3\n-\ndigest: sha256:y\ngenerated: "2020-01-01T1:00:00.500+00:00"\n',
      'charts/one/Chart.yaml': basic('', 'one'),
    },
  },
  {
    title: 'a lock without anything',
    files: { 'Chart.yaml': basic(), 'Chart.lock': '' },
  },
  {
    title: 'charts within, named otherwise than their folders, nested, v1 in v2',
    files: {
      'Chart.yaml': basic(
        'dependencies:\n- name: inner\n  version: ">0"\n  repository: file://x\n  condition: inner.on\n',
      ),
      'Chart.lock':
        'dependencies:\n- name: inner\n  repository: file://x\n  version: 1.0.0\ndigest: sha256:d\ngenerated: "2024-05-06T07:08:09.123456789+02:00"\n',
      'charts/folder/Chart.yaml': basic('# gone\nappVersion: 1.10\n', 'inner'),
      'charts/folder/.helmignore': '*.txt\n',
      'charts/folder/stays.txt': 'x',
      'charts/folder/charts/deep/Chart.yaml': v1('deep', 'engine: gotpl\n'),
      'charts/folder/charts/deep/requirements.yaml': 'dependencies: []\n',
      'charts/_hidden/x': 'x',
      'charts/.hidden': 'x',
      'charts/some.prov': 'x',
      'charts/folder/x.prov': 'x',
      'crds/crd.yaml': 'x',
      LICENSE: 'x',
      'files/deep/deeper/file': 'x',
    },
  },
  {
    title: 'names that need PAX records',
    files: {
      'Chart.yaml': basic(),
      [`files/${'long'.repeat(30)}.txt`]: 'x',
      [`files/${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(60)}/x`]: 'x',
      'files/Grüße-図表-😀.txt': 'x',
    },
  },
  { title: 'an empty schema that is JSON', files: { 'Chart.yaml': basic(), 'values.schema.json': 'true' } },
];

const REFUSED: readonly { readonly title: string; readonly files: FolderFiles }[] = [
  { title: 'no Chart.yaml', files: { 'values.yaml': 'a: 1\n' } },
  { title: 'two stars', files: { 'Chart.yaml': basic(), '.helmignore': 'a\n**/b\n' } },
  { title: 'a broken pattern', files: { 'Chart.yaml': basic(), '.helmignore': '[a\n' } },
  { title: 'a broken schema', files: { 'Chart.yaml': basic(), 'values.schema.json': '{' } },
  {
    title: 'a dependency that is not there, though its condition may be false',
    files: { 'Chart.yaml': basic('dependencies: [{name: x, version: "1", repository: "", condition: x.enabled}]\n') },
  },
  { title: 'an unknown apiVersion', files: { 'Chart.yaml': basic().replace('v2', 'v9') } },
  { title: 'a stray file in charts', files: { 'Chart.yaml': basic(), 'charts/README.md': 'x' } },
  { title: 'a broken archive in charts', files: { 'Chart.yaml': basic(), 'charts/x-1.0.0.tgz': 'x' } },
  { title: 'a file of 5 MiB and a byte', files: { 'Chart.yaml': basic(), big: Buffer.alloc(5 * 1024 * 1024 + 1) } },
];

/** Helm pushes it, but Helm 4 doesn't package it: it holds `.inf`, which JSON has no form for. */
const NOT_PACKAGED = 'numbers, tags and keys of every kind';

describe('what helm package writes', () => {
  it.each(
    CHART_FIXTURES.filter(
      ({ archive, link, title }) => archive === undefined && link !== true && title !== NOT_PACKAGED,
    ),
  )('$title', async (fixture) => {
    const files = filesOf(fixture);
    // Names that are no names of files where this runs.
    if (Object.keys(files).some((name) => name.includes('\\'))) return;
    const isMissing =
      /dependencies/.test(Buffer.from(files['Chart.yaml'] ?? '').toString()) || 'requirements.yaml' in files;
    const charts = isMissing
      ? {
          'charts/one/Chart.yaml': basic('', 'one'),
          'charts/two/Chart.yaml': basic('', 'two'),
          'charts/x/Chart.yaml': basic('', 'x'),
        }
      : {};
    // Helm 3 reads the first document of the values only, and writes the file as it is.
    await expectSame({ ...charts, ...files });
  });
  it.each(CASES)('$title', async ({ files }) => {
    await expectSame(files);
  });

  it('takes archives in charts apart, and archives within them', async () => {
    const inner = await placeFor('inner');
    await writeFolder(inner, { 'Chart.yaml': basic('', 'inner'), 'values.yaml': '\ufeffb: 1\n', '.helmignore': 'x\n' });
    const middle = await placeFor('middle');
    await writeFolder(middle, { 'Chart.yaml': basic('', 'middle', '2.0.0'), 'templates/a.yaml': 'a' });
    await mkdir(join(middle, 'charts'));
    const packed = await helmPackage('4.2.3', inner, await placeFor('packed'));
    await writeFile(join(middle, 'charts', 'inner-1.0.0.tgz'), await readFile(packed));
    const outer = await placeFor('outer');
    await writeFolder(outer, {
      'Chart.yaml': basic('dependencies: [{name: middle, version: ^2, repository: "oci://example.com"}]\n'),
      'charts/middle-2.0.0.tgz': await readFile(await helmPackage('4.2.3', middle, await placeFor('packed'))),
      'charts/middle-2.0.0.tgz.prov': 'signed',
    });
    const ours = await contentOf(await chartroomPackage(outer));
    expect(ours.some((entry) => entry.startsWith('app/charts/middle/charts/inner/Chart.yaml '))).toBe(true);
    for (const version of HELM_VERSIONS) {
      expect(ours).toEqual(await contentOf(await helmPackage(version, outer, await placeFor('theirs'))));
    }
  });
});

describe.skipIf(samples.length === 0)('real charts', () => {
  it.each(samples)('%s', async (name) => {
    const place = await placeFor('real');
    await run('tar', ['xzf', join(SAMPLES, name), '-C', place]);
    const [chartName = ''] = await readdir(place);
    const ours = await contentOf(await chartroomPackage(join(place, chartName)));
    for (const version of HELM_VERSIONS) {
      const theirs = await helmPackage(version, join(place, chartName), await placeFor(`helm-${version}`));
      expect(ours, `Helm ${version}`).toEqual(await contentOf(theirs));
    }
    // Nothing in it that Helm doesn't find in the archive that its authors made.
    const { charts } = await withUnpacked(await readFile(join(SAMPLES, name)), readDependencies);
    for (const { dependencies, lock } of charts) {
      expect(['matches', undefined]).toContain(lock?.state);
      for (const { chart } of dependencies) expect(chart).not.toBeNull();
    }
  });
});

describe('what helm package refuses', () => {
  const pushed = CHART_FIXTURES.filter(({ title }) => title === NOT_PACKAGED);
  const fixtures = [...pushed, ...REFUSED_FIXTURES]
    .filter(
      ({ archive, title }) =>
        archive === undefined && !/a tag that is too long|values|capitals|space|too long/.test(title),
    )
    .map((fixture) => ({ title: fixture.title, files: filesOf(fixture) }));

  it.each([...fixtures, ...REFUSED])('$title', async ({ files }) => {
    const chartFolder = await placeFor('chart');
    await writeFolder(chartFolder, files);
    await expect(chartroomPackage(chartFolder)).rejects.toMatchObject({ name: 'ChartError' });
    await expect(helmPackage('4.2.3', chartFolder, await placeFor('helm'))).rejects.toThrow(/./);
  });
});
