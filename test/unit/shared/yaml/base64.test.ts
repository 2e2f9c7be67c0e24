/** `!!binary` as text, by hand: compared with Node's own decoders. */
import { describe, expect, it } from 'vitest';
import { decodeBase64Text } from '../../../../shared/yaml/base64';

describe('decodeBase64Text', () => {
  it.each(['', 'a', 'ab', 'abc', 'grüße', '€uro', '😀', '\ufeffx'])('reads %j', (text) => {
    expect(decodeBase64Text(Buffer.from(text).toString('base64'))).toBe(text);
  });

  it.each([
    [[0x61, 0xff, 0x62], 'a\ufffdb'],
    [[0xc0, 0xaf], '\ufffd\ufffd'],
    [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    [[0xe2, 0x82], '\ufffd\ufffd'],
    [[0xf4, 0x90, 0x80, 0x80], '\ufffd\ufffd\ufffd\ufffd'],
  ])('writes bytes that are no text as U+FFFD each: %j', (bytes, text) => {
    expect(decodeBase64Text(Buffer.from(bytes).toString('base64'))).toBe(text);
  });
});
