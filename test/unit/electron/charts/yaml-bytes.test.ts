/** The bytes of a YAML file as its first document. */
import { describe, expect, it } from 'vitest';
import { decodeYamlBytes } from '../../../../electron/charts/yaml-bytes';

describe('decodeYamlBytes', () => {
  it.each([
    ['UTF-8', Buffer.from('ä😀')],
    ['UTF-8 behind its mark', Buffer.from('\ufeffä😀')],
    ['UTF-16, little end first', Buffer.from('\ufeffä😀', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffä😀', 'utf16le').swap16()],
  ])('reads %s', (_name, bytes) => {
    expect(decodeYamlBytes(bytes).value).toBe('ä😀');
  });

  it.each([
    ['UTF-8', Buffer.from([0x61, 0xff])],
    ['UTF-16LE', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
  ])('refuses broken %s', (encoding, bytes) => {
    expect(() => decodeYamlBytes(bytes)).toThrow(`not valid ${encoding}`);
  });
});
