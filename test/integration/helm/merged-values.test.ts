/** Values files that the window merges, against what the real helm makes of the same files by `-f a -f b`. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mergedText } from '../../../renderer/values/merged-text';
import { ensureHelm } from '../../../scripts/helm-binaries.mjs';
import { writeChartOfFiles } from '../../support/chart-of-files';

const run = promisify(execFile);
const FILES = {
  'values.yaml': 'a: {b: 1, gone: 2, list: [1]}\nd: 1\nport: 80\n',
  'templates/given.yaml': 'given: {{ .Values | toJson }}\n',
};
const SETS = {
  'maps, lists and nulls': ['a: {b: 2, list: [1, 2]}\nd: 2\n', 'a: {gone: null, list: [3]}\nd: null\nport: {x: 1}\n'],
  'what YAML reads in its own way': [
    'a: on\nb: 0777\nc: 1e3\nd: ~\ne: 12345678901234567890\nf: 9007199254740993\non: 1\ng: 1_000\nh: 0x1F\ni: -.5\nj: 12:30:45\n',
    'k: &x {y: [1, {z: 2}]}\nl: *x\nm: !!str 5\nn: "1.10"\no: ""\np: 2001-01-01\n"q\\u2028r": "s\\u2028t\\u0085"\n',
    'u: |\n  a\n   b\n\nv: >-\n  c\n  d\nw: {}\nx: []\n__proto__: {y: 1}\n',
  ],
  'an empty one in between': ['a: {b: 5}\n', '# nothing\n', ''],
} as const;

let folder: string;
let chart: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-merged-'));
  chart = await writeChartOfFiles(folder, { name: 'given', version: '1.0.0', files: FILES });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function filesOf(texts: readonly string[]): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [index, text] of texts.entries()) {
    const path = join(folder, `values-${index}.yaml`);
    await writeFile(path, text);
    paths.push('-f', path);
  }
  return paths;
}

describe.each(['4.2.3', '3.17.3'] as const)('helm %s', (version) => {
  it.each(Object.entries(SETS))('gives the chart the same: %s', async (_what, texts) => {
    const helm = await ensureHelm(version);
    const template = async (parts: readonly string[]): Promise<string> => {
      const args = ['template', 'given', chart, ...(await filesOf(parts))];
      return (await run(helm, args, { env: { HOME: folder } })).stdout;
    };
    expect(await template([mergedText(texts) ?? ''])).toBe(await template(texts));
  });
});

it.each(Object.entries(SETS))('what `helm get values` would tell of it is the same: %s', async (_what, texts) => {
  const helm = await ensureHelm('4.2.3');
  const config = async (parts: readonly string[]): Promise<unknown> => {
    const args = ['install', 'given', chart, '--dry-run=client', '-o', 'json', ...(await filesOf(parts))];
    const { stdout } = await run(helm, args, { env: { HOME: folder } });
    // As text: numbers that JavaScript would round count, too.
    return /"config":(\{.*?\}),"manifest"/s.exec(stdout)?.[1];
  };
  const made = await config(texts);
  expect(made).toBeDefined();
  expect(await config([mergedText(texts) ?? ''])).toBe(made);
});
