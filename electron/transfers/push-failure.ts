/** What the user reads when a push fails: what happened, how far it came, and that no tag was written, where that is sure. */
import { formatSize } from '../../shared/format-size';
import type { AppError } from '../../shared/errors';
import { ChartError } from '../charts/chart-error';
import { transferAppError, TransferError } from './transfer-error';
import type { PushRequest } from './transfer-request';
import type { TransferOutcome } from './transfer-runner';

export interface PushFailureOptions {
  readonly request: PushRequest;
  /** Null before the first byte was to be sent. */
  readonly sentBytes: number | null;
  readonly username: string | undefined;
  readonly toAppError: (error: unknown) => AppError;
}

export function pushFailure(error: unknown, options: PushFailureOptions): TransferOutcome {
  // These know best what became of the tag.
  if (error instanceof TransferError) return { kind: 'failed', error: transferAppError(error), canRetry: true };
  // Another file under that name can't be pushed by trying again: the user must look at it first.
  const canRetry = !(error instanceof ChartError) || error.code === 'vanished' || error.code === 'unreadable';
  return { kind: 'failed', error: inWords(options.toAppError(error), options), canRetry };
}

function inWords(error: AppError, { request, sentBytes, username }: PushFailureOptions): AppError {
  const noTag = request.replaceDigest === undefined ? 'No tag was written.' : 'The tag was not changed.';
  if (error.kind === 'network' && sentBytes !== null && sentBytes > 0) {
    const lost = error.problem === 'timeout' ? `${error.host} stopped answering` : 'Connection lost';
    return { ...error, message: `${lost} at ${formatSize(sentBytes)}. ${noTag}` };
  }
  if (error.kind === 'forbidden') {
    const who =
      username === undefined ? `${error.host} doesn't let you push` : `You're logged in as ${username}, but can't push`;
    return {
      ...error,
      message: `${who} to ${request.repository}.`,
      why: `Ask for write access or pick another destination. ${noTag}`,
    };
  }
  return { ...error, why: error.why === undefined ? noTag : `${error.why} ${noTag}` };
}
