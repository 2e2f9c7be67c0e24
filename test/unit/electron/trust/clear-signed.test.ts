import { describe, expect, it } from 'vitest';
import { readClearSigned } from '../../../../electron/trust/clear-signed';

const SIGNATURE = '-----BEGIN PGP SIGNATURE-----\n\nAAECAw==\n=abcd\n-----END PGP SIGNATURE-----\n';

function read(text: string) {
  return readClearSigned(Buffer.from(text, 'latin1'));
}

function message(body: string, headers = 'Hash: SHA512\n'): string {
  return `-----BEGIN PGP SIGNED MESSAGE-----\n${headers}\n${body}\n${SIGNATURE}`;
}

describe('a clear-signed text', () => {
  it('gives what was signed: CRLF between lines, none behind the last, no spaces at the ends, no dashes added', () => {
    const found = read(message('a  \t\n- -----\n- x\n\nend'));
    expect(found?.signed.toString()).toBe('a\r\n-----\r\nx\r\n\r\nend');
    expect(found?.text).toBe('a\n-----\nx\n\nend');
    expect(found?.signature).toEqual(Buffer.from([0, 1, 2, 3]));
    expect(found?.hasUnsignedText).toBe(false);
  });

  it('keeps every byte, UTF-8 or not', () => {
    const bytes = Buffer.from([0xff, 0xc3, 0xa9]);
    expect(read(message(bytes.toString('latin1')))?.signed).toEqual(bytes);
  });

  it('is the same with CRLF', () => {
    const text = message('a\nb');
    expect(read(text.replaceAll('\n', '\r\n'))?.signed.toString()).toBe('a\r\nb');
  });

  it('is found behind other text, which nobody signed', () => {
    expect(read(`hello\n${message('a')}`)?.hasUnsignedText).toBe(true);
    expect(read(`${message('a')}bye`)?.hasUnsignedText).toBe(true);
    expect(read(`hello ${message('a')}`)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['another header', message('a', 'Comment: x\n')],
    ['a hash that nobody knows', message('a', 'Hash: CRC32\n')],
    ['control characters in a header', message('a', 'Hash: SHA\u0001512\n')],
    ['a first line that goes on', message('a').replace('MESSAGE-----', 'MESSAGE----- x')],
    ['no signature', '-----BEGIN PGP SIGNED MESSAGE-----\n\na\n'],
    ['a signature without its end', message('a').replace('-----END', '-----FIN')],
    ['an indented signature', message('a').replace('-----BEGIN PGP SIGNATURE', ' -----BEGIN PGP SIGNATURE')],
  ])('is none: %s', (_what, text) => {
    expect(read(text)).toBeNull();
  });

  it('takes several hashes and several headers', () => {
    expect(read(message('a', 'Hash: SHA256, sha512\nHash: SHA1\n'))).not.toBeNull();
    expect(read(message('a', ''))).not.toBeNull();
  });

  it.each(['AAEC*w==', 'AAECAw=', 'A'.repeat(100)])('has a signature that is no base64: %s', (base64) => {
    const found = read(message('a').replace('AAECAw==', base64));
    expect(found?.signature).toBeNull();
  });
});
