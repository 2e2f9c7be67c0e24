/** Computing digests, whole or as bytes come. */
import { createHash, type Hash } from 'node:crypto';
import { isDigest, type Digest } from '../../shared/digest';

export type DigestAlgorithm = 'sha256' | 'sha512';

export function algorithmOf(digest: Digest): DigestAlgorithm {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

/** sha256 is what registries and Helm name content by. */
export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): Digest {
  return finishDigest(createHash(algorithm).update(bytes), algorithm);
}

export function hashFor(digest: Digest): Hash {
  return createHash(algorithmOf(digest));
}

/** The digest of what the hash was given; the hash can't be used after. */
export function finishDigest(hash: Hash, algorithm: DigestAlgorithm): Digest {
  const digest = `${algorithm}:${hash.digest('hex')}`;
  if (!isDigest(digest)) throw new TypeError(`Node gave no ${algorithm} hash.`);
  return digest;
}
