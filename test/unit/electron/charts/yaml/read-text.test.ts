/** The bytes of a YAML file as text. */
import { describe, expect, it } from 'vitest';
import { readYamlText } from '../../../../../electron/charts/yaml/read-text';

describe('readYamlText', () => {
  it.each([
    ['UTF-8', Buffer.from('ä😀')],
    ['UTF-8 behind its mark', Buffer.from('\ufeffä😀')],
    ['UTF-16, little end first', Buffer.from('\ufeffä😀', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffä😀', 'utf16le').swap16()],
  ])('reads %s', (_name, bytes) => {
    expect(readYamlText(bytes)).toBe('ä😀');
  });

  it('takes what YAML 1.1 allows', () => {
    const text = 'a\tb\r\nc\u0085d\u00a0e\ufffd';
    expect(readYamlText(Buffer.from(text))).toBe(text);
  });

  it.each(['\0', '\u0007', '\u001b', '\u007f', '\u0080', '\ufffe'])(
    'refuses the character %j and names its line',
    (char) => {
      expect(() => readYamlText(Buffer.from(`one\ntwo ${char}`))).toThrow('line 2: control characters are not allowed');
    },
  );

  it.each([
    ['UTF-8', Buffer.from([0x61, 0xff])],
    ['UTF-16LE', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
  ])('refuses broken %s', (encoding, bytes) => {
    expect(() => readYamlText(bytes)).toThrow(`not valid ${encoding}`);
  });
});
