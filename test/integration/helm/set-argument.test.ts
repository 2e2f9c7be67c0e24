/** What is copied as a `--set` argument, against the real helm: the chart is given the same value back. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HelmValue } from '../../../renderer/values/helm-value';
import { isHelmList, isHelmMap } from '../../../renderer/values/helm-value';
import { readValues } from '../../../renderer/values/read-values';
import { setArgument } from '../../../renderer/values/set-argument';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { writeChartOfFiles } from '../../support/chart-of-files';

const run = promisify(execFile);

/** Each is set by itself; all of them are what `--set` reads in its own way. */
const VALUES = String.raw`
plain: text
number: 8080
negative: -5
zero: 0
fraction: 0.5
big: 12345678901234567890
huge: 1e30
yes: true
no: false
nothing: null
empty: ""
numberText: "8080"
plus: "+5"
octal: "0777"
version: "1.10"
exponent: "1e3"
boolText: "TRUE"
nullText: "null"
comma: "a,b"
backslash: 'a\b\,c'
braces: "{a,b}"
brackets: "a[0]=b"
equals: "a=b=c"
spaces: "  two  "
quotes: "it's \"so\""
shell: "$HOME $(true) %PATH% !x *"
lines: "one\ntwo\n"
unicode: "grün ☃"
list: [a, "1", 2, 0.5, true, null, "x,y", ""]
maps:
  - {name: a, value: "1", nested: {list: [1, 2]}}
  - {name: b}
lists: [[a, b], [1]]
emptyList: []
emptyMap: {}
withEmpty: [{a: {}, b: []}, x]
deep: {a: {b: {c: d}}}
'dotted.key/x': v
'a[b]': v
'c=d': v
'e,f': v
'{g}': v
'h\i': v
'j k': v
__proto__: {x: y}
`;

let folder: string;
let chart: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-set-'));
  const files = { 'templates/given.yaml': 'given: {{ .Values | toJson | b64enc }}\n' };
  chart = await writeChartOfFiles(folder, { name: 'given', version: '1.0.0', files });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function plain(value: HelmValue): unknown {
  if (isHelmMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return isHelmList(value) ? value.map(plain) : value;
}

/** By a shell, since that is where it is pasted into. */
async function given(helm: string, argumentsText: string): Promise<unknown> {
  const command = `'${helm}' template given '${chart}' ${argumentsText}`;
  const { stdout } = await run('/bin/sh', ['-c', command], { env: { HOME: folder } });
  const encoded = /given: (\S+)/.exec(stdout)?.[1] ?? '';
  return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
}

function entriesOf(text: string): readonly (readonly [string, HelmValue])[] {
  const read = readValues(text);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return [...read.values];
}

describe.each(['4.2.3', '3.17.3'] as const)('helm %s', (version) => {
  it.each(entriesOf(VALUES))('gives %s back', async (key, value) => {
    const argument = setArgument(['at', key], value);
    expect(argument?.isBlanked).toBe(false);
    const expected = plain(new Map([['at', new Map([[key, value]])]]));
    expect(await given(await ensureHelm(version), argument?.text ?? '')).toEqual(expected);
  });
});

const SAMPLE = '../shared/charts/traefik-41.3.0.tgz';
it.runIf(existsSync(SAMPLE))('says every value of a real chart (skipped without ../shared/charts)', async () => {
  const helm = await ensureHelm('4.2.3');
  const { stdout } = await run(helm, ['show', 'values', SAMPLE], { env: { HOME: folder } });
  const entries = entriesOf(stdout);
  const texts = entries.flatMap(([key, value]) => leaves([key], value));
  expect(texts.length).toBeGreaterThan(200);
  const expected: unknown = plain(new Map(entries));
  expect(await given(helm, texts.join(' '))).toEqual(expected);
});

function leaves(path: readonly string[], value: HelmValue): readonly string[] {
  if (isHelmMap(value) && value.size > 0) return [...value].flatMap(([key, item]) => leaves([...path, key], item));
  return [setArgument(path, value)?.text ?? ''];
}
