/**
 * The packets of a key file in any of its forms: armored, as GnuPG's old key ring has them, or in a keybox. Secret keys are never
 * read: they are counted and dropped.
 */
import { readArmor } from './armor';
import { isKeybox, keysInKeybox } from './keybox';
import { KeyFileError } from './key-file-error';
import { MAX_KEYS_IN_FILE, MAX_PACKETS_IN_FILE } from './limits';
import { PACKET_TAG, PacketError, splitPackets, type RawPacket } from './packet-stream';

/** A key with all that belongs to it, from its first packet on. */
export type KeyPackets = readonly RawPacket[];

export type KeyFileForm = 'armored' | 'binary' | 'keybox';

export interface KeyFileContent {
  readonly form: KeyFileForm;
  readonly keys: readonly KeyPackets[];
  readonly secretKeyCount: number;
}

const SQLITE_MAGIC = 'SQLite format 3\0';
const PUBLIC_BLOCK = 'PGP PUBLIC KEY BLOCK';
const SECRET_BLOCK = 'PGP PRIVATE KEY BLOCK';

/** Throws KeyFileError for what holds no public key. */
export function readKeyFile(bytes: Buffer, fileName: string): KeyFileContent {
  if (bytes.toString('latin1', 0, SQLITE_MAGIC.length) === SQLITE_MAGIC) throw new KeyFileError('keyboxd', fileName);
  try {
    const { form, streams } = streamsOf(bytes);
    const content = { form, ...keysOf(streams, fileName) };
    if (content.keys.length > 0) return content;
    throw new KeyFileError(content.secretKeyCount > 0 ? 'secret-keys' : 'no-keys', fileName);
  } catch (error) {
    if (error instanceof PacketError) throw new KeyFileError('damaged', fileName, { cause: error });
    throw error;
  }
}

function streamsOf(bytes: Buffer): { readonly form: KeyFileForm; readonly streams: readonly Buffer[] } {
  if (isKeybox(bytes)) return { form: 'keybox', streams: keysInKeybox(bytes) };
  // The first byte of a packet is no letter and no space.
  if (((bytes[0] ?? 0) & 0x80) !== 0 && !hasByteOrderMark(bytes)) return { form: 'binary', streams: [bytes] };
  return { form: 'armored', streams: armoredStreams(bytes.toString('latin1', hasByteOrderMark(bytes) ? 3 : 0)) };
}

function hasByteOrderMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function armoredStreams(text: string): readonly Buffer[] {
  const streams: Buffer[] = [];
  let next = 0;
  for (;;) {
    const block = readArmor(text, next);
    if (block === null) return streams;
    next = block.end;
    if (block.type !== PUBLIC_BLOCK && block.type !== SECRET_BLOCK) continue;
    if (block.bytes === null) throw new PacketError('The armor is damaged.');
    streams.push(block.bytes);
  }
}

function keysOf(streams: readonly Buffer[], fileName: string): Pick<KeyFileContent, 'keys' | 'secretKeyCount'> {
  const keys: RawPacket[][] = [];
  let secretKeyCount = 0;
  let packetCount = 0;
  for (const stream of streams) {
    // What stands before the first key belongs to nothing.
    let current: RawPacket[] | null = null;
    for (const packet of splitPackets(stream)) {
      packetCount += 1;
      if (packet.tag === PACKET_TAG.secretKey) {
        secretKeyCount += 1;
        current = null;
      } else if (packet.tag === PACKET_TAG.publicKey) {
        current = [packet];
        keys.push(current);
      } else if (packet.tag !== PACKET_TAG.secretSubkey) {
        current?.push(packet);
      }
      if (keys.length > MAX_KEYS_IN_FILE || packetCount > MAX_PACKETS_IN_FILE) {
        throw new KeyFileError('too-many-keys', fileName);
      }
    }
  }
  return { keys, secretKeyCount };
}
