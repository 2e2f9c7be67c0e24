/**
 * A key with its user ids and subkeys, as Helm's library puts them together (ProtonMail/go-crypto 1.4, `ReadEntity`): only what the
 * key itself has signed counts, and a key with a false signature of its own counts for nothing.
 */
import type { KeyPackets } from './key-file';
import {
  isSignedBy,
  readPacket,
  SIGNATURE_TYPE,
  typeOf,
  type KeyPacket,
  type ReadPacket,
  type SignaturePacket,
  type UserId,
} from './openpgp-packets';

export interface Identity {
  readonly userId: UserId;
  /** The newest. */
  readonly selfSignature: SignaturePacket | null;
  readonly revocations: readonly SignaturePacket[];
}

export interface Subkey {
  readonly key: KeyPacket;
  /** The newest that binds it. */
  readonly binding: SignaturePacket;
  readonly revocations: readonly SignaturePacket[];
}

export interface Certificate {
  readonly primary: KeyPacket;
  /** Never empty. */
  readonly identities: readonly Identity[];
  readonly revocations: readonly SignaturePacket[];
  readonly subkeys: readonly Subkey[];
  /** Algorithms of all keys and signatures in it: Helm 3 drops a key with one that it doesn't know. */
  readonly algorithms: ReadonlySet<number>;
}

/** A key that made, or may have made, a signature. */
export interface Signer {
  readonly certificate: Certificate;
  /** The primary key, or the subkey that signed. */
  readonly key: KeyPacket;
  /** What says how `key` may be used. */
  readonly selfSignature: SignaturePacket;
}

/** The right to sign messages. */
const SIGN_FLAG = 0x02;

/** The key counts for nothing; the message says why, for the log. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

/** Throws CertificateError. */
export async function readCertificate(packets: KeyPackets): Promise<Certificate> {
  return await new CertificateReader(packets).read();
}

class CertificateReader {
  readonly #packets: KeyPackets;
  readonly #algorithms = new Set<number>();
  #next = 0;

  constructor(packets: KeyPackets) {
    this.#packets = packets;
  }

  async read(): Promise<Certificate> {
    const first = await this.#take();
    if (first?.kind !== 'key') throw new CertificateError('not a key that can be read');
    const primary = first.key;
    const identities = new Map<string, Identity>();
    const subkeys: Subkey[] = [];
    const revocations: SignaturePacket[] = [];
    for (let packet = await this.#take(); packet !== null; packet = await this.#take()) {
      if (packet.kind === 'user-id') {
        const identity = await this.#identity(primary, packet.userId);
        if (identity !== null) identities.set(packet.userId.text, identity);
      } else if (packet.kind === 'subkey') subkeys.push(await this.#subkey(primary, packet.key));
      else if (packet.kind === 'signature' && typeOf(packet.signature) === SIGNATURE_TYPE.keyRevocation) {
        revocations.push(packet.signature);
      }
    }
    if (identities.size === 0) throw new CertificateError('no user id that the key has signed');
    for (const revocation of revocations) {
      // Somebody else may have been given the right to revoke it; nobody reads that, so the key counts for nothing.
      const isOwn = await isSignedBy(primary, revocation, { key: primary });
      if (!isOwn) throw new CertificateError('revoked by another key');
    }
    return { primary, identities: [...identities.values()], revocations, subkeys, algorithms: this.#algorithms };
  }

  async #identity(primary: KeyPacket, userId: UserId): Promise<Identity | null> {
    let selfSignature: SignaturePacket | null = null;
    const revocations: SignaturePacket[] = [];
    for (const signature of await this.#signatures()) {
      const type = typeOf(signature);
      const isRevocation = type === SIGNATURE_TYPE.certificationRevocation;
      if (!isRevocation && !isCertification(type)) throw new CertificateError('a user id with another signature');
      if (!isIssuedBy(signature, primary)) continue;
      if (!(await isSignedBy(primary, signature, { key: primary, userId }))) {
        throw new CertificateError('a user id with a false signature');
      }
      if (isRevocation) revocations.push(signature);
      else if (selfSignature === null || isNewer(signature, selfSignature)) selfSignature = signature;
    }
    return selfSignature === null && revocations.length === 0 ? null : { userId, selfSignature, revocations };
  }

  async #subkey(primary: KeyPacket, key: KeyPacket): Promise<Subkey> {
    let binding: SignaturePacket | null = null;
    const revocations: SignaturePacket[] = [];
    for (const signature of await this.#signatures()) {
      const type = typeOf(signature);
      if (type !== SIGNATURE_TYPE.subkeyBinding && type !== SIGNATURE_TYPE.subkeyRevocation) {
        throw new CertificateError('a subkey with another signature');
      }
      if (!(await isBound(primary, key, signature))) throw new CertificateError('a subkey with a false signature');
      if (type === SIGNATURE_TYPE.subkeyRevocation) revocations.push(signature);
      else if (binding === null || isNewer(signature, binding)) binding = signature;
    }
    if (binding === null) throw new CertificateError('a subkey without a signature');
    return { key, binding, revocations };
  }

