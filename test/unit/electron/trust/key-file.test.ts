import { describe, expect, it } from 'vitest';
import { readKeyFile } from '../../../../electron/trust/key-file';
import { splitPackets } from '../../../../electron/trust/packet-stream';

const KEY = packet(6, 'key');
const USER = packet(13, 'user');
const SECRET = packet(5, 'secret');

function codeOf(bytes: Buffer): unknown {
  try {
    return readKeyFile(bytes, 'keys.asc').keys.length;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

describe('a key file', () => {
  it('gives each key with what follows it, armored or not', () => {
    const bytes = Buffer.concat([KEY, USER, packet(12, 'trust'), KEY, USER, USER]);
    const { form, keys } = readKeyFile(bytes, 'pubring.gpg');
    expect(form).toBe('binary');
    expect(keys.map((key) => key.map(({ tag }) => tag))).toEqual([
      [6, 13],
      [6, 13, 13],
    ]);
    const two = `Key of Ana:\n${armor(Buffer.concat([KEY, USER]))}\n${armor(KEY)}`;
    expect(readKeyFile(Buffer.from(two), 'keys.asc')).toMatchObject({ form: 'armored', keys: [[{}, {}], [{}]] });
    expect(codeOf(Buffer.from(`\uFEFF${armor(KEY)}`))).toBe(1);
  });

  it('never holds a secret key', () => {
    expect(codeOf(Buffer.concat([SECRET, USER]))).toBe('secret-keys');
    expect(codeOf(Buffer.from(armor(Buffer.concat([SECRET, USER]), 'PRIVATE')))).toBe('secret-keys');
    const mixed = readKeyFile(Buffer.concat([SECRET, USER, packet(7, 'sub'), KEY, USER]), 'x');
    expect(mixed.secretKeyCount).toBe(1);
    expect(JSON.stringify(mixed.keys)).not.toContain(JSON.stringify(Buffer.from('secret')));
  });

  it.each([
    ['no-keys', Buffer.from('hello')],
    ['no-keys', Buffer.alloc(0)],
    ['no-keys', Buffer.from('-----BEGIN CERTIFICATE-----\n\nAAAA\n-----END CERTIFICATE-----\n')],
    ['no-keys', USER],
    ['damaged', KEY.subarray(0, -1)],
    ['damaged', Buffer.concat([KEY, Buffer.from('x')])],
    ['damaged', Buffer.from(armor(KEY).replace(/\n\n./, '\n\n*'))],
    ['keyboxd', Buffer.from('SQLite format 3\0 and so on')],
  ])('is %s', (code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('is refused with too many keys', () => {
    expect(codeOf(Buffer.concat(Array.from({ length: 10_001 }, () => KEY)))).toBe('too-many-keys');
  });
});

describe('packets', () => {
  it('come in lengths of every form', () => {
    const long = Buffer.alloc(300, 1);
    const bytes = Buffer.concat([
      Buffer.from([0xc0 | 13, ((300 - 192) >> 8) + 192, (300 - 192) & 0xff]),
      long,
      Buffer.from([0xc0 | 13, 255, 0, 0, 1, 44]),
      long,
      Buffer.from([0x80 | (13 << 2) | 1, 1, 44]),
      long,
    ]);
    expect([...splitPackets(bytes)].map(({ tag, body }) => [tag, body.length])).toEqual([
      [13, 300],
      [13, 300],
      [13, 300],
    ]);
  });

  it.each([
    ['parts', [0xc0 | 13, 230, 0]],
    ['unknown length', [0x80 | (13 << 2) | 3]],
    ['no kind', [0xc0, 0]],
    ['unknown kind', [0xc0 | 30, 0]],
    ['cut off', [0xc0 | 13, 255, 0]],
  ])('are refused: %s', (words, bytes) => {
    expect(() => [...splitPackets(Buffer.from(bytes))]).toThrow(words);
  });

  it('of kinds that may be passed over are', () => {
    expect([...splitPackets(Buffer.from([0xc0 | 50, 0]))]).toEqual([]);
  });
});

function packet(tag: number, body: string): Buffer {
  return Buffer.concat([Buffer.from([0xc0 | tag, body.length]), Buffer.from(body)]);
}

function armor(bytes: Buffer, kind = 'PUBLIC'): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN PGP ${kind} KEY BLOCK-----\n\n${lines}\n-----END PGP ${kind} KEY BLOCK-----\n`;
}
