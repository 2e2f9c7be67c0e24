import { describe, expect, test } from 'vitest';
import { changedWords } from '../../../../../renderer/components/diff/changed-words';
import { diffGroups } from '../../../../../renderer/components/diff/diff-groups';
import {
  diffRows,
  noiseCount,
  type DiffRow,
  type DiffSection,
} from '../../../../../renderer/components/diff/diff-rows';
import { lineParts } from '../../../../../renderer/components/diff/line-parts';
import { rowAt, rowOffsets } from '../../../../../renderer/components/diff/row-offsets';
import { differenceFrom } from '../../../../../renderer/components/diff/use-differences';
import type { DiffLine, ResourceDiff } from '../../../../../shared/manifest-diff';

/** `- a` and so on; `~` before the sign for noise. */
function linesOf(text: string): readonly DiffLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): DiffLine => {
      const isNoise = line.startsWith('~');
      const rest = isNoise ? line.slice(1) : line;
      const sign = rest.charAt(0);
      return { sign: sign === '+' || sign === '-' ? sign : ' ', text: rest.slice(1), isNoise };
    });
}
const section = (lines: readonly DiffLine[], about: string | null = 'Deployment'): DiffSection => ({
  key: 'a',
  title: 'web',
  about,
  hidesChange: false,
  lines,
});
const NONE = { showsNoise: false, openFolds: new Set<string>(), closedSections: new Set<string>() };
const words = (row: DiffRow): string =>
  row.kind === 'line' ? `${row.before ?? ''}|${row.after ?? ''}|${row.sign}${row.text}` : row.kind;
const same = (count: number): string => Array.from({ length: count }, (_, index) => ` line ${index}`).join('\n');

describe('the rows of differences', () => {
  test('runs far from a change are folded, with their numbers kept, and open by their key', () => {
    const lines = linesOf(`${same(10)}\n-old\n+new\n${same(4)}`);
    const { rows, differences } = diffRows([section(lines)], NONE);
    expect(rows.map(words)).toEqual([
      'head',
      'fold',
      ...[7, 8, 9].map((at) => `${at + 1}|${at + 1}| line ${at}`),
      '11||-old',
      '|11|+new',
      ...[0, 1, 2, 3].map((at) => `${at + 12}|${at + 12}| line ${at}`),
    ]);
    expect(differences).toEqual([5]);
    const fold = rows[1];
    if (fold?.kind !== 'fold') throw new Error('a fold');
    expect(fold.count).toBe(7);
    expect(diffRows([section(lines)], { ...NONE, openFolds: new Set([fold.key]) }).rows).toHaveLength(17);
  });
  test('a closed section keeps its head only, and one without a head can not be closed', () => {
    const lines = linesOf('-a\n+b');
    const closedSections = new Set(['a']);
    expect(diffRows([section(lines)], { ...NONE, closedSections }).rows.map(words)).toEqual(['head']);
    expect(diffRows([section(lines, null)], { ...NONE, closedSections }).rows).toHaveLength(2);
  });
  test('a changed label is shown as if it had always been so, unless it is asked for', () => {
    const lines = linesOf('-a\n+b\n c\n~-  helm.sh/chart: 1\n~+  helm.sh/chart: 2');
    const quiet = diffRows([section(lines)], NONE);
    expect(quiet.rows[0]).toMatchObject({ added: 1, removed: 1, hiddenCount: 1 });
    expect(quiet.rows.map(words).at(-1)).toBe('3|3|   helm.sh/chart: 2');
    expect(quiet.differences).toHaveLength(1);
    const shown = diffRows([section(lines)], { ...NONE, showsNoise: true });
    expect(shown.rows[0]).toMatchObject({ added: 2, removed: 2, hiddenCount: 0 });
    expect(shown.differences).toHaveLength(2);
    expect(noiseCount(lines)).toBe(1);
  });
});

