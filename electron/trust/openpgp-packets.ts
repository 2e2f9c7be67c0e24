/**
 * Keys and signatures as openpgp.js reads them, one packet at a time, and its check of one signature by one key. Who may sign what,
 * and when, is decided elsewhere by Helm's rules; the library's own are switched off, since they are others. It is loaded when first
 * needed and stays a file of its own (docs/licences.md).
 */
import { createHash, getHashes } from 'node:crypto';
import type * as OpenPgp from 'openpgp';
import { PACKET_TAG, type RawPacket } from './packet-stream';

export type SignaturePacket = OpenPgp.SignaturePacket;
export type KeyPacket = OpenPgp.PublicKeyPacket | OpenPgp.PublicSubkeyPacket;

export type ReadPacket =
  | { readonly kind: 'key'; readonly key: KeyPacket }
  | { readonly kind: 'subkey'; readonly key: KeyPacket }
  | { readonly kind: 'user-id'; readonly userId: UserId }
  | { readonly kind: 'signature'; readonly signature: SignaturePacket }
  /** Of a version or algorithm that is not known; Helm's library passes over it. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'other' };

export interface UserId {
  readonly text: string;
  /** As it was signed: it may be no UTF-8. */
  readonly bytes: Uint8Array;
}

/** What a signature is made over. */
export type Signed =
  { readonly message: Uint8Array } | { readonly key: KeyPacket; readonly userId?: UserId; readonly bind?: KeyPacket };

/** RFC 9580, section 5.2.1. */
export const SIGNATURE_TYPE = {
  binary: 0x00,
  text: 0x01,
  genericCertification: 0x10,
  personaCertification: 0x11,
  casualCertification: 0x12,
  positiveCertification: 0x13,
  subkeyBinding: 0x18,
  keyBinding: 0x19,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
  certificationRevocation: 0x30,
} as const;

/** RFC 9580, section 9.5: those that Helm's library reads, SHA-1 among them. */
const HASH_NAMES: Readonly<Record<number, string>> = {
  2: 'SHA-1',
  8: 'SHA-256',
  9: 'SHA-384',
  10: 'SHA-512',
  11: 'SHA-224',
  12: 'SHA3-256',
  14: 'SHA3-512',
};

/** RFC 9580, section 9.1: those that sign. Helm's library reads signatures of no other. */
const ALGORITHM_NAMES: Readonly<Record<number, string>> = {
  1: 'RSA',
  3: 'RSA',
  17: 'DSA',
  19: 'ECDSA',
  22: 'EdDSA',
  27: 'Ed25519',
  28: 'Ed448',
};

/** As a number: the library's own names for the types are other ones. */
export function typeOf({ signatureType }: SignaturePacket): number | null {
  return signatureType;
}

export function hashName(signature: SignaturePacket): string | undefined {
  return HASH_NAMES[signature.hashAlgorithm ?? -1];
}

export function algorithmName(algorithm: number | null): string | undefined {
  return ALGORITHM_NAMES[algorithm ?? -1];
}

let loaded: Promise<typeof OpenPgp> | undefined;

async function openPgp(): Promise<typeof OpenPgp> {
  return await (loaded ??= import('openpgp'));
}

export async function readPacket({ tag, body }: RawPacket): Promise<ReadPacket> {
  const library = await openPgp();
  try {
    switch (tag) {
      case PACKET_TAG.publicKey: {
        const key = new library.PublicKeyPacket();
        await key.read(body);
        return isReadKey(key) ? { kind: 'key', key } : { kind: 'unsupported' };
      }
      case PACKET_TAG.publicSubkey: {
        const key = new library.PublicSubkeyPacket();
        await key.read(body);
        return isReadKey(key) ? { kind: 'subkey', key } : { kind: 'unsupported' };
      }
      case PACKET_TAG.userId:
        return { kind: 'user-id', userId: { text: body.toString('utf8'), bytes: body } };
      case PACKET_TAG.signature: {
        const signature = new library.SignaturePacket();
        signature.read(body);
        // Helm's library asks for the time it was made at.
        if (signature.created === null) return { kind: 'damaged' };
        const isKnown =
          signature.version === 4 &&
          hashName(signature) !== undefined &&
          algorithmName(signature.publicKeyAlgorithm) !== undefined;
        return isKnown ? { kind: 'signature', signature } : { kind: 'unsupported' };
      }
      default:
        return { kind: 'other' };
    }
  } catch (error) {
    return { kind: error instanceof Error && error.name === 'UnsupportedError' ? 'unsupported' : 'damaged' };
  }
}

/** Keys of version 4 only: GnuPG makes no other that Helm reads. */
function isReadKey(key: KeyPacket): boolean {
  return key.version === 4;
}

/** True where `key` made `signature` over this. Of times, only the checks of this app count. */
export async function isSignedBy(key: KeyPacket, signature: SignaturePacket, signed: Signed): Promise<boolean> {
  const library = await openPgp();
  const { signatureType } = signature;
  if (signatureType === null) return false;
  const config = {
    ...library.config,
    rejectHashAlgorithms: new Set<OpenPgp.enums.hash>(),
    rejectMessageHashAlgorithms: new Set<OpenPgp.enums.hash>(),
    // Looked at where Helm's library does.
    knownNotations: signature.rawNotations.map(({ name }) => name),
  };
  const data = 'message' in signed ? asLiteral(signed.message) : withUserId(signed);
  const isRight = async (): Promise<boolean> => {
    try {
      // As of when it was made, so that only what was signed is looked at.
      await signature.verify(key, signatureType, data, signature.created ?? new Date(), true, config);
      return true;
    } catch {
      // Whatever the reason, the signature doesn't count.
      return false;
    }
  };
  if (await isRight()) return true;
  const written = signature.signedHashValue;
  const sum = 'message' in signed ? shortSumOf(signature, signed.message) : null;
  if (sum === null || written === null || sum.equals(written)) return false;
  // The library asks for it, Helm's doesn't: it is a hint, and the signature is over the whole sum.
  signature.signedHashValue = sum;
  try {
    return await isRight();
  } finally {
    signature.signedHashValue = written;
  }
}

/** Helm 3 looks at it, Helm 4 doesn't. True where this machine can't tell. */
export function hasRightShortSum(signature: SignaturePacket, message: Uint8Array): boolean {
  const sum = shortSumOf(signature, message);
  return sum === null || (signature.signedHashValue !== null && sum.equals(signature.signedHashValue));
}

/** The first two bytes of what is signed: RFC 9580, section 5.2.4. Null where this machine doesn't know the hash. */
function shortSumOf(signature: SignaturePacket, message: Uint8Array): Buffer | null {
  const { signatureData, version } = signature;
  const name = hashName(signature)?.replace('SHA-', 'sha').toLowerCase();
  if (signatureData === null || name === undefined || !getHashes().includes(name)) return null;
  const trailer = Buffer.from([version, 0xff, 0, 0, 0, 0]);
  trailer.writeUInt32BE(signatureData.length, 2);
  return createHash(name).update(message).update(signatureData).update(trailer).digest().subarray(0, 2);
}

/** What the library asks of a packet of literal data. */
function asLiteral(message: Uint8Array): object {
  return { text: null, getBytes: () => message };
}

function withUserId({ key, userId, bind }: Exclude<Signed, { readonly message: Uint8Array }>): object {
  // The library would write it anew from its text, which is another where it is no UTF-8.
  const packet = userId === undefined ? {} : { userID: { write: () => userId.bytes } };
  return { key, ...packet, ...(bind === undefined ? {} : { bind }) };
}
