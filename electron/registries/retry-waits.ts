/** The waits before another try that are going on, by registry, so that the user can end them: "Retry now". */
import type { Retry } from '../registry/registry-client';

export interface RetryWaits {
  readonly add: (address: string, retry: Retry) => void;
  readonly retryNow: (address: string) => void;
}

export function createRetryWaits(): RetryWaits {
  const waits = new Map<string, Set<Retry>>();

  return {
    add(address, retry) {
      const ofAddress = waits.get(address) ?? new Set();
      waits.set(address, ofAddress.add(retry));
      setTimeout(() => ofAddress.delete(retry), retry.delayMs).unref();
    },
    retryNow(address) {
      for (const retry of waits.get(address) ?? []) retry.retryNow();
      waits.delete(address);
    },
  };
}
