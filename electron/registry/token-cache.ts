/**
 * Access tokens in memory, each until it expires; requests that need the same one at the same time share one exchange.
 * Time runs on a monotonic clock from local receipt: a wrong wall clock, ours or the server's, changes nothing.
 */

export interface AccessToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

export interface TokenCache {
  /** The token kept under this key, or the one that `exchange` brings. Failures are not kept. */
  get(key: string, exchange: () => Promise<AccessToken>): Promise<string>;
  /** Forgets a token that the registry refused, unless another request has replaced it already. */
  drop(key: string, value: string): void;
  clear(): void;
}

interface Entry {
  readonly value: string;
  readonly expiresAtMs: number;
}

/** A token is not used in its last tenth, nor in its last seconds where it lives long: a request takes time. */
const MAX_MARGIN_MS = 10_000;

export function createTokenCache(nowMs: () => number = () => performance.now()): TokenCache {
  const entries = new Map<string, Entry>();
  const exchanges = new Map<string, Promise<string>>();

  return {
    get(key, exchange) {
      const entry = entries.get(key);
      if (entry && nowMs() < entry.expiresAtMs) return Promise.resolve(entry.value);
      const running = exchanges.get(key);
      if (running) return running;
      entries.delete(key);
      const started = exchange()
        .then(({ value, lifetimeMs }) => {
          entries.set(key, { value, expiresAtMs: nowMs() + lifetimeMs - Math.min(lifetimeMs / 10, MAX_MARGIN_MS) });
          return value;
        })
        .finally(() => exchanges.delete(key));
      exchanges.set(key, started);
      return started;
    },
    drop(key, value) {
      if (entries.get(key)?.value === value) entries.delete(key);
    },
    clear: () => entries.clear(),
  };
}
