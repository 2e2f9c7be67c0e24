/**
 * Who signed a message, by exactly the steps of Helm 4's library (ProtonMail/go-crypto 1.4, `CheckDetachedSignature`): the first
 * signature by a key that is there counts and no other; then the key and the times are looked at, as of now. Beside it what Helm 3
 * says, whose library knows fewer algorithms and looks at no times.
 */
import type { TrustFailure, TrustRemark } from '../../shared/trust';
import { maySign, type Certificate, type Signer } from './certificates';
import { isRevoked, keyState, primaryIdentity, signatureState } from './key-validity';
import type { KeyRing } from './key-ring';
import { MAX_SIGNATURES } from './limits';
import { helm3Knows } from './older-helm';
import {
  hasRightShortSum,
  isSignedBy,
  readPacket,
  SIGNATURE_TYPE,
  typeOf,
  type SignaturePacket,
} from './openpgp-packets';
import { PACKET_TAG, PacketError, splitPackets } from './packet-stream';

export interface SignatureCheck {
  readonly failure: TrustFailure | null;
  /** All that could be read, for showing. */
  readonly signatures: readonly SignaturePacket[];
  /** The one that counts. */
  readonly checked: SignaturePacket | null;
  /** Whose key is there; it has signed unless the failure is `altered`. */
  readonly signer: Signer | null;
  /** What Helm 3 says of the signature. */
  readonly helm3Accepts: boolean;
  /** Where Helm 4 might take it all the same: why. */
  readonly stricter: readonly TrustRemark[];
}

export async function checkSignature(
  { signed, signature }: { readonly signed: Buffer; readonly signature: Buffer },
  ring: KeyRing,
  nowMs: number,
): Promise<SignatureCheck> {
  const { signatures, problem, stricter } = await readSignatures(signature);
  const failed = (failure: TrustFailure): SignatureCheck => ({
    failure,
    signatures,
    checked: null,
    signer: null,
    helm3Accepts: false,
    stricter,
  });
  for (const each of signatures) {
    const keyId = keyIdOf(each);
    if (keyId === null) return failed('no-issuer');
    const candidates = signersOf(await ring.find(keyId), keyId);
    const [first] = candidates;
    if (first === undefined) continue;
    const found = await findSigner(candidates, each, signed);
    const copies = found === null ? [] : copiesOf(found, candidates, each, nowMs);
    // Another key file may know of a revocation. Helm, which is given one file, takes the first copy in it.
    const signer = copies.find(({ failure }) => failure === 'key-revoked')?.signer ?? found;
    const checked = { signatures, checked: each, stricter };
    if (signer === null) return { ...checked, signer: first, failure: 'altered', helm3Accepts: false };
    return {
      ...checked,
      signer,
      failure: detailsOf(signer, each, nowMs),
      helm3Accepts: helm3Knows(signer, each) && hasRightShortSum(each, signed),
      ...(copies.some(({ failure }) => failure === null) ? { stricter: [...stricter, 'helm-accepts-copy'] } : {}),
    };
  }
  return failed(problem ?? 'unknown-signer');
}

/** What stands behind something that can't be read is not looked at, as by Helm's library. */
export async function readSignatures(
  bytes: Buffer,
): Promise<Pick<SignatureCheck, 'signatures' | 'stricter'> & { readonly problem: TrustFailure | null }> {
  const signatures: SignaturePacket[] = [];
  let stricter: readonly TrustRemark[] = [];
  try {
    for (const raw of splitPackets(bytes)) {
      if (signatures.length >= MAX_SIGNATURES) return { signatures, problem: 'bad-signature', stricter };
      if (raw.tag === PACKET_TAG.signature && raw.body[0] === 6) stricter = ['helm-reads-version-6'];
      const packet = raw.tag === PACKET_TAG.signature ? await readPacket(raw) : null;
      if (packet?.kind === 'unsupported') continue;
      if (packet?.kind !== 'signature') return { signatures, problem: 'bad-signature', stricter };
      signatures.push(packet.signature);
    }
  } catch (error) {
    if (error instanceof PacketError) return { signatures, problem: 'bad-signature', stricter };
    throw error;
  }
  return { signatures, problem: null, stricter };
}

/** Sixteen hexadecimal digits; null where the signature names nobody. */
export function keyIdOf({ issuerKeyID }: SignaturePacket): string | null {
  const id = issuerKeyID.toHex();
  return /^0*$/.test(id) ? null : id;
}

/** Keys of this id that may sign. */
function signersOf(certificates: readonly Certificate[], keyId: string): readonly Signer[] {
  return certificates.flatMap((certificate) => {
    const { primary, subkeys } = certificate;
    const own = { key: primary, selfSignature: primaryIdentity(certificate)?.selfSignature ?? null };
    const all = [own, ...subkeys.map(({ key, binding }) => ({ key, selfSignature: binding }))];
    return all.flatMap(({ key, selfSignature }) =>
      key.getKeyID().toHex() === keyId && selfSignature !== null && maySign(selfSignature)
        ? [{ certificate, key, selfSignature }]
        : [],
    );
  });
}

async function findSigner(
  candidates: readonly Signer[],
  signature: SignaturePacket,
  message: Buffer,
): Promise<Signer | null> {
  const type = typeOf(signature);
  // A signature of another kind, such as one of a key, was made over something else.
  if (type !== SIGNATURE_TYPE.binary && type !== SIGNATURE_TYPE.text) return null;
  for (const candidate of candidates) {
    if (await isSignedBy(candidate.key, signature, { message })) return candidate;
  }
  return null;
}

/** The key as each of the key files has it, with what is wrong with it there. */
function copiesOf(
  { key }: Signer,
  candidates: readonly Signer[],
  signature: SignaturePacket,
  nowMs: number,
): readonly { readonly signer: Signer; readonly failure: TrustFailure | null }[] {
  const fingerprint = key.getFingerprint();
  return candidates
    .filter((each) => each.key.getFingerprint() === fingerprint)
    .map((signer) => ({ signer, failure: detailsOf(signer, signature, nowMs) }));
}

function detailsOf(signer: Signer, signature: SignaturePacket, nowMs: number): TrustFailure | null {
  const { certificate, key, selfSignature } = signer;
  const identity = primaryIdentity(certificate);
  const primarySignature = identity?.selfSignature ?? selfSignature;
  const subkey = certificate.subkeys.find((each) => each.key === key);
  const all = [signature, primarySignature, ...(subkey === undefined ? [] : agreementsOf(subkey.binding))];
  if (all.some(({ rawNotations }) => rawNotations.some(({ critical }) => critical))) return 'unknown-notation';
  const revocations = [certificate.revocations, subkey?.revocations ?? [], identity?.revocations ?? []];
  if (revocations.some((each) => isRevoked(each, nowMs))) return 'key-revoked';
  for (const state of [
    keyState(certificate.primary, primarySignature, nowMs),
    ...(subkey === undefined ? [] : [keyState(key, subkey.binding, nowMs)]),
  ]) {
    if (state !== 'valid') return state === 'expired' ? 'key-expired' : 'key-from-future';
  }
  for (const each of all) {
    const state = signatureState(each, nowMs);
    if (state !== 'valid') return state === 'expired' ? 'signature-expired' : 'signature-from-future';
  }
  return null;
}

function agreementsOf(binding: SignaturePacket): readonly SignaturePacket[] {
  return binding.embeddedSignature === null ? [binding] : [binding, binding.embeddedSignature];
}
