import { describe, expect, it } from 'vitest';
import { goMatch } from '../../../../../electron/charts/package/go-match';

/** The table of Go's own test of filepath.Match, recorded from path/filepath/match_test.go; null: malformed. */
const TABLE: readonly (readonly [pattern: string, name: string, matches: boolean | null])[] = [
  ['abc', 'abc', true],
  ['*', 'abc', true],
  ['*c', 'abc', true],
  ['a*', 'a', true],
  ['a*', 'abc', true],
  ['a*', 'ab/c', false],
  ['a*/b', 'abc/b', true],
  ['a*/b', 'a/c/b', false],
  ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abc', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^b-d]', 'abc', false],
  ['ab[^e-g]', 'abc', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'ab', false],
  ['a?b', 'a☺b', true],
  ['a[^a]b', 'a☺b', true],
  ['a???b', 'a☺b', false],
  ['a[^a][^a][^a]b', 'a☺b', false],
  ['[a-ζ]*', 'α', true],
  ['*[a-ζ]', 'A', false],
  ['a?b', 'a/b', false],
  ['a*b', 'a/b', false],
  ['[\\]a]', ']', true],
  ['[\\-]', '-', true],
  ['[x\\-]', 'x', true],
  ['[x\\-]', '-', true],
  ['[x\\-]', 'z', false],
  ['[\\-x]', 'x', true],
  ['[\\-x]', '-', true],
  ['[\\-x]', 'a', false],
  ['[]a]', ']', null],
  ['[-]', '-', null],
  ['[x-]', 'x', null],
  ['[x-]', '-', null],
  ['[x-]', 'z', null],
  ['[-x]', 'x', null],
  ['[-x]', '-', null],
  ['[-x]', 'a', null],
  ['\\', 'a', null],
  ['[a-b-c]', 'a', null],
  ['[', 'a', null],
  ['[^', 'a', null],
  ['[^bc', 'a', null],
  ['a[', 'a', null],
  ['a[', 'ab', null],
  ['a[', 'x', null],
  ['a/b[', 'x', null],
  ['*x', 'xxx', true],
  ['', '', true],
  ['', 'a', false],
];

function tried(pattern: string, name: string): boolean | null {
  try {
    return goMatch(pattern, name);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

describe('goMatch', () => {
  it.each(TABLE)('%j on %j: %s', (pattern, name, matches) => {
    expect(tried(pattern, name)).toBe(matches);
  });

  it('ends soon with many stars', () => {
    expect(goMatch('*a'.repeat(50), 'a'.repeat(2000))).toBe(true);
    expect(goMatch(`${'*a'.repeat(50)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
