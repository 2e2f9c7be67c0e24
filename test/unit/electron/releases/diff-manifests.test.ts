/** Two manifests beside each other: paired as Kubernetes tells objects apart, with not a byte of a Secret, and with the lines that `diff` finds. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diffLines, diffManifests } from '../../../../electron/releases/diff-manifests';

const own = { namespace: 'shop' };

function object(kind: string, name: string, rest = '', apiVersion = 'v1', metadata = ''): string {
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${metadata}${rest}`;
}

const secret = (word: string) => object('Secret', 's', `stringData:\n  word: ${word}\n`);
const longText = (word: string) => Array.from({ length: 30_000 }, (_, index) => `${word} ${index}\n`).join('');

test('pairs by group, kind, namespace and name, whatever the order and the version of the API', async () => {
  const from = [
    object('Job', 'a', 'x: 1\n', 'batch/v1beta1'),
    object('Service', 'a', 'x: 1\n'),
    object('ConfigMap', 'gone', 'x: 1\n'),
    object('ConfigMap', 'same', 'x: 1\n'),
  ].join('');
  const to = [
    object('ConfigMap', 'new', 'x: 1\n'),
    object('ConfigMap', 'same', 'x: 1\n'),
    object('Service', 'a', 'x: 2\n', 'v1', '  namespace: shop\n'),
    object('Job', 'a', 'x: 1\n', 'batch/v1'),
  ].join('');
  const diffs = await diffManifests(from, to, own);
  expect(diffs.map(({ kind, name, change, added, removed }) => [kind, name, change, added, removed])).toEqual([
    ['ConfigMap', 'new', 'added', 5, 0],
    ['ConfigMap', 'same', 'unchanged', 0, 0],
    ['Service', 'a', 'changed', 2, 1],
    ['Job', 'a', 'changed', 1, 1],
    ['ConfigMap', 'gone', 'removed', 0, 5],
  ]);
});

test('tells that a Secret changed, and neither its old nor its new content', async () => {
  const [changed] = await diffManifests(secret('open-sesame'), secret('close-sesame'), own);
  expect(changed).toMatchObject({ change: 'changed', hidesChange: true, added: 0, removed: 0 });
  expect(JSON.stringify(changed)).not.toContain('sesame');
  const [same] = await diffManifests(secret('open-sesame'), secret('open-sesame'), own);
  expect(same).toMatchObject({ change: 'unchanged', hidesChange: false });
  const [added] = await diffManifests('', secret('open-sesame'), own);
  expect(added).toMatchObject({ change: 'added', hidesChange: false, added: 6 });
  expect(JSON.stringify(added)).not.toContain('sesame');
});

test('marks what changes with every version of a chart', () => {
  const from = '  helm.sh/chart: a-1\n  "app.kubernetes.io/version": "1"\n  checksum/config: abc\n  image: a:1\n';
  const lines = diffLines(from, from.replaceAll('1', '2').replace('abc', 'abd'));
  expect(lines.filter(({ isNoise }) => !isNoise).map(({ sign, text }) => sign + text)).toEqual([
    '-  image: a:1',
    '+  image: a:2',
  ]);
});

test('keeps two objects of one name apart, and what is no object', async () => {
  const twice = object('ConfigMap', 'a', 'x: 1\n') + object('ConfigMap', 'a', 'x: 2\n');
  const diffs = await diffManifests(twice, `${twice}---\n- a list\n`, own);
  expect(diffs.map(({ change }) => change)).toEqual(['unchanged', 'unchanged', 'added']);
});

test.each([
  ['', ''],
  ['a\n', ''],
  ['', 'a\nb\n'],
  ['a\nb\nc\n', 'a\nc\nd\n'],
  ['a', 'a\n'],
])('every line of %j and %j stands once in what is told', (from, to) => {
  const lines = diffLines(from, to);
  const side = (sign: string) =>
    lines
      .filter((line) => line.sign === ' ' || line.sign === sign)
      .map(({ text }) => text)
      .join('\n');
  expect(side('-')).toBe(from.replace(/\n$/, ''));
  expect(side('+')).toBe(to.replace(/\n$/, ''));
});

test('two large texts that have nothing in common take no longer than they may', () => {
  const lines = diffLines(longText('a'), longText('b'));
  expect(lines).toHaveLength(60_000);
});

test.skipIf(!existsSync('/usr/bin/diff'))('finds as many lines as diff does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-diff-'));
  try {
    const from = Array.from({ length: 400 }, (_, index) => `line ${index % 7} ${index % 3}`);
    const to = from
      .filter((_, index) => index % 11 !== 0)
      .flatMap((line, index) => (index % 13 === 0 ? [line, 'new'] : [line]));
    const [one, other] = [join(folder, 'a'), join(folder, 'b')];
    await writeFile(one, `${from.join('\n')}\n`);
    await writeFile(other, `${to.join('\n')}\n`);
    const told = await new Promise<string>((resolve) => {
      execFile('/usr/bin/diff', ['-d', one, other], (_, stdout) => resolve(stdout));
    });
    const lines = diffLines(`${from.join('\n')}\n`, `${to.join('\n')}\n`);
    for (const [sign, mark] of [
      ['+', '> '],
      ['-', '< '],
    ] as const) {
      const expected = told.split('\n').filter((line) => line.startsWith(mark)).length;
      expect(lines.filter((line) => line.sign === sign)).toHaveLength(expected);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
