import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSnapshotThrottle } from '../../../../electron/transfers/snapshot-throttle';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('snapshots', () => {
  it('come at once, then at most ten times a second, and once after the last change', () => {
    const times: number[] = [];
    const throttle = createSnapshotThrottle(() => times.push(performance.now()));
    const start = performance.now();
    throttle.request();
    expect(times).toHaveLength(1);
    for (let ms = 0; ms < 1000; ms += 1) {
      vi.advanceTimersByTime(1);
      throttle.request();
    }
    const inTheFirstSecond = times.filter((time) => time - start < 1000);
    expect(inTheFirstSecond.length).toBe(10);
    for (const [index, time] of times.slice(1).entries()) expect(time - times[index]!).toBeGreaterThanOrEqual(100);
    vi.advanceTimersByTime(100);
    expect(times.at(-1)).toBeGreaterThanOrEqual(start + 1000);
    const count = times.length;
    vi.advanceTimersByTime(10_000);
    expect(times).toHaveLength(count);
  });

  it('that wait are sent by a flush, and not twice', () => {
    const emit = vi.fn<() => void>();
    const throttle = createSnapshotThrottle(emit);
    throttle.request();
    throttle.request();
    throttle.flush();
    expect(emit).toHaveBeenCalledTimes(2);
    throttle.flush();
    vi.advanceTimersByTime(1000);
    expect(emit).toHaveBeenCalledTimes(2);
  });
});
