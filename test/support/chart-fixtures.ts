/** Charts that are tricky to push as Helm does, built at run time: name, Chart.yaml, further files, and their archive. */
import { createWriteStream } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';

export interface ChartFixture {
  readonly title: string;
  /** The whole .tgz, in place of one that is packed of what follows. */
  readonly archive?: Uint8Array;
  readonly chartYaml?: string | Uint8Array;
  readonly files?: Readonly<Record<string, string>>;
  /** Written beside the archive. */
  readonly provenance?: string;
  readonly link?: boolean;
}

const basic = (rest: string, name = 'app', version = '1.0.0'): string =>
  `apiVersion: v2\nname: ${name}\nversion: ${version}\n${rest}`;

export const CHART_FIXTURES: readonly ChartFixture[] = [
  { title: 'plain', chartYaml: basic('description: A chart\nappVersion: "1.0"\n') },
  {
    title: 'signs that Go escapes and non-ASCII',
    chartYaml: basic('description: "a < b & c > d: Grüße, 図表 😀 \\u2028 x"\nhome: https://example.com/?a=1&b=2\n'),
  },
  {
    title: "annotations that collide with Helm's",
    chartYaml: basic(
      'description: own\nannotations:\n  org.opencontainers.image.version: "9"\n  org.opencontainers.image.title: other\n  org.opencontainers.image.description: theirs\n  org.opencontainers.image.authors: them\n  zeta: "1"\n  Alpha: "2"\n  "ä": "3"\n  "😀": "4"\n  "\\uFFFD": "5"\n',
    ),
  },
  {
    title: 'its own time of creation',
    chartYaml: basic('annotations:\n  org.opencontainers.image.created: "2001-01-01T00:00:00Z"\n'),
  },
  {
    title: 'blank annotations',
    chartYaml: basic(
      'description: "  "\nhome: "\\u00a0"\nannotations:\n  empty: ""\n  blank: "  "\n  org.opencontainers.image.url: ""\n  nothing:\n',
    ),
  },
  { title: 'a + version', chartYaml: basic('', 'app', '1.0.0+build.7') },
  { title: 'a prerelease', chartYaml: basic('', 'app', '1.0.0-rc.1') },
  { title: 'a loose version', chartYaml: basic('', 'app', 'v1.2') },
  {
    title: 'dependencies with aliases, conditions and import-values',
    chartYaml: basic(
      'dependencies:\n  - name: one\n    version: ^1.0.0\n    repository: oci://example.com/charts\n    condition: one.enabled\n    tags: [a, b]\n    enabled: true\n    alias: uno\n    import-values:\n      - data\n      - child: default.data\n        parent: myimports\n      - 1\n      - 2.50\n      - true\n      - null\n  - name: two\n    version: "2"\n',
    ),
  },
  {
    title: 'maintainers without e-mail and without name',
    chartYaml: basic(
      'maintainers:\n  - name: Ana\n    email: ana@example.com\n    url: https://example.com\n  - name: Bob\n  - email: carla@example.com\n  - url: https://example.com/d\n',
    ),
  },
  {
    title: 'unquoted numbers and booleans',
    chartYaml: basic(
      'appVersion: 1.10\ndescription: 0x10\nhome: yes\nicon: 1_000\nkeywords: [1.0, on, 1e3, 12345678901234567890, .5, 017, 0o17]\ncondition: 123456789\ntags: 1.23456789\nannotations:\n  a: 1\n  b: true\n  c: 1.10\n  d: 2026-01-01\n  e: 12:30:45\n  f: 1e21\n',
    ),
  },
  { title: 'a number as version', chartYaml: 'apiVersion: v2\nname: app\nversion: 1.10\n' },
  {
    title: 'tabs and unprintable characters',
    chartYaml: basic(
      'description: "a\\tb\\u00a0c\\u200bd\\u0007e\\nf"\nappVersion: "1\\t0"\nsources: ["https://x\\t"]\nkeywords: ["k\\u00ad"]\nmaintainers:\n  - name: "A\\tna"\nannotations:\n  kept: "a\\tb\\u200b"\n',
    ),
  },
  {
    title: 'a byte order mark',
    chartYaml: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(basic('description: marked\n'))]),
  },
  { title: 'deprecated', chartYaml: basic('deprecated: true\n') },
  { title: 'a library', chartYaml: basic('type: library\n') },
  {
    title: 'apiVersion v1 with requirements.yaml',
    chartYaml: 'apiVersion: v1\nname: app\nversion: 1.0.0\nengine: gotpl\ntillerVersion: ">2"\n',
    files: {
      'requirements.yaml': 'dependencies:\n  - name: one\n    version: 1.0.0\n    repository: https://example.com\n',
    },
  },
  { title: 'no apiVersion', chartYaml: 'name: app\nversion: 1.0.0\n' },
  {
    title: 'v2 with a requirements.yaml',
    chartYaml: basic(''),
    files: { 'requirements.yaml': 'dependencies: [{name: x, version: "1", repository: ""}]\n' },
  },
  { title: 'a .prov beside it', chartYaml: basic('description: signed\n'), provenance: 'not even signed\n' },
  { title: 'a symbolic link inside', chartYaml: basic(''), link: true },
  {
    title: 'anchors, merges, folded and literal text',
    chartYaml: basic(
      'description: >-\n  folded\n  text\n\nicon: |\n  literal\nx-base: &base\n  name: Ana\nmaintainers:\n  - <<: *base\n    email: a@b.c\n',
    ),
  },
  {
    title: 'keys in another case and twice',
    chartYaml: basic('Description: upper\nHOME: https://up\nhome: https://low\n'),
  },
  { title: 'CRLF line ends', chartYaml: basic('description: dos\n').replaceAll('\n', '\r\n') },
  { title: 'several values documents', chartYaml: basic(''), files: { 'values.yaml': 'a: 1\n---\nb: 2\n' } },
  {
    title: 'a chart within',
    chartYaml: basic('dependencies: [{name: sub, version: 1.0.0, repository: ""}]\n'),
    files: {
      'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'charts/_x/y': 'z',
    },
  },
  {
    title: 'block text with every way of chomping',
    chartYaml: basic(
      'description: |-\n  strip\n\n\nhome: |+\n  keep\n\n\nicon: |2\n    deeper\ncondition: >+\n  fold\n  ed\n\n   more\n\ntags: >-\n\n  a\n\n\n  b\nannotations:\n  clip: |\n    text\n\n  quoted: "a\\\n      b\n      c"\n',
    ),
  },
  {
    title: 'numbers, tags and keys of every kind',
    chartYaml: basic(
      'description: !!str 1.10\nhome: !!int "0x1F"\nicon: !!binary aGk=\ncondition: ! 017\ntags: .inf\nappVersion: 1_0.50\nkeywords: [08, 0b11, -0o17, 5., .5, 1:20, 2026-01-01, ~, Null, 18446744073709551616]\nannotations: {0x10: a, 1.50: b, yes: c, .inf: d, 1e21: e, 2026-01-01: f}\n',
    ),
  },
  { title: 'a second document', chartYaml: `${basic('description: first\n')}---\nname: other\nbroken: [\n` },
  {
    title: 'a null as key where a later key takes its place',
    chartYaml: basic('keywords: {~: a}\nkeywords: [b]\n'),
  },
  {
    title: 'merges, several at once and into what was written before',
    chartYaml: basic(
      'x: &x {name: Ana, email: a@b.c}\ny: &y {name: Bob, url: https://b}\nmaintainers:\n  - <<: [*x, *y]\n  - name: Carla\n    <<: *y\n  - <<: *y\n    name: Dora\n',
    ),
  },
  { title: 'windows separators', chartYaml: basic('description: win\n'), files: { 'templates\\a.yaml': 'x' } },
];

