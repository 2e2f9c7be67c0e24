import { describe, expect, it } from 'vitest';
import { isKeybox, keysInKeybox } from '../../../../electron/trust/keybox';

const HEADER = blob(1, Buffer.concat([Buffer.from([1, 0, 2]), Buffer.from('KBXf'), Buffer.alloc(20)]));

describe('a keybox', () => {
  it('is known by the kind and the mark of its first blob', () => {
    expect(isKeybox(HEADER)).toBe(true);
    expect(isKeybox(Buffer.from('KBXf'))).toBe(false);
    expect(isKeybox(Buffer.alloc(0))).toBe(false);
  });

  it('gives the packets of its OpenPGP keys in order, and leaves out certificates and deleted keys', () => {
    const bytes = Buffer.concat([
      HEADER,
      key('first'),
      blob(3, Buffer.alloc(40)),
      blob(0, Buffer.alloc(30)),
      key('second'),
    ]);
    expect(keysInKeybox(bytes).map(String)).toEqual(['first', 'second']);
    expect(keysInKeybox(HEADER)).toEqual([]);
  });

  it('is refused where it is cut off or names places outside of its blobs', () => {
    expect(() => keysInKeybox(Buffer.concat([HEADER, key('first').subarray(0, -1)]))).toThrow('cut off');
    expect(() => keysInKeybox(Buffer.concat([HEADER, Buffer.from([0, 0])]))).toThrow('cut off');
    expect(() => keysInKeybox(Buffer.concat([HEADER, Buffer.alloc(8)]))).toThrow('cut off');
    const outside = key('first');
    outside.writeUInt32BE(1000, 12);
    expect(() => keysInKeybox(outside)).toThrow('cut off');
    const intoHead = key('first');
    intoHead.writeUInt32BE(0, 8);
    expect(() => keysInKeybox(intoHead)).toThrow('cut off');
    expect(() => keysInKeybox(blob(2, Buffer.alloc(4)))).toThrow('cut off');
  });
});

function blob(kind: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(head.length + rest.length);
  head[4] = kind;
  return Buffer.concat([head, rest]);
}

/** Its packets stand behind the head and something of GnuPG's. */
function key(packets: string): Buffer {
  const start = 32;
  const whole = Buffer.alloc(start + packets.length + 20);
  whole.writeUInt32BE(whole.length);
  whole[4] = 2;
  whole[5] = 1;
  whole.writeUInt32BE(start, 8);
  whole.writeUInt32BE(packets.length, 12);
  whole.write(packets, start);
  return whole;
}
