/** Splits bytes into OpenPGP packets (RFC 9580, section 4.2). What is in them is read elsewhere. */

export interface RawPacket {
  readonly tag: number;
  readonly body: Buffer;
}

export const PACKET_TAG = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  trust: 12,
  userId: 13,
  publicSubkey: 14,
  userAttribute: 17,
} as const;

/** Of tags below this one, one that is not known makes what holds it unreadable. */
const FIRST_NON_CRITICAL_TAG = 40;
const KNOWN_TAGS: ReadonlySet<number> = new Set(Array.from({ length: 22 }, (_, tag) => tag).slice(1));

export class PacketError extends Error {
  override readonly name = 'PacketError';
}

/**
 * One packet after the other, so that damage behind what is needed does no harm, as with Helm's library. Throws PacketError where
 * the bytes are none, end too soon, or come in parts of unknown length, which keys and signatures never do.
 */
export function* splitPackets(bytes: Buffer): Generator<RawPacket, void> {
  let position = 0;
  while (position < bytes.length) {
    const { tag, start, end } = readHeader(bytes, position);
    if (end > bytes.length) throw new PacketError('The last packet is cut off.');
    position = end;
    if (tag === 0) throw new PacketError('A packet is of no kind.');
    if (tag === PACKET_TAG.trust || tag >= FIRST_NON_CRITICAL_TAG) continue;
    if (!KNOWN_TAGS.has(tag)) throw new PacketError(`A packet is of the unknown kind ${tag}.`);
    yield { tag, body: bytes.subarray(start, end) };
  }
}

interface Header {
  readonly tag: number;
  /** Of the body. */
  readonly start: number;
  readonly end: number;
}

function readHeader(bytes: Buffer, position: number): Header {
  const first = bytes[position] ?? 0;
  if ((first & 0x80) === 0) throw new PacketError('What stands where a packet should begin is none.');
  const isNew = (first & 0x40) !== 0;
  const tag = isNew ? first & 0x3f : (first & 0x3c) >> 2;
  const [lengthBytes, length] = isNew ? newLength(bytes, position + 1) : oldLength(bytes, position + 1, first & 0x03);
  const start = position + 1 + lengthBytes;
  return { tag, start, end: start + length };
}

function newLength(bytes: Buffer, at: number): readonly [number, number] {
  const first = numberAt(bytes, at, 1);
  if (first < 192) return [1, first];
  if (first < 224) return [2, (first - 192) * 256 + numberAt(bytes, at + 1, 1) + 192];
  if (first === 255) return [5, numberAt(bytes, at + 1, 4)];
  throw new PacketError('A packet comes in parts.');
}

function oldLength(bytes: Buffer, at: number, type: number): readonly [number, number] {
  if (type === 3) throw new PacketError('A packet is of unknown length.');
  const count = 2 ** type;
  return [count, numberAt(bytes, at, count)];
}

function numberAt(bytes: Buffer, at: number, count: number): number {
  if (at + count > bytes.length) throw new PacketError('The last packet is cut off.');
  return bytes.readUIntBE(at, count);
}
