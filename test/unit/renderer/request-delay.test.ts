import { describe, expect, it } from 'vitest';
import { delayWords, isWorthTelling } from '../../../renderer/request-delay';

const now = 1_000_000;
const delay = { address: 'docker.io', retryAt: now + 27_400, reason: 'rate-limited' } as const;

describe('delayWords', () => {
  it('counts whole seconds down, never to none', () => {
    expect(delayWords(delay, now)).toBe('docker.io asked us to slow down. Retrying in 28 s.');
    expect(delayWords(delay, now + 27_399)).toBe('docker.io asked us to slow down. Retrying in 1 s.');
    expect(delayWords(delay, now + 27_400)).toBeNull();
  });

  it('tells other reasons apart', () => {
    expect(delayWords({ ...delay, reason: 'network' }, now)).toContain('connection to docker.io was lost');
    expect(delayWords({ ...delay, reason: 'server-error' }, now)).toContain('problem of its own');
  });
});

it('keeps quiet about waits that nobody notices', () => {
  expect(isWorthTelling(delay, now)).toBe(true);
  expect(isWorthTelling({ ...delay, retryAt: now + 500 }, now)).toBe(false);
});
