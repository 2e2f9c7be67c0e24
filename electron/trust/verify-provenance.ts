/**
 * The verdict on a chart's provenance: Helm's steps in Helm's order (signed message, signature, sums), so that what is Verified here is
 * what `helm verify` takes. Only without keys it is another: then the sums alone are looked at. No I/O.
 */
import { signedSums } from '../charts/provenance';
import { MAX_PROVENANCE_BYTES } from '../charts/limits';
import type { Digest } from '../../shared/digest';
import type {
  TrustFailure,
  TrustRemark,
  TrustReport,
  TrustSignature,
  TrustSigner,
  TrustState,
} from '../../shared/trust';
import { type Certificate, type Signer } from './certificates';
import { checkSignature, keyIdOf, readSignatures, type SignatureCheck } from './check-signature';
import { readClearSigned, type ClearSigned } from './clear-signed';
import { isRevoked, keyExpiry, keyState, signatureExpiry, validityOf } from './key-validity';
import type { KeyRing } from './key-ring';
import { MAX_SHOWN_KEYS, MAX_USER_ID_LENGTH } from './limits';
import { algorithmName, hashName, type KeyPacket, type SignaturePacket } from './openpgp-packets';

export interface GivenProvenance {
  readonly fileName: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** Null where it is larger than any. */
  readonly bytes: Uint8Array | null;
}

export interface ProvenanceToVerify {
  /** By the name that helm gives the archive. */
  readonly archive: { readonly fileName: string; readonly digest: Digest };
  /** Null where there is none. */
  readonly provenance: GivenProvenance | null;
  /** Null where no keys were chosen. */
  readonly keys: { readonly ring: KeyRing; readonly fileCount: number } | null;
  readonly nowMs: number;
}

/** Below these, keys are taken for breakable. */
const LEAST_BITS: Readonly<Record<string, number>> = { RSA: 2048, DSA: 2048 };
const SHA1 = 'SHA-1';

export async function verifyProvenance(given: ProvenanceToVerify): Promise<TrustReport> {
  const { archive, provenance, keys } = given;
  const report: TrustReport = {
    state: 'not-signed',
    remarks: [],
    archive,
    provenance: null,
    signedFiles: null,
    signatures: [],
    signer: null,
    keyFileCount: keys?.fileCount ?? 0,
  };
  if (provenance === null) return report;
  const { bytes, ...facts } = provenance;
  const signed = { ...report, provenance: facts };
  const failed = (failure: TrustFailure): TrustReport => ({ ...signed, state: 'failed', failure });
  if (bytes === null || bytes.length > MAX_PROVENANCE_BYTES) return failed('too-large');
  const message = readClearSigned(bytes);
  if (message === null) return failed('no-signed-message');
  return { ...signed, ...(await verdictOn(message, given)) };
}

async function verdictOn(
  message: ClearSigned,
  { archive, keys, nowMs }: ProvenanceToVerify,
): Promise<Omit<TrustReport, 'archive' | 'provenance' | 'keyFileCount'>> {
  const sums = signedSums(message.text);
  const sumsFailure = failureOfSums(sums, archive);
  const check = await signatureCheck(message, keys?.ring ?? null, nowMs);
  const failure = check.failure ?? sumsFailure;
  const state: TrustState = failure !== null ? 'failed' : keys === null ? 'not-checked' : 'verified';
  return {
    state,
    ...(failure === null ? {} : { failure }),
    remarks: remarksOn(message, check, { isVerified: state === 'verified', areSumsRight: sumsFailure === null }),
    signedFiles:
      sums === null ? null : [...sums].slice(0, MAX_SHOWN_KEYS).map(([fileName, sum]) => ({ fileName, sum })),
    signatures: check.signatures.map((each) => describeSignature(each, each === check.checked)),
    signer: check.signer === null ? null : describeSigner(check.signer, nowMs),
  };
}

async function signatureCheck(
  { signed, signature }: ClearSigned,
  ring: KeyRing | null,
  nowMs: number,
): Promise<SignatureCheck> {
  const nothing = { signatures: [], checked: null, signer: null, helm3Accepts: false, stricter: [] };
  if (signature === null) return { ...nothing, failure: 'bad-signature' };
  if (ring !== null) return await checkSignature({ signed, signature }, ring, nowMs);
  const { signatures, problem, stricter } = await readSignatures(signature);
  // Behind one that could be read, the rest may be anything: so it is with helm.
  return { ...nothing, signatures, stricter, failure: signatures.length === 0 ? (problem ?? 'bad-signature') : null };
}

