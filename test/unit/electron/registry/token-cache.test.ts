import { expect, test, vi } from 'vitest';
import { createTokenCache, type AccessToken } from '../../../../electron/registry/token-cache';

const failing = () => Promise.reject(new Error('no'));

function exchangeOf(...values: readonly string[]) {
  const remaining = [...values];
  return vi.fn<() => Promise<AccessToken>>(() =>
    Promise.resolve({ value: remaining.shift() ?? 'none left', lifetimeMs: 60_000 }),
  );
}

test('a token is used until shortly before it expires, counted from its receipt', async () => {
  let nowMs = 1_000;
  const cache = createTokenCache(() => nowMs);
  const exchange = exchangeOf('one', 'two');
  expect(await cache.get('key', exchange)).toBe('one');
  nowMs += 53_000;
  expect(await cache.get('key', exchange)).toBe('one');
  nowMs += 2_000;
  expect(await cache.get('key', exchange)).toBe('two');
});

test('a token that lives for hours is given up ten seconds early', async () => {
  let nowMs = 0;
  const cache = createTokenCache(() => nowMs);
  const exchange = vi.fn<() => Promise<AccessToken>>(() => Promise.resolve({ value: 'long', lifetimeMs: 3_600_000 }));
  await cache.get('key', exchange);
  nowMs = 3_589_000;
  await cache.get('key', exchange);
  expect(exchange).toHaveBeenCalledTimes(1);
  nowMs = 3_591_000;
  await cache.get('key', exchange);
  expect(exchange).toHaveBeenCalledTimes(2);
});

test('the wall clock, a day wrong either way, changes nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const cache = createTokenCache();
    const exchange = exchangeOf('one', 'two');
    await cache.get('key', exchange);
    for (const days of [1, -1]) {
      vi.setSystemTime(Date.now() + days * 86_400_000);
      expect(await cache.get('key', exchange)).toBe('one');
    }
  } finally {
    vi.useRealTimers();
  }
});

test('those who need the same token at the same time share one exchange; other keys do not', async () => {
  const cache = createTokenCache();
  const exchange = exchangeOf('shared');
  const other = exchangeOf('other');
  const all = await Promise.all([cache.get('a', exchange), cache.get('a', exchange), cache.get('b', other)]);
  expect(all).toEqual(['shared', 'shared', 'other']);
  expect(exchange).toHaveBeenCalledTimes(1);
});

test('a failed exchange fails for all who wait, and is not kept', async () => {
  const cache = createTokenCache();
  const waiting = [cache.get('key', failing), cache.get('key', failing)];
  for (const each of waiting) await expect(each).rejects.toThrow('no');
  expect(await cache.get('key', exchangeOf('later'))).toBe('later');
});

test('dropping a token leaves the one that replaced it', async () => {
  const cache = createTokenCache();
  const exchange = exchangeOf('one', 'two', 'three');
  await cache.get('key', exchange);
  cache.drop('key', 'one');
  expect(await cache.get('key', exchange)).toBe('two');
  cache.drop('key', 'one');
  expect(await cache.get('key', exchange)).toBe('two');
});

test('cleared, it asks again', async () => {
  const cache = createTokenCache();
  const exchange = exchangeOf('one', 'two');
  await cache.get('key', exchange);
  cache.clear();
  expect(await cache.get('key', exchange)).toBe('two');
});
