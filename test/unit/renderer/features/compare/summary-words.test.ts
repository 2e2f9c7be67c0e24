import { describe, expect, it } from 'vitest';
import { crdGroups, fileGroups, valueGroups } from '../../../../../renderer/features/compare/change-entries';
import { endedVersions, pathText, versionsText } from '../../../../../renderer/features/compare/path-words';
import { summaryLines, summarySentence } from '../../../../../renderer/features/compare/summary-words';
import type { Comparison, ValueChange } from '../../../../../shared/comparison';
import { isDigest } from '../../../../../shared/digest';

const DIGEST = `sha256:${'0'.repeat(64)}`;
if (!isDigest(DIGEST)) throw new Error(DIGEST);
const SIDE = { digest: DIGEST, sizeBytes: 1, fileCount: 1, name: 'web', version: '1.0.0', appVersion: '' };
const NONE = { items: [], counts: {} };
const SAME: Comparison = {
  from: SIDE,
  to: SIDE,
  values: NONE,
  schema: NONE,
  crds: NONE,
  files: NONE,
  images: NONE,
  metadata: NONE,
  dependencies: NONE,
  problems: [],
  isPartial: false,
};
const place = (line: number) => ({ path: 'values.yaml', line });
const value = (change: ValueChange['change'], path: string, more: Partial<ValueChange> = {}): ValueChange => ({
  change,
  path: path.split('.'),
  formerPath: null,
  from: '1',
  to: '2',
  count: 1,
  fromPlace: place(1),
  toPlace: place(2),
  ...more,
});
const crd = (change: 'added' | 'changed', from: readonly string[], to: readonly string[]) => ({
  change,
  name: 'coupons.shop',
  fromVersions: from.map((name) => ({ name, isServed: true, isStorage: false, isDeprecated: false })),
  toVersions: to.map((name) => ({ name, isServed: true, isStorage: false, isDeprecated: false })),
  isTemplate: false,
  fromPlace: null,
  toPlace: null,
});
const image = (tag: string) => ({ name: 'shop/web', tag, digest: null, isAssumed: false });

const CHANGED: Comparison = {
  ...SAME,
  values: {
    items: [
      value('removed', 'web', { count: 2 }),
      value('removed', 'gone'),
      value('renamed', 'b', { formerPath: ['a.x'] }),
      value('added', 'c'),
    ],
    counts: { removed: 2, renamed: 1, changed: 0, added: 1 },
  },
  images: {
    items: [{ change: 'changed', from: image('1'), to: image('2'), foundIn: ['image'] }],
    counts: { changed: 1 },
  },
  crds: { items: [crd('added', [], []), crd('changed', ['v1alpha1', 'v1'], ['v1'])], counts: { added: 1, changed: 1 } },
  metadata: {
    items: [
      { change: 'changed', field: 'version', from: '1', to: '2' },
      { change: 'added', field: 'deprecated', from: null, to: 'true' },
    ],
    counts: { changed: 1, added: 1 },
  },
  files: { items: [], counts: { changed: 3, added: 1, same: 40 } },
};

const at = (path: string) => ({ path, sizeBytes: 1 });

describe('a summary', () => {
  it('says in words what may break first, then the rest', () => {
    const lines = summaryLines(CHANGED);
    expect(lines.map(({ mayBreak, words, names }) => `${mayBreak ? '!' : ' '} ${words}: ${names.join('; ')}`)).toEqual([
      '! 3 values removed: web; gone',
      '! 1 value probably renamed: "a.x" to b',
      '! 1 CRD version no longer served: v1alpha1 of coupons.shop',
      '! deprecated now: ',
      '  1 image changed: shop/web:1 to shop/web:2',
      '  new CRD: coupons.shop',
      '  1 CRD changed: coupons.shop',
      '  1 new value: c',
      '  4 files differ: 3 changed; 1 new',
    ]);
    expect(summarySentence(lines)).toBe(
      '3 values removed, 1 value probably renamed, 1 CRD version no longer served, deprecated now, 1 image changed and more.',
    );
  });

  it('says that nothing differs', () => {
    expect(summarySentence(summaryLines(SAME))).toBe('Nothing that counts differs.');
  });
});

describe('lists of changes', () => {
  it('have values in groups, with their places and the files as a whole', () => {
    const file = { path: 'values.yaml', sizeBytes: 9 };
    const inner = { path: 'charts/redis/values.yaml', sizeBytes: 9 };
    const groups = valueGroups({
      ...CHANGED,
      files: {
        items: [
          { change: 'changed', from: file, to: file },
          { change: 'changed', from: inner, to: inner },
          { change: 'same', from: file, to: file },
          { change: 'changed', from: file, to: { ...file, path: 'ci/values.yaml' } },
        ],
        counts: { changed: 2 },
      },
    });
    expect(
      groups.map(({ title, total, entries }) => [title, total, entries.map(({ name, about }) => `${name}: ${about}`)]),
    ).toEqual([
      ['Removed', 2, ['web: 2 values in it', 'gone: was 1']],
      ['Probably renamed', 1, ['b: was "a.x": a guess, by its value']],
      ['New', 1, ['c: 2']],
      ['Whole files', 2, ['values.yaml: 9 B', 'charts/redis/values.yaml: 9 B']],
    ]);
    expect(groups[0]?.entries[0]).toMatchObject({ from: place(1), to: place(2) });
  });

  it('have templates before other files, and unchanged ones closed', () => {
    const groups = fileGroups({
      ...SAME,
      files: {
        items: [
          { change: 'changed', from: at('README.md'), to: at('README.md') },
          { change: 'changed', from: at('templates/a.yaml'), to: { path: 'templates/a.yaml', sizeBytes: 2_000 } },
          { change: 'same', from: at('b'), to: at('b') },
        ],
        counts: { changed: 2, same: 1 },
      },
    });
    expect(
      groups.map(({ isQuiet, entries }) => [isQuiet, entries.map(({ name, about }) => `${name} ${about}`)]),
    ).toEqual([
      [false, ['templates/a.yaml 1 B → 2.0 KB', 'README.md 1 B']],
      [true, ['b 1 B']],
    ]);
  });

  it('say what became of the versions of a CRD', () => {
    expect(crdGroups(CHANGED).flatMap(({ entries }) => entries.map(({ about }) => about))).toEqual([
      'v1alpha1, v1 → v1 · v1alpha1 no longer served',
      '',
    ]);
    const versions = [
      { name: 'v1', isServed: true, isStorage: true, isDeprecated: false },
      { name: 'v1alpha1', isServed: false, isStorage: false, isDeprecated: true },
    ];
    expect(versionsText(versions)).toBe('v1 (stored), v1alpha1 (not served, deprecated)');
    expect(endedVersions(versions, null)).toEqual([]);
  });

  it.each([
    [[], 'the whole'],
    [['a', 'b'], 'a.b'],
    [['a', 'b.c', ''], 'a."b.c".""'],
  ])('write paths: %j', (path, text) => {
    expect(pathText(path)).toBe(text);
  });
});
