/** What the queue and the two kinds of transfers agree on. Types only. */
import type { Digest } from '../../shared/digest';
import type { AppError } from '../../shared/errors';
import type { TransferId } from '../../shared/transfer';
import type { Retry } from '../registry/registry-client';

export interface TransferContext {
  readonly id: TransferId;
  /** Aborts when the user cancels and when Chartroom quits. */
  readonly signal: AbortSignal;
  /** Bytes moved so far of all; may fall back when a try starts again. May be called at any rate. */
  readonly progress: (sentBytes: number, totalBytes: number) => void;
  /** A wait before another try has begun; it ends with the next progress. */
  readonly waiting: (retry: Retry) => void;
  /**
   * From here on the result may become visible to others. When it resolves, that is written down, so that after a crash
   * nobody claims that nothing happened.
   */
  readonly finishing: () => Promise<void>;
}

export type TransferOutcome =
  /** `digest` is the manifest's. `unchanged`: all of it was there already. */
  | { readonly kind: 'done'; readonly digest: Digest; readonly unchanged: boolean }
  | { readonly kind: 'failed'; readonly error: AppError; readonly canRetry: boolean };

/** Runs one transfer to its end. Throws only the signal's reason, where a cancel stopped it in time. */
export type TransferRunner<Request> = (request: Request, context: TransferContext) => Promise<TransferOutcome>;