/** Charts that helm refuses to push; so does Chartroom. */
export const REFUSED_FIXTURES: readonly ChartFixture[] = [
  { title: 'no name', chartYaml: 'apiVersion: v2\nversion: 1.0.0\n' },
  { title: 'no version', chartYaml: 'apiVersion: v2\nname: app\n' },
  { title: 'a version that is none', chartYaml: basic('', 'app', 'latest') },
  { title: 'a prerelease number with a leading zero', chartYaml: basic('', 'app', '1.0.0-01') },
  { title: 'a name that is ..', chartYaml: basic('', '".."') },
  { title: 'a name with a slash', chartYaml: basic('', 'a/b') },
  { title: 'a name in capitals', chartYaml: basic('', 'App') },
  { title: 'a name with a space', chartYaml: basic('', '"my app"') },
  { title: 'an unknown type', chartYaml: basic('type: thing\n') },
  { title: 'broken YAML', chartYaml: 'name: [\n' },
  { title: 'a tab as indentation', chartYaml: basic('maintainers:\n\t- name: x\n') },
  { title: 'a list as Chart.yaml', chartYaml: '- name: app\n' },
  { title: 'a list as description', chartYaml: basic('description: [a]\n') },
  { title: 'text as deprecated', chartYaml: basic('deprecated: "true"\n') },
  { title: 'an empty maintainer', chartYaml: basic('maintainers:\n  -\n') },
  { title: 'an empty dependency', chartYaml: basic('dependencies:\n  -\n') },
  {
    title: 'two dependencies of one name',
    chartYaml: basic('dependencies:\n  - name: a\n    version: "1"\n  - name: a\n    version: "2"\n'),
  },
  { title: 'an alias with a dot', chartYaml: basic('dependencies:\n  - name: a\n    version: "1"\n    alias: a.b\n') },
  { title: 'values that are a list', chartYaml: basic(''), files: { 'values.yaml': '- a\n' } },
  { title: 'a broken lock', chartYaml: basic(''), files: { 'Chart.lock': 'generated: yesterday\n' } },
  { title: 'a broken chart within', chartYaml: basic(''), files: { 'charts/sub/values.yaml': 'a: 1\n' } },
  { title: 'a stray file among the charts within', chartYaml: basic(''), files: { 'charts/README.md': 'x' } },
  { title: 'a tag that is too long', chartYaml: basic('', 'app', `1.0.0-${'a'.repeat(130)}`) },
  { title: 'a null as key', chartYaml: basic('annotations: {~: a}\n') },
  { title: 'a list as key', chartYaml: basic('annotations: {[a]: b}\n') },
  { title: 'a number that JSON has no form for', chartYaml: basic('x: [.nan]\n') },
  { title: 'an alias to nothing', chartYaml: basic('description: *nope\n') },
  { title: 'a control character', chartYaml: basic('description: "a\u0007b"\n') },
  {
    title: 'bytes that are no UTF-8',
    chartYaml: Buffer.concat([Buffer.from(basic('description: ')), Buffer.from([0xff])]),
  },
  { title: 'an alias bomb', chartYaml: basic(`x: ${bomb()}\n`) },
];

