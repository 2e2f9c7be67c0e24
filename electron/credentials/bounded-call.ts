/**
 * Calls that can hang and can't be stopped, such as keytar's: each blocks one of libuv's four threads, which files and
 * DNS need too. Each is given up after a while, and none is begun while another one runs or hangs: so at most one thread
 * is ever lost. No AbortSignal here for the same reason: nobody could obey it.
 */
import { CredentialError } from './credential-error';

/**
 * Runs a call, one at a time. Throws CredentialError: `timeout` when it takes longer than `timeoutMs`, and at once while
 * an earlier one still hangs; `refused` when the call rejects, with its message, and after `close`.
 */
export type BoundedCall = <Result>(call: () => Promise<Result>, timeoutMs: number) => Promise<Result>;

export interface BoundedCalls {
  readonly run: BoundedCall;
  /** No call is begun from now on. Resolves once the one under way has ended, which may be never. */
  readonly close: () => Promise<void>;
}

export function createBoundedCalls(): BoundedCalls {
  let underWay: Promise<unknown> | null = null;
  let isClosed = false;

  async function run<Result>(call: () => Promise<Result>, timeoutMs: number): Promise<Result> {
    if (isClosed) throw new CredentialError('refused', 'Chartroom is about to end');
    if (underWay !== null) throw new CredentialError('timeout', 'The keychain has not answered an earlier request yet');
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new CredentialError('timeout', `The keychain did not answer within ${timeoutMs} ms`));
      }, timeoutMs);
    });
    const ended = settle(call).finally(() => {
      clearTimeout(timer);
      underWay = null;
    });
    underWay = ended;
    return await Promise.race([ended, timedOut]);
  }

  return {
    run,
    async close() {
      isClosed = true;
      await underWay?.catch(() => undefined);
    },
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
