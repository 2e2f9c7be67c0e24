/**
 * GnuPG's keybox (`pubring.kbx`): a chain of blobs, of which those of the OpenPGP kind hold a key as its packets. Neither Helm nor
 * the OpenPGP libraries read it. The format is described in GnuPG's kbx/keybox-blob.c.
 */
import { PacketError } from './packet-stream';

const BLOB_TYPE = { empty: 0, header: 1, openPgp: 2 } as const;
/** Length, type, version, flags, place and length of the key. */
const OPENPGP_HEAD_BYTES = 16;
/** Length and type. */
const LEAST_BLOB_BYTES = 5;
const MAGIC = 'KBXf';
const MAGIC_AT = 8;

export function isKeybox(bytes: Buffer): boolean {
  return bytes[4] === BLOB_TYPE.header && bytes.toString('latin1', MAGIC_AT, MAGIC_AT + MAGIC.length) === MAGIC;
}

/** The packets of each key, in the file's order; X.509 certificates and deleted keys are left out. Throws PacketError. */
export function keysInKeybox(bytes: Buffer): readonly Buffer[] {
  const keys: Buffer[] = [];
  let position = 0;
  while (position < bytes.length) {
    const blob = blobAt(bytes, position);
    position += blob.length;
    if (blob[4] !== BLOB_TYPE.openPgp) continue;
    if (blob.length < OPENPGP_HEAD_BYTES) throw new PacketError('A key of the keybox is cut off.');
    const start = blob.readUInt32BE(8);
    const end = start + blob.readUInt32BE(12);
    if (start < OPENPGP_HEAD_BYTES || end > blob.length) throw new PacketError('A key of the keybox is cut off.');
    keys.push(blob.subarray(start, end));
  }
  return keys;
}

function blobAt(bytes: Buffer, position: number): Buffer {
  const length = position + 4 <= bytes.length ? bytes.readUInt32BE(position) : 0;
  if (length < LEAST_BLOB_BYTES || position + length > bytes.length) {
    throw new PacketError('The keybox is cut off or damaged.');
  }
  return bytes.subarray(position, position + length);
}
