/**
 * Tries again where trying again can help: 408, 429, 5xx and connections that were reset. Not for names that do not resolve,
 * refused connections, time-outs or TLS: the user has waited enough, or nothing will change within seconds.
 */
import { MAX_RETRY_AFTER_MS, type Timing } from './limits';
import { RegistryError } from './registry-error';
import type { Retry, RetryListener } from './registry-client';

export interface RetryOptions {
  readonly timing: Timing;
  readonly signal?: AbortSignal;
  readonly onRetry?: RetryListener;
}

/** Statuses that pass by themselves. 501 and 505 do not; 499 and 522 come from proxies. */
const PASSING_STATUSES: ReadonlySet<number> = new Set([
  401, 403, 408, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524,
]);

/** Runs `attempt` until it succeeds, fails for good or has been run `maxAttempts` times; then its last error is thrown. */
export async function withRetries<Value>(attempt: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RegistryError) || attempts >= options.timing.maxAttempts) throw error;
      const reason = retryReason(error);
      if (!reason) throw error;
      await waitBeforeRetry(
        { host: error.context.host, reason, delayMs: retryDelayMs(error, attempts, options.timing) },
        options,
      );
    }
  }
}

/** Why another try can help, null where it cannot. */
export function retryReason({ failure, context }: RegistryError): Retry['reason'] | null {
  switch (failure.code) {
    case 'rate-limited':
      return 'rate-limited';
    case 'server-error':
      return context.status !== undefined && PASSING_STATUSES.has(context.status) ? 'server-error' : null;
    case 'network':
      return failure.problem === 'reset' ? 'network' : null;
    default:
      return null;
  }
}

/** What the registry asked for, up to a limit; else doubled from try to try. With 10 % jitter, so that rows do not return as one. */
export function retryDelayMs(
  { failure }: RegistryError,
  attempts: number,
  timing: Timing,
  random: () => number = Math.random,
): number {
  const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
  const backoff = Math.min(timing.firstBackoffMs * 2 ** (attempts - 1), timing.maxBackoffMs);
  // Jitter only lengthens: never back before the time that the registry named.
  return Math.round(Math.min(Math.max(asked ?? 0, backoff) * (1 + 0.1 * random()), MAX_RETRY_AFTER_MS));
}

function waitBeforeRetry(retry: Omit<Retry, 'retryNow'>, { signal, onRetry }: RetryOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve();
    };
    const cancel = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(end, retry.delayMs);
    signal?.addEventListener('abort', cancel, { once: true });
    onRetry?.({ ...retry, retryNow: end });
  });
}