function bomb(): string {
  const lines = ['&a0 [x,x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < 8; level += 1)
    lines.push(`&a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(',')}]`);
  return `[${lines.join(', ')}]`;
}

/** A moment with a fraction of a second, so that rounding shows. */
export const FIXTURE_TIME = new Date('2026-03-29T00:30:15.900Z');

/** Packs a fixture into `folder` and gives the path. `modifiedAt` becomes the file's time. */
export async function writeChartFixture(
  folder: string,
  fixture: ChartFixture,
  modifiedAt = FIXTURE_TIME,
): Promise<string> {
  const path = join(folder, `${fixture.title.replaceAll(/\W+/g, '-')}.tgz`);
  if (fixture.archive === undefined) await packFixture(path, fixture, modifiedAt);
  else await writeFile(path, fixture.archive);
  await utimes(path, modifiedAt, modifiedAt);
  if (fixture.provenance !== undefined) await writeFile(`${path}.prov`, fixture.provenance);
  return path;
}

async function packFixture(path: string, fixture: ChartFixture, modifiedAt: Date): Promise<void> {
  const archive = pack();
  const add = (name: string, content: string | Uint8Array): void =>
    void archive.entry({ name: `app/${name}`, mtime: modifiedAt, mode: 0o644 }, Buffer.from(content));
  add('Chart.yaml', fixture.chartYaml ?? '');
  if (fixture.files?.['values.yaml'] === undefined) add('values.yaml', 'replicas: 1\n');
  for (const [name, content] of Object.entries(fixture.files ?? {})) {
    if (name.includes('\\')) archive.entry({ name: `app\\${name}`, mtime: modifiedAt }, content);
    else add(name, content);
  }
  if (fixture.link === true)
    archive.entry({ name: 'app/templates/link.yaml', type: 'symlink', linkname: '/etc/passwd' });
  archive.finalize();
  await pipeline(archive, createGzip(), createWriteStream(path));
}
