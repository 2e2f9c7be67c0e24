/** Text as tokens: where block collections begin and end, and what becomes a key. */
import { describe, expect, it } from 'vitest';
import { Scanner } from '../../../../shared/yaml/scanner';

/** The kinds of all tokens, with the text of scalars, anchors and aliases. */
function tokensOf(text: string): string {
  const scanner = new Scanner(text);
  const words: string[] = [];
  for (let token = scanner.peek(); token.kind !== 'stream-end'; token = scanner.peek()) {
    words.push(token.text === '' ? token.kind : `${token.kind}=${token.text}`);
    scanner.skip();
  }
  return words.join(' ');
}

describe('Scanner', () => {
  it.each([
    ['a: b', 'block-mapping-start key scalar=a value scalar=b block-end'],
    [
      'a:\n  - b\n  - c\n',
      'block-mapping-start key scalar=a value block-sequence-start block-entry scalar=b block-entry scalar=c block-end block-end',
    ],
    ['a:\n- b\n', 'block-mapping-start key scalar=a value block-entry scalar=b block-end'],
    [
      '{a: b, [c]: d}',
      'flow-mapping-start key scalar=a value scalar=b flow-entry key flow-sequence-start scalar=c flow-sequence-end value scalar=d flow-mapping-end',
    ],
    ['? a\n: b\n', 'block-mapping-start key scalar=a value scalar=b block-end'],
    ['&x a: *x', 'block-mapping-start key anchor=x scalar=a value alias=x block-end'],
    ['--- a\n...\n', 'document-start scalar=a document-end'],
    ['# only a comment\n', ''],
    ['a: b # c\n# d\n', 'block-mapping-start key scalar=a value scalar=b block-end'],
    ['- - a', 'block-sequence-start block-entry block-sequence-start block-entry scalar=a block-end block-end'],
    ['a:\tb', 'block-mapping-start key scalar=a value scalar=b block-end'],
  ])('reads %j', (text, tokens) => {
    expect(tokensOf(text)).toBe(tokens);
  });

  it.each([
    ['a: b: c', 'mapping values are not allowed'],
    ['a: - b', 'block sequence entries are not allowed'],
    ['a: b\nc\n', "could not find expected ':'"],
    ['@a', 'cannot start any token'],
    ['`a', 'cannot start any token'],
    ['%', 'unknown directive'],
    ['\ta: b', 'cannot start any token'],
    ['[|\n a]', 'cannot start any token'],
    [`a: b\n"${'x'.repeat(1100)}": c`, "could not find expected ':'"],
  ])('refuses %j', (text, problem) => {
    expect(() => tokensOf(text)).toThrow(problem);
  });

  it('goes as deep as its own limit and no deeper', () => {
    expect(() => tokensOf('['.repeat(900))).not.toThrow();
    expect(() => tokensOf('['.repeat(100_000))).toThrow('exceeded max depth');
    expect(() => tokensOf('- '.repeat(100_000))).toThrow('exceeded max depth');
  });
});
