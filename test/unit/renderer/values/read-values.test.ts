/** A values file as Helm reads it, and what is not let through. */
import { describe, expect, it } from 'vitest';
import { isHelmList, isHelmMap, type HelmValue } from '../../../../renderer/values/helm-value';
import { readValues } from '../../../../renderer/values/read-values';

function plain(value: HelmValue): unknown {
  if (isHelmMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return isHelmList(value) ? value.map(plain) : value;
}

function valuesOf(text: string): unknown {
  const read = readValues(text);
  return read.ok ? plain(read.values) : read.problems;
}

describe('what Helm reads', () => {
  it.each([
    ['', {}],
    ['# nothing\n', {}],
    ['a: on\nb: yes\nc: y\n', { a: true, b: true, c: true }],
    ['a: 0777\nb: 0o17\nc: 1e3\nd: 1_000\n', { a: 511, b: 15, c: 1000, d: 1000 }],
    ['a: 12:30:45\nb: 2026-01-01\n', { a: '12:30:45', b: '2026-01-01' }],
    ['a: 9007199254740993\n', { a: 9007199254740992 }],
    ['a: ~\nb:\n', { a: null, b: null }],
    ['a: &x {b: 1}\nc:\n  <<: *x\n  d: *x\n', { a: { b: 1 }, c: { b: 1, d: { b: 1 } } }],
    ['1: a\non: b\n', { 1: 'a', true: 'b' }],
    ['a: 1\n---\n', { a: 1 }],
  ])('of %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });
});

describe('what is refused, with its line', () => {
  it.each([
    ['a: 1\nb:\n  c: 1\n  c: 2\n', 4, '“c” stands twice'],
    ['a:\n\tb: 1\n', 2, 'indented with a tab'],
    ['a: [1\n', 2, "did not find expected ',' or ']'"],
    ['# x\n- a\n', 2, 'keys with values'],
    ['a: 1\n---\nb: 2\n', 2, 'Helm reads only the first'],
    ['a: .inf\n', 1, 'no form in JSON'],
    ['a: *x\n', 1, "unknown anchor 'x'"],
    ['a: 1\nb: \u0007\n', 2, 'control characters'],
  ])('%j', (text, line, words) => {
    expect(valuesOf(text)).toEqual([{ line, message: expect.stringContaining(words) }]);
  });

  it('a bomb of aliases', () => {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const item = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 10 }, () => item).join(', ')}]`;
    });
    expect(valuesOf(levels.join('\n'))).toEqual([{ message: expect.stringContaining('excessive aliasing') }]);
  });
});
