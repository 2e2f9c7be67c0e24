import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_TIMING } from '../../../../electron/registry/limits';
import { RegistryError, type RegistryFailure } from '../../../../electron/registry/registry-error';
import { retryDelayMs, retryReason, withRetries } from '../../../../electron/registry/retry';
import type { Retry } from '../../../../electron/registry/registry-client';

const TIMING = { ...DEFAULT_TIMING, firstBackoffMs: 1, maxBackoffMs: 2 };

function failing(failure: RegistryFailure, status?: number): RegistryError {
  return new RegistryError('no', failure, { host: 'reg.example', ...(status === undefined ? {} : { status }) });
}

function limited(retryAfterMs?: number): RegistryError {
  return failing({ code: 'rate-limited', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
}

/** With the least and nearly the most jitter. */
function delays(error: RegistryError, attempts: number): readonly number[] {
  return [0, 0.999].map((random) => retryDelayMs(error, attempts, DEFAULT_TIMING, () => random));
}

describe('retryReason', () => {
  test.each([408, 500, 502, 503, 504, 499, 522])('%d passes', (status) => {
    expect(retryReason(failing({ code: 'server-error' }, status))).toBe('server-error');
  });
  test.each([501, 505])('%d does not', (status) => {
    expect(retryReason(failing({ code: 'server-error' }, status))).toBeNull();
  });
  test('resets pass; names that do not resolve, refusals and silence do not', () => {
    expect(retryReason(failing({ code: 'network', problem: 'reset' }))).toBe('network');
    for (const problem of ['dns', 'refused', 'timeout', 'tls-to-plain', 'other'] as const) {
      expect(retryReason(failing({ code: 'network', problem }))).toBeNull();
    }
  });
  test('what the registry decided stays decided', () => {
    for (const code of ['forbidden', 'not-found', 'rejected', 'immutable-tag', 'digest-mismatch'] as const) {
      expect(retryReason(failing({ code }, 400))).toBeNull();
    }
    expect(retryReason(failing({ code: 'auth-required', rejected: true }, 401))).toBeNull();
  });
});

describe('retryDelayMs', () => {
  test('doubles from 250 ms to 3 s, with up to a tenth on top', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempts) => delays(limited(), attempts)[0])).toEqual([
      250, 500, 1000, 2000, 3000, 3000,
    ]);
    expect(delays(limited(), 1)[1]).toBe(275);
  });

  test('never comes back before the time that the registry named', () => {
    expect(delays(limited(28_000), 1)).toEqual([28_000, 30_797]);
  });

  test('waits for a minute at most, whatever is asked for', () => {
    expect(delays(limited(Number.MAX_SAFE_INTEGER), 1)).toEqual([60_000, 60_000]);
  });

  test('a Retry-After of nothing does not make it hammer', () => {
    expect(delays(limited(0), 2)[0]).toBe(500);
  });
});

describe('withRetries', () => {
  test('gives up after as many tries as allowed, with the last error', async () => {
    const errors = [1, 2, 3, 4, 5, 6].map(() => failing({ code: 'server-error' }, 503));
    let tries = 0;
    const result = withRetries(() => Promise.reject(errors[tries++]!), { timing: TIMING });
    await expect(result).rejects.toBe(errors[4]);
    expect(tries).toBe(5);
  });

  test('passes other errors through at once', async () => {
    const attempt = vi.fn<() => Promise<never>>(() => Promise.reject(new TypeError('a mistake of ours')));
    await expect(withRetries(attempt, { timing: TIMING })).rejects.toThrow(TypeError);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('"Retry now" ends a wait that would take a minute', async () => {
    const retries: Retry[] = [];
    const attempt = vi.fn<() => Promise<string>>().mockResolvedValue('there');
    attempt.mockRejectedValueOnce(failing({ code: 'rate-limited', retryAfterMs: 3_600_000 }, 429));
    const result = await withRetries(attempt, {
      timing: TIMING,
      onRetry(retry) {
        retries.push(retry);
        retry.retryNow();
      },
    });
    expect(result).toBe('there');
    expect(retries).toMatchObject([{ host: 'reg.example', reason: 'rate-limited', delayMs: 60_000 }]);
  });

  test('cancelling ends the wait with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('closed');
    const result = withRetries(() => Promise.reject(limited(60_000)), {
      timing: TIMING,
      signal: controller.signal,
      onRetry: () => controller.abort(reason),
    });
    await expect(result).rejects.toBe(reason);
  });
});
