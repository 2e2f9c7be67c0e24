/** Holds content that comes in parts against its descriptor: not a byte more, not a byte less, and the right hash. */
import { algorithmOf, finishDigest, hashFor } from './digests';
import type { ContentDescriptor } from './registry-client';
import { RegistryError, type RegistryErrorContext, type RegistryFailure } from './registry-error';

export interface ContentCheck {
  /** Bytes so far. */
  readonly received: number;
  /** A Content-Length, where there is one: a wrong size is told before a byte is taken. Throws `size-mismatch`. */
  announced(contentLength: string | undefined): void;
  /** Throws `size-mismatch` once there are too many. */
  add(chunk: Uint8Array): void;
  /** When there should be no more; may be called again. Throws `size-mismatch` or `digest-mismatch`. */
  finish(): void;
}

export function createContentCheck(descriptor: ContentDescriptor, context: RegistryErrorContext): ContentCheck {
  const { digest, size } = descriptor;
  const hash = hashFor(digest);
  let received = 0;
  let isProven = false;

  const fail = (failure: RegistryFailure, what: string) => new RegistryError(`${digest}: ${what}`, failure, context);

  return {
    get received() {
      return received;
    },
    announced(contentLength) {
      if (contentLength === undefined || Number(contentLength) === size) return;
      throw fail({ code: 'size-mismatch' }, `${contentLength} bytes are announced, not ${size}`);
    },
    add(chunk) {
      if (chunk.length === 0) return;
      received += chunk.length;
      if (received > size) throw fail({ code: 'size-mismatch' }, `more than ${size} bytes came`);
      hash.update(chunk);
    },
    finish() {
      if (isProven) return;
      if (received !== size) throw fail({ code: 'size-mismatch' }, `${received} bytes came, not ${size}`);
      const actual = finishDigest(hash, algorithmOf(digest));
      if (actual !== digest) throw fail({ code: 'digest-mismatch' }, `the content is ${actual}`);
      isProven = true;
    },
  };
}
