/** The files of an archive as a tree: charts within, CRDs as a group, odd names. */
import { describe, expect, it } from 'vitest';
import {
  fileRows,
  fileTree,
  firstFile,
  keysAbove,
  type FileNode,
} from '../../../../../../renderer/features/chart/files/file-tree';

const tree = (...paths: readonly string[]) => fileTree(paths.map((path) => ({ path, sizeBytes: 1, isLink: false })));
const outline = (nodes: readonly FileNode[]): readonly unknown[] =>
  nodes.map(({ name, kind, children }) => (kind === 'file' ? name : [name, kind, outline(children)]));

const PATHS = [
  'Chart.yaml',
  'templates/b10.yaml',
  'templates/b9.yaml',
  'crds/one.yaml',
  'charts/redis-1.tgz',
  'charts/redis-1.tgz/Chart.yaml',
  'charts/redis-1.tgz/crds/two.yaml',
  'charts/plain.tgz',
];

describe('fileTree', () => {
  it('has folders first, by name, a packaged chart with its files in it, and all CRDs in a group', () => {
    expect(outline(tree(...PATHS))).toEqual([
      ['All as one text', 'all', []],
      ['All CRDs', 'group', ['one.yaml', 'charts/redis-1.tgz/crds/two.yaml']],
      [
        'charts',
        'folder',
        [['redis-1.tgz', 'packaged-chart', [['crds', 'folder', ['two.yaml']], 'Chart.yaml']], 'plain.tgz'],
      ],
      ['crds', 'folder', ['one.yaml']],
      ['templates', 'folder', ['b9.yaml', 'b10.yaml']],
      'Chart.yaml',
    ]);
  });

  it('takes names as they are', () => {
    expect(outline(tree('__proto__/constructor', '\u202ea', 'a//b'))).toEqual([
      ['All as one text', 'all', []],
      ['__proto__', 'folder', ['constructor']],
      ['a', 'folder', [['', 'folder', ['b']]]],
      '\u202ea',
    ]);
    expect(tree()).toEqual([]);
  });
});

const rows = (open: readonly string[], filter = '') =>
  fileRows(tree(...PATHS), new Set(open), filter).map(({ text, level, isOpen }) => `${level} ${text} ${isOpen}`);

describe('fileRows', () => {
  it('lists what is open', () => {
    expect(rows([])).toEqual([
      '1 All as one text null',
      '1 All CRDs false',
      '1 charts false',
      '1 crds false',
      '1 templates false',
      '1 Chart.yaml null',
    ]);
    expect(rows(['charts', 'charts/redis-1.tgz'])).toContain('3 Chart.yaml null');
  });

  it('with a filter lists what has it in its path, open or not', () => {
    expect(rows([], 'B9')).toEqual(['1 templates true', '2 b9.yaml null']);
    expect(rows([], 'redis')).toEqual([
      '1 All CRDs true',
      '2 charts/redis-1.tgz/crds/two.yaml null',
      '1 charts true',
      '2 redis-1.tgz true',
      '3 crds true',
      '4 two.yaml null',
      '3 Chart.yaml null',
    ]);
    expect(rows([], 'nothing of it')).toEqual([]);
  });

  it('counts each row among those beside it', () => {
    expect(fileRows(tree(...PATHS), new Set(), '').map(({ position, siblings }) => `${position}/${siblings}`)).toEqual([
      '1/6',
      '2/6',
      '3/6',
      '4/6',
      '5/6',
      '6/6',
    ]);
  });
});

it('begins with Chart.yaml, and knows what must be open for a file', () => {
  expect(
    firstFile([
      { path: 'x', sizeBytes: 0, isLink: false },
      { path: 'Chart.yaml', sizeBytes: 0, isLink: false },
    ]),
  ).toBe('Chart.yaml');
  expect(firstFile([])).toBeNull();
  expect(keysAbove('charts/a/b.yaml')).toEqual(['charts', 'charts/a']);
});
