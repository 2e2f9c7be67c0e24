/** The one error of this folder, and its words. Failures of registries and archives keep their own errors. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';

export type TransferErrorCode =
  /** The tag holds other content, and the user was not asked. */
  | 'tag-exists'
  /** The tag holds other content than that which the user said yes to replace. */
  | 'tag-changed'
  /** The manifest was sent, and nobody can tell whether it arrived. */
  | 'tag-unknown'
  /** A pull never writes over a file. */
  | 'file-exists'
  | 'cannot-write'
  | 'not-a-chart'
  /** Chartroom ended before the transfer did. */
  | 'closed'
  /** The chart's name, its version or the destination can't be a reference. */
  | 'cannot-push'
  | 'unknown-transfer';

export interface TransferErrorOptions {
  readonly cause?: unknown;
  /** Likely why, and what to do. */
  readonly why?: string;
}

/** `message` and `why` are for the user; they name files without their folders. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
  readonly code: TransferErrorCode;
  readonly why: string | undefined;

  constructor(code: TransferErrorCode, message: string, { cause, why }: TransferErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.why = why;
  }
}

export function transferAppError({ code, message, why }: TransferError): AppError {
  const words = { message, ...(why === undefined ? {} : { why }) };
  switch (code) {
    case 'tag-exists':
    case 'tag-changed':
    case 'file-exists':
      return { kind: 'conflict', ...words };
    case 'tag-unknown':
    case 'cannot-write':
    case 'closed':
      return { kind: 'unavailable', ...words };
    case 'not-a-chart':
      return { kind: 'unsupported', feature: 'not-a-chart', ...words };
    case 'cannot-push':
      return { kind: 'invalid-input', ...words };
    case 'unknown-transfer':
      return { kind: 'not-found', ...words };
    default:
      return assertNever(code);
  }
}
