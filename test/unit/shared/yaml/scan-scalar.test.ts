/** The text of plain, quoted and block scalars. */
import { describe, expect, it } from 'vitest';
import { Cursor } from '../../../../shared/yaml/cursor';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from '../../../../shared/yaml/scan-scalar';

describe('a plain scalar', () => {
  it.each([
    ['a b', 'a b'],
    ['a # comment', 'a'],
    ['a#b', 'a#b'],
    ['a:b', 'a:b'],
    ['a: b', 'a'],
    ['a\n  b', 'a b'],
    ['a\n\n  b', 'a\nb'],
    ['a\n\n\n  b', 'a\n\nb'],
    ['a\nb', 'a'],
    ['a\n---', 'a'],
    ['a  \n  b', 'a b'],
    ['a\r\n  b', 'a b'],
  ])('%j is %j', (text, value) => {
    expect(scanPlainScalar(new Cursor(text), 1, false).value).toBe(value);
  });

  it('ends at brackets within brackets only', () => {
    expect(scanPlainScalar(new Cursor('a,b]'), 0, true).value).toBe('a');
    expect(scanPlainScalar(new Cursor('a,b]'), 0, false).value).toBe('a,b]');
  });

  it('is not continued behind a tab', () => {
    expect(() => scanPlainScalar(new Cursor('a\n\tb'), 2, false)).toThrow('tab character');
  });
});

describe('a quoted scalar', () => {
  it.each([
    ["'it''s'", "it's"],
    [String.raw`'a\n'`, String.raw`a\n`],
    ["'a\n  b'", 'a b'],
    ["'a\n\n  b'", 'a\nb'],
    [String.raw`"\x41\u00e9\U0001F600"`, 'Aé😀'],
    [String.raw`"\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P"`, '\0\x07\b\t\n\v\f\r\x1b "\\\x85\xa0\u2028\u2029'],
    ['"a\\\n   b"', 'ab'],
    ['"a \\\n   b"', 'a b'],
    ['" a\n b "', ' a b '],
    ['""', ''],
  ])('%j is %j', (text, value) => {
    const cursor = new Cursor(text);
    expect(scanQuotedScalar(cursor)).toBe(value);
    expect(cursor.position).toBe(text.length);
  });

  it.each([
    ['"a', 'unexpected end of stream'],
    ["'a\n---\n'", 'unexpected document indicator'],
    [String.raw`"\q"`, 'unknown escape'],
    [String.raw`"\/"`, 'unknown escape'],
    [String.raw`"\xZZ"`, 'hexdecimal'],
    [String.raw`"\ud800"`, 'invalid Unicode'],
    [String.raw`"\U00110000"`, 'invalid Unicode'],
  ])('refuses %j', (text, problem) => {
    expect(() => scanQuotedScalar(new Cursor(text))).toThrow(problem);
  });
});

describe('a block scalar', () => {
  it.each([
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['|-\n  a\n\n', 'a'],
    ['|\n  a\n\n\n', 'a\n'],
    ['|+\n  a\n\n\n', 'a\n\n\n'],
    ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['>-\n  a\n    more\n  b\n', 'a\n  more\nb'],
    ['>+\n  a\n\n', 'a\n\n'],
    ['|2\n    a\n', '  a\n'],
    ['|-2\n   a\n', ' a'],
    ['|1-\n a\n', 'a'],
    ['| # comment\n  a\n', 'a\n'],
    ['|\n\n\n  a\n', '\n\na\n'],
    ['|\n  a # no comment\n', 'a # no comment\n'],
    ['|\n', ''],
    ['|+\n\n', '\n'],
    ['|\n  a', 'a'],
    ['|\r\n  a\r\n  b\r\n', 'a\nb\n'],
    ['|\n  a\n b\n', 'a\n'],
  ])('%j is %j', (text, value) => {
    expect(scanBlockScalar(new Cursor(text), -1)).toBe(value);
  });

  it.each([
    ['|0\n a\n', 'equal to 0'],
    ['|a\n', 'comment or line break'],
    ['|\n\ta\n', 'tab character'],
  ])('refuses %j', (text, problem) => {
    expect(() => scanBlockScalar(new Cursor(text), -1)).toThrow(problem);
  });
});