  /** Those that follow right away. */
  async #signatures(): Promise<readonly SignaturePacket[]> {
    const found: SignaturePacket[] = [];
    for (;;) {
      const before = this.#next;
      const packet = await this.#take();
      if (packet?.kind === 'signature') found.push(packet.signature);
      else {
        // That one belongs to what comes next.
        if (packet !== null) this.#next = before;
        return found;
      }
    }
  }

  /** Null at the end. Passes over what is unsupported. */
  async #take(): Promise<ReadPacket | null> {
    for (;;) {
      const raw = this.#packets[this.#next];
      if (raw === undefined) return null;
      const packet = await readPacket(raw);
      if (packet.kind === 'damaged') throw new CertificateError('a packet that is damaged');
      if (packet.kind === 'unsupported') {
        this.#next += 1;
        this.#algorithms.add(UNKNOWN_ALGORITHM);
        continue;
      }
      this.#next += 1;
      if (packet.kind === 'key' || packet.kind === 'subkey') this.#algorithms.add(packet.key.algorithm);
      if (packet.kind === 'signature') this.#algorithms.add(packet.signature.publicKeyAlgorithm ?? UNKNOWN_ALGORITHM);
      return packet;
    }
  }
}

const UNKNOWN_ALGORITHM = -1;

export function maySign(signature: SignaturePacket | null): boolean {
  return ((signature?.keyFlags?.[0] ?? 0) & SIGN_FLAG) !== 0;
}

/** A subkey that signs must have agreed to it: else anyone could claim another's. */
async function isBound(primary: KeyPacket, key: KeyPacket, signature: SignaturePacket): Promise<boolean> {
  const signed = { key: primary, bind: key };
  if (!(await isSignedBy(primary, signature, signed))) return false;
  if (!maySign(signature)) return true;
  const agreement = signature.embeddedSignature;
  return (
    agreement !== null && typeOf(agreement) === SIGNATURE_TYPE.keyBinding && (await isSignedBy(key, agreement, signed))
  );
}

function isCertification(type: number | null): boolean {
  return type !== null && type >= SIGNATURE_TYPE.genericCertification && type <= SIGNATURE_TYPE.positiveCertification;
}

/** By the fingerprint where the signature names one, else by the short id. */
function isIssuedBy(signature: SignaturePacket, key: KeyPacket): boolean {
  const fingerprint = signature.issuerFingerprint;
  if (fingerprint !== null) return Buffer.from(fingerprint).toString('hex') === key.getFingerprint();
  return signature.issuerKeyID.equals(key.getKeyID());
}

function isNewer(one: SignaturePacket, other: SignaturePacket): boolean {
  return (one.created?.getTime() ?? 0) > (other.created?.getTime() ?? 0);
}
