/**
 * What Helm 3 makes of a signature that is right: its library (golang.org/x/crypto/openpgp) knows no EdDSA and drops each key that
 * has anything of it, takes a revoked key for an unknown one, and looks at no dates. Only told, never part of the verdict.
 */
import type { Signer } from './certificates';
import type { KeyPacket, SignaturePacket } from './openpgp-packets';

/** RSA, ElGamal, DSA, ECDH, ECDSA. */
const ALGORITHMS: ReadonlySet<number> = new Set([1, 2, 3, 16, 17, 18, 19]);
const CURVES: ReadonlySet<string> = new Set(['nistP256', 'nistP384', 'nistP521']);
/** SHA-1 and the SHA-2 family. */
const HASHES: ReadonlySet<number> = new Set([2, 8, 9, 10, 11]);

export function helm3Knows({ certificate, key }: Signer, signature: SignaturePacket): boolean {
  const { primary, subkeys, revocations, algorithms } = certificate;
  if (revocations.length > 0) return false;
  if (subkeys.some((each) => each.key === key && each.revocations.length > 0)) return false;
  if (![...algorithms].every((each) => ALGORITHMS.has(each))) return false;
  if (![primary, ...subkeys.map((each) => each.key)].every(hasKnownCurve)) return false;
  return HASHES.has(signature.hashAlgorithm ?? -1);
}

function hasKnownCurve(key: KeyPacket): boolean {
  const { curve } = key.getAlgorithmInfo();
  return curve === undefined || CURVES.has(curve);
}