const found = (text: string): readonly string[] => {
  const lines = linesOf(text);
  return [...changedWords(lines)].map(([index, { from, to }]) => lines[index]?.text.slice(from, to) ?? '');
};

describe('changed words', () => {
  test('the value behind the same key, a version as one word', () => {
    expect(found('-image: docker.io/traefik:v3.7.8\n+image: docker.io/traefik:v3.7.11')).toEqual(['v3.7.8', 'v3.7.11']);
  });
  test('lines of the same key belong together where one side has more of them', () => {
    expect(found('-  cpu: 1\n-  memory: 2\n+  memory: 3')).toEqual(['2', '3']);
  });
  test('nothing where the two have nothing in common, and nothing on a side where words were only added', () => {
    expect(found('-  a\n+  b')).toEqual([]);
    expect(found('-args: x\n+args: x y')).toEqual([' y']);
  });
});

test('a line in parts is the line, whatever is in it', () => {
  const line = '  - image: "a: b" # c';
  const parts = lineParts(line, { from: 11, to: 14 });
  expect(parts.map(({ text }) => text).join('')).toBe(line);
  expect(parts.find(({ isChanged }) => isChanged)?.text).toBe('"a:');
  for (const text of ['', '   ', '# only', '- x', 'key:', '\tkey: 1', 'a:b', '"quoted": null', '| not yaml', '- - 3']) {
    expect(
      lineParts(text, { from: 0, to: text.length })
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
  expect(lineParts('replicas: 2', undefined).map(({ kind }) => kind)).toEqual(['key', 'plain', 'number']);
});

const resource = (change: ResourceDiff['change'], text: string, hidesChange = false): ResourceDiff => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: null,
  name: change,
  hookEvents: [],
  change,
  hidesChange,
  added: 0,
  removed: 0,
  lines: [...linesOf(text)],
});

describe('groups', () => {
  test('in their order, without those that are empty; only labels apart until they are shown', () => {
    const resources = [
      resource('unchanged', ''),
      resource('changed', '~-a\n~+b'),
      resource('added', '+a\n~+b'),
      resource('changed', '-a\n+b\n~+c'),
      resource('changed', ' a', true),
    ];
    const shape = (showsNoise: boolean) =>
      diffGroups(resources, { showsNoise }).map(({ id, items }) => {
        const counts = items.map(
          ({ added, removed, isOnlyHidden }) => `${added} ${removed}${isOnlyHidden ? ' hidden' : ''}`,
        );
        return `${id}: ${counts.join(', ')}`;
      });
    expect(shape(false)).toEqual(['changed: 1 1, 0 0 hidden', 'added: 2 0', 'labels: 0 0', 'unchanged: 0 0']);
    expect(shape(true)).toEqual(['changed: 1 1, 2 1, 0 0 hidden', 'added: 2 0', 'unchanged: 0 0']);
  });
});

test('the way from difference to difference goes round', () => {
  const at = [5, 20, 30];
  expect([0.5, 5, 20, 30, 40].map((from) => differenceFrom(at, from, 1))).toEqual([5, 20, 30, 5, 5]);
  expect([0.5, 5, 20, 30, 40, 25].map((from) => differenceFrom(at, from, -1))).toEqual([30, 30, 5, 20, 30, 20]);
  expect(differenceFrom([], 0, 1)).toBeUndefined();
  expect(differenceFrom([], 0, -1)).toBeUndefined();
  expect(differenceFrom([7], 7, -1)).toBe(7);
});

test('rows of different heights are found by where they stand', () => {
  const offsets = rowOffsets([36, 20, 20, 28]);
  expect([...offsets]).toEqual([0, 36, 56, 76, 104]);
  expect([-5, 0, 35, 36, 75.5, 76, 500].map((top) => rowAt(offsets, top))).toEqual([0, 0, 0, 1, 2, 3, 3]);
  expect(rowAt(rowOffsets([]), 10)).toBe(0);
});
