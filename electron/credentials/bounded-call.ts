/**
 * Calls that can hang and can't be stopped, such as keytar's: each blocks one of libuv's four threads, which files and
 * DNS need too. Each is given up after a while, and none is begun while another one runs or hangs: so at most one thread
 * is ever lost. No AbortSignal here for the same reason: nobody could obey it.
 */
import { CredentialError } from './credential-error';

/**
 * Runs a call, one at a time. Throws CredentialError: `timeout` when it takes longer than `timeoutMs`, and at once while
 * an earlier one still hangs; `refused` when the call rejects, with its message.
 */
export type BoundedCall = <Result>(call: () => Promise<Result>, timeoutMs: number) => Promise<Result>;

export function createBoundedCall(): BoundedCall {
  let isBusy = false;
  return async (call, timeoutMs) => {
    if (isBusy) throw new CredentialError('timeout', 'The keychain has not answered an earlier request yet');
    isBusy = true;
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new CredentialError('timeout', `The keychain did not answer within ${timeoutMs} ms`));
      }, timeoutMs);
    });
    const ended = settle(call).finally(() => {
      clearTimeout(timer);
      isBusy = false;
    });
    return await Promise.race([ended, timedOut]);
  };
}

async function settle<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CredentialError('refused', message, { cause: error });
  }
}
