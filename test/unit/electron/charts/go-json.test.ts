/** JSON byte for byte as Go's encoder writes it. */
import { describe, expect, it } from 'vitest';
import { compareUtf8, encodeGoJson, goStruct } from '../../../../electron/charts/go-json';

describe('encodeGoJson', () => {
  it.each([
    ['<a href="x">&</a>', String.raw`"\u003ca href=\"x\"\u003e\u0026\u003c/a\u003e"`],
    ['line\u2028paragraph\u2029', String.raw`"line\u2028paragraph\u2029"`],
    ['\b\f\n\r\t\\', String.raw`"\b\f\n\r\t\\"`],
    ['\0\u0007\u001f', String.raw`"\u0000\u0007\u001f"`],
    ['\u007f\u0085\u00a0', '"\u007f\u0085\u00a0"'],
    ['Grüße 図 😀', '"Grüße 図 😀"'],
    ['\ud800 and \udc00', String.raw`"\ufffd and \ufffd"`],
  ])('writes the text %j', (text, json) => {
    expect(encodeGoJson(text)).toBe(json);
  });

  it.each([
    [null, 'null'],
    [true, 'true'],
    [2, '2'],
    [2.5, '2.5'],
    [-0, '-0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [12345678901234567890n, '12345678901234567890'],
    [[1, 'a', null], '[1,"a",null]'],
    [[], '[]'],
    [new Map(), '{}'],
  ])('writes $1', (value, json) => {
    expect(encodeGoJson(value)).toBe(json);
  });

  it('sorts the keys of a map by their bytes, and leaves the fields of a struct in order', () => {
    // By UTF-16, as JavaScript sorts, the emoji would come before U+FFFD.
    const map = new Map(['😀', '\ufffd', 'ä', 'a', 'Z'].map((key) => [key, 1]));
    expect(encodeGoJson(map)).toBe('{"Z":1,"a":1,"ä":1,"\ufffd":1,"😀":1}');
    expect(encodeGoJson({ fields: [['b', 1], ['a', map]] })).toMatch(/^\{"b":1,"a":\{"Z"/); // prettier-ignore
  });
});

describe('goStruct', () => {
  it('leaves empty fields out, but for those that are always written', () => {
    const empty = goStruct(
      [
        ['text', ''],
        ['flag', false],
        ['zero', 0],
        ['large', 0n],
        ['nothing', null],
        ['list', []],
        ['map', new Map()],
        ['name', ''],
      ],
      ['name'],
    );
    expect(encodeGoJson(empty)).toBe('{"name":""}');
  });

  it('keeps what holds something', () => {
    expect(encodeGoJson(goStruct([['list', ['']], ['flag', true]]))).toBe('{"list":[""],"flag":true}'); // prettier-ignore
  });
});

it('orders text by UTF-8', () => {
  expect(['😀', '\ufffd', 'b', 'a'].sort(compareUtf8)).toEqual(['a', 'b', '\ufffd', '😀']);
});
