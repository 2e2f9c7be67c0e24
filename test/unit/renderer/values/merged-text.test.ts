/** Several values files as one: what stands in it is what helm makes of them in order. */
import { describe, expect, it } from 'vitest';
import { mergeFiles } from '../../../../renderer/values/merge-values';
import { mergedText } from '../../../../renderer/values/merged-text';
import { readValues } from '../../../../renderer/values/read-values';
import { readWholeOverrides } from '../../../../renderer/values/whole-overrides';
import { quotedText } from '../../../../renderer/values/value-text';
import { NO_FILES, withFileBelow, withFileMoved, withoutFileBelow } from '../../../../renderer/values/values-files';

function valuesOf(text: string) {
  const read = readValues(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.values;
}

const HOSTILE = `a: on
b: 0777
c: 1e3
d: null
e: 12345678901234567890
f: &x {y: [1, {z: .5}], "q: r": ''}
g: *x
h: |
  #!/bin/sh
  echo "hi"
on: 1
"": {}
"\\u2028": "line\\u2028end\\u0085\\x7f\\ufeff"
__proto__: [1]
i: !!str 5
j: "1.10"
k: ""
l: 0x1F
`;

describe('mergedText', () => {
  it('leaves a single text as it is, with its comments', () => {
    expect(mergedText(['# why\na: 1\n'])).toBe('# why\na: 1\n');
    expect(mergedText([''])).toBe('');
  });

  it('merges maps, replaces lists and keeps nulls, as helm does', () => {
    expect(mergedText(['a: {b: 1, c: [1, 2]}\nd: 1\n', '', 'a: {c: [3]}\nd: null\ne: {}\n'])).toBe(
      '"a":\n  "b": 1\n  "c": [3]\n"d": null\n"e": {}\n',
    );
  });

  it('means the same as its parts, whatever stands in them', () => {
    const texts = [HOSTILE, 'f: {y: [2]}\nb: {c: 1}\n'];
    const merged = mergedText(texts) ?? '';
    expect(valuesOf(merged)).toEqual(mergeFiles(texts.map(valuesOf)));
    expect([...valuesOf(merged).keys()]).toContain('__proto__');
    expect(merged, 'not through a floating point number').toContain('12345678901234567890');
  });

  it('is none where a text can not be used', () => expect(mergedText(['a: 1\n', 'a: 1\na: 2\n'])).toBeNull());
});

describe('quotedText', () => {
  it.each(['', 'a', '"', '\\', '\u2028', '\u0085x', '\ufeff', '\u007f', '\n\t', 'é😀'])('%j is read back', (text) => {
    expect(valuesOf(`v: ${quotedText(text)}`).get('v')).toBe(text);
  });
});

describe('values files', () => {
  const two = withFileBelow(withFileBelow(NO_FILES, { name: 'a', text: 'x: 1\n' }), { name: 'b', text: 'x: 2\n' });
  const whole = ({ below }: typeof two, text: string): string | null =>
    readWholeOverrides(
      below.map((file) => file.text),
      text,
    ).overrides;
  const order = (files: typeof two): string => files.below.map(({ name }) => name).join('');

  it('lie under the text in their order', () => {
    expect(whole(two, '')).toBe('"x": 2\n');
    expect(whole(withFileMoved(two, 1, -1), '')).toBe('"x": 1\n');
    expect(whole(two, 'x: 3\n')).toBe('"x": 3\n');
  });

  it('move and go, and stay where they can not move', () => {
    expect(order(withFileMoved(two, 0, 1))).toBe('ba');
    expect(order(withFileMoved(two, 0, -1))).toBe('ab');
    expect(order(withFileMoved(two, 1, 1))).toBe('ab');
    expect(order(withoutFileBelow(two, 0))).toBe('b');
  });
});
