import { expect, it } from 'vitest';
import { changeList } from '../../../../../electron/charts/compare/change-list';
import { fileChanges } from '../../../../../electron/charts/compare/file-changes';

const file = (path: string, sha256: string, sizeBytes = 1) => ({
  path,
  sha256,
  sizeBytes,
  isLink: false,
  problem: null,
  offset: 0,
});

function told(from: Parameters<typeof fileChanges>[0], to: Parameters<typeof fileChanges>[0]): readonly string[] {
  return fileChanges(from, to).map((each) => `${each.change} ${each.from?.path ?? '-'} > ${each.to?.path ?? '-'}`);
}

it.each([
  ['the same', [file('a', '1')], [file('a', '1')], ['same a > a']],
  ['another content', [file('a', '1')], [file('a', '2')], ['changed a > a']],
  ['one less and one more', [file('a', '1')], [file('b', '2')], ['removed a > -', 'added - > b']],
  ['another name', [file('a', '1')], [file('b', '1')], ['renamed a > b']],
  ['empty ones, which are all alike', [file('a', '0', 0)], [file('b', '0', 0)], ['removed a > -', 'added - > b']],
  [
    'another version of a packaged chart within',
    [file('charts/redis-18.0.1.tgz', '1'), file('charts/redis-18.0.1.tgz/values.yaml', '2')],
    [file('charts/redis-19.0.0-rc.1.tgz', '3'), file('charts/redis-19.0.0-rc.1.tgz/values.yaml', '2')],
    [
      'changed charts/redis-18.0.1.tgz > charts/redis-19.0.0-rc.1.tgz',
      'same charts/redis-18.0.1.tgz/values.yaml > charts/redis-19.0.0-rc.1.tgz/values.yaml',
    ],
  ],
])('tells %s', (_what, from, to, expected) => {
  expect(told(from, to)).toEqual(expected);
});

it('are bounded lists, the most important first, with the counts of all', () => {
  const many = Array.from({ length: 50_000 }, (_, at) => file(`same${at}`, '1'));
  const { items, counts } = changeList(
    ['removed', 'renamed', 'changed', 'added', 'same'],
    fileChanges([...many, file('z', '9')], many),
  );
  expect(items).toHaveLength(2_000);
  expect(items[0]).toMatchObject({ change: 'removed' });
  expect(counts).toEqual({ removed: 1, renamed: 0, changed: 0, added: 0, same: 50_000 });
});