function failureOfSums(
  sums: ReadonlyMap<string, string> | null,
  { fileName, digest }: ProvenanceToVerify['archive'],
): TrustFailure | null {
  if (sums === null) return 'bad-sums';
  const sum = sums.get(fileName);
  if (sum === undefined) return 'other-file';
  return sum === digest ? null : 'other-digest';
}

function remarksOn(
  { hasUnsignedText }: ClearSigned,
  { signatures, checked, signer, helm3Accepts, failure, stricter }: SignatureCheck,
  { isVerified, areSumsRight }: { readonly isVerified: boolean; readonly areSumsRight: boolean },
): TrustRemark[] {
  const isAcceptedByHelm3 = helm3Accepts && areSumsRight;
  const signature = checked ?? signatures[0];
  return [
    ...(signature !== undefined && hashName(signature) === SHA1 ? (['sha1'] as const) : []),
    ...(signer !== null && isShort(signer.key) ? (['short-key'] as const) : []),
    ...(signatures.length > 1 ? (['several-signatures'] as const) : []),
    ...(hasUnsignedText ? (['unsigned-text'] as const) : []),
    ...(isVerified && !isAcceptedByHelm3 ? (['helm3-refuses'] as const) : []),
    ...(!isVerified && isAcceptedByHelm3 ? (['helm3-accepts'] as const) : []),
    ...(failure !== null && areSumsRight ? stricter : []),
  ];
}

function describeSignature(signature: SignaturePacket, isChecked: boolean): TrustSignature {
  const keyId = keyIdOf(signature);
  const expiresAt = signatureExpiry(signature);
  const hash = hashName(signature);
  const algorithm = algorithmName(signature.publicKeyAlgorithm);
  return {
    ...(keyId === null ? {} : { keyId: keyId.toUpperCase() }),
    ...(signature.created === null ? {} : { createdAt: signature.created.getTime() }),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(hash === undefined ? {} : { hash }),
    ...(algorithm === undefined ? {} : { algorithm }),
    isChecked,
  };
}

function describeSigner({ certificate, key, selfSignature }: Signer, nowMs: number): TrustSigner {
  const { primary } = certificate;
  const expiresAt = keyExpiry(key, selfSignature);
  return {
    userIds: userIdsOf(certificate),
    fingerprint: primary.getFingerprint().toUpperCase(),
    ...(key === primary ? {} : { subkeyFingerprint: key.getFingerprint().toUpperCase() }),
    algorithm: algorithmWords(key),
    validity: signerValidity({ certificate, key, selfSignature }, nowMs),
    createdAt: key.created.getTime(),
    ...(expiresAt === null ? {} : { expiresAt }),
  };
}

function signerValidity({ certificate, key, selfSignature }: Signer, nowMs: number): TrustSigner['validity'] {
  const own = validityOf(certificate, nowMs);
  if (own !== 'valid' || key === certificate.primary) return own;
  const subkey = certificate.subkeys.find((each) => each.key === key);
  if (subkey !== undefined && isRevoked(subkey.revocations, nowMs)) return 'revoked';
  return keyState(key, selfSignature, nowMs);
}

export function userIdsOf({ identities }: Certificate): string[] {
  return identities.slice(0, MAX_SHOWN_KEYS).map(({ userId }) => shortenUserId(userId.text));
}

function shortenUserId(text: string): string {
  return text.length <= MAX_USER_ID_LENGTH ? text : `${text.slice(0, MAX_USER_ID_LENGTH)}…`;
}

/** Such as `RSA 3072`. */
function algorithmWords(key: KeyPacket): string {
  const name = algorithmName(key.algorithm) ?? 'unknown';
  const bits = bitsOf(key);
  return bits === undefined ? name : `${name} ${bits}`;
}

function isShort(key: KeyPacket): boolean {
  const least = LEAST_BITS[algorithmName(key.algorithm) ?? ''];
  return least !== undefined && (bitsOf(key) ?? least) < least;
}

/** Of RSA's modulus and DSA's prime. */
function bitsOf(key: KeyPacket): number | undefined {
  const bits = key.getAlgorithmInfo().bits;
  return bits === undefined || bits === 0 ? undefined : bits;
}
