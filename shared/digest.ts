/** The digest of content, and its textual form. Free of zod, so that the window can use it without loading zod. */
import type { z } from 'zod';

/** `sha256:…` or `sha512:…` in lower-case hexadecimal. */
export type Digest = string & z.$brand<'Digest'>;

export const DIGEST_PATTERN = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/;

export function isDigest(text: string): text is Digest {
  return DIGEST_PATTERN.test(text);
}
