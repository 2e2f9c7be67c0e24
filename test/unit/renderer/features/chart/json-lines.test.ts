import { describe, expect, it } from 'vitest';
import { cutParts, jsonLines, linesAround, plainLines } from '../../../../../renderer/features/chart/json-lines';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function textOf(text: string, maxLines = 100): string | undefined {
  return jsonLines(text, maxLines)
    ?.lines.map((line) => line.map((part) => part.text).join(''))
    .join('\n');
}

describe('jsonLines', () => {
  it('indents as JSON.stringify does', () => {
    const value = { a: [1, -2.5, true, null, {}, []], 'b "c"': { d: '{,:}[]', e: [[]] }, f: '' };
    for (const text of [JSON.stringify(value), JSON.stringify(value, null, '\t')]) {
      expect(textOf(text)).toBe(JSON.stringify(value, null, 2));
    }
    expect(textOf(' "x" ')).toBe('"x"');
    expect(textOf('{ }')).toBe('{}');
  });

  it('keeps tokens as they were written', () => {
    const text = String.raw`{"b":12345678901234567890,"1":1.0E+2,"b":"\u003c\/\\\"","__proto__":1e999}`;
    expect(textOf(text)?.replaceAll(/\n */g, '').replaceAll(': ', ':')).toBe(text);
  });

  it('tells keys, values and digests apart', () => {
    const kinds = jsonLines(`{"a" : "${DIGEST}", "b": -1}`, 9)?.lines.map((line) => line.map((part) => part.kind));
    expect(kinds).toEqual([
      ['sign'],
      ['sign', 'key', 'sign', 'digest', 'sign'],
      ['sign', 'key', 'sign', 'number'],
      ['sign'],
    ]);
  });

  it('stops after the lines that were asked for', () => {
    expect(jsonLines('[1,2]', 4)).toMatchObject({ isCut: false, lines: { length: 4 } });
    expect(jsonLines('[1,2]', 3)).toMatchObject({ isCut: true, lines: { length: 3 } });
  });

  it('bears long strings and great depth', () => {
    const long = `"${'x'.repeat(4_000_000)}"`;
    expect(jsonLines(long, 9)?.lines[0]?.[0]?.text).toHaveLength(long.length);
    expect(jsonLines('['.repeat(5000) + ']'.repeat(5000), 2000)?.lines.at(-1)?.[0]?.text).toHaveLength(200);
  });

  it.each(['', '{', '{"a":1,}', 'text', '01'])('knows that %j is not JSON', (text) => {
    expect(jsonLines(text, 9)).toBeNull();
  });
});

describe('plainLines and cutParts', () => {
  it('cuts by lines', () => {
    expect(plainLines('a\nb', 2)).toMatchObject({ isCut: false, lines: { length: 2 } });
    expect(plainLines('a\nb\nc', 2)).toMatchObject({ isCut: true, lines: { length: 2 } });
  });

  it('cuts long lines, never inside a character', () => {
    expect(cutParts(plainLines('abc', 1), 3)).toEqual(plainLines('abc', 1));
    expect(cutParts(plainLines('ab😀d', 1), 3)).toEqual({ lines: [[{ kind: 'sign', text: 'ab…' }]], isCut: true });
  });
});

describe('linesAround', () => {
  it('finds the whole object, past the objects inside it', () => {
    const text = JSON.stringify({ layers: [{ a: { b: 1 }, digest: DIGEST, c: { d: 1 } }] });
    expect(linesAround(jsonLines(text, 99)?.lines ?? [], DIGEST)).toEqual({ first: 2, last: 10 });
    expect(linesAround([], DIGEST)).toBeNull();
  });
});
