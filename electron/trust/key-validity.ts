/** Until when a key and a signature count: by Helm's library, to the second (ProtonMail/go-crypto 1.4). No I/O. */
import type { KeyValidity } from '../../shared/trust';
import type { Certificate, Identity } from './certificates';
import type { KeyPacket, SignaturePacket } from './openpgp-packets';

const KEY_COMPROMISED = 2;

export type ExpiryState = 'valid' | 'expired' | 'from-future';

/** The user id that says how the key may be used: not revoked, marked as the main one, newest. */
export function primaryIdentity({ identities }: Certificate): Identity | null {
  return identities.reduce<Identity | null>(
    (best, each) => (best === null || isPreferred(best, each) ? each : best),
    null,
  );
}

function isPreferred(best: Identity, other: Identity): boolean {
  if (best.revocations.length !== other.revocations.length) {
    return best.revocations.length > other.revocations.length;
  }
  if (best.selfSignature === null) return true;
  if (other.selfSignature === null) return false;
  const isBestMain = best.selfSignature.isPrimaryUserID === true;
  const isOtherMain = other.selfSignature.isPrimaryUserID === true;
  if (isBestMain !== isOtherMain) return isOtherMain;
  return (other.selfSignature.created?.getTime() ?? 0) > (best.selfSignature.created?.getTime() ?? 0);
}

/** A revocation may end; one of a key that fell into other hands counts for ever. */
export function isRevoked(revocations: readonly SignaturePacket[], nowMs: number): boolean {
  return revocations.some((each) => {
    const reason: number | null = each.reasonForRevocationFlag;
    return reason === KEY_COMPROMISED || signatureState(each, nowMs) === 'valid';
  });
}

export function keyState(key: KeyPacket, selfSignature: SignaturePacket, nowMs: number): ExpiryState {
  if (seconds(key.created.getTime()) > seconds(nowMs)) return 'from-future';
  const expiresAt = keyExpiry(key, selfSignature);
  return expiresAt !== null && seconds(nowMs) > seconds(expiresAt) ? 'expired' : 'valid';
}

export function signatureState(signature: SignaturePacket, nowMs: number): ExpiryState {
  if (seconds(signature.created?.getTime() ?? 0) > seconds(nowMs)) return 'from-future';
  const expiresAt = signatureExpiry(signature);
  return expiresAt !== null && seconds(nowMs) > seconds(expiresAt) ? 'expired' : 'valid';
}

/** In milliseconds; null where it never does. */
export function keyExpiry(key: KeyPacket, { keyExpirationTime }: SignaturePacket): number | null {
  return (keyExpirationTime ?? 0) === 0 ? null : key.created.getTime() + (keyExpirationTime ?? 0) * 1000;
}

export function signatureExpiry({ created, signatureExpirationTime }: SignaturePacket): number | null {
  const lifetime = signatureExpirationTime ?? 0;
  return lifetime === 0 || created === null ? null : created.getTime() + lifetime * 1000;
}

/** Of the key as a whole, for reading. */
export function validityOf(certificate: Certificate, nowMs: number): KeyValidity {
  const identity = primaryIdentity(certificate);
  if (isRevoked(certificate.revocations, nowMs)) return 'revoked';
  if (identity !== null && isRevoked(identity.revocations, nowMs)) return 'revoked';
  const selfSignature = identity?.selfSignature ?? null;
  return selfSignature === null ? 'valid' : keyState(certificate.primary, selfSignature, nowMs);
}

function seconds(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}
