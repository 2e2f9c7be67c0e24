/** Workers that wait for their next order: taken again, one for each script, and not for ever. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { prepareWorker, restWorker, takeWorker } from '../../../renderer/rested-workers';

const ended = new Set<unknown>();

class FakeWorker {
  terminate(): void {
    ended.add(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('document', { baseURI: 'app://chartroom/' });
});
afterEach(() => {
  // Those that still rest end with their time.
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('one that rests is taken for the next order, by one only, and of its own script', () => {
  const first = takeWorker('/assets/one.js');
  restWorker('/assets/one.js', first);
  expect(takeWorker('/assets/other.js')).not.toBe(first);
  expect(takeWorker('/assets/one.js')).toBe(first);
  expect(takeWorker('/assets/one.js')).not.toBe(first);
  vi.advanceTimersByTime(120_000);
  expect(ended).not.toContain(first);
});

it('a second one of the same script is ended, and the first after a minute', () => {
  const [first, second] = [takeWorker('/assets/one.js'), takeWorker('/assets/one.js')];
  restWorker('/assets/one.js', first);
  restWorker('/assets/one.js', second);
  expect(ended).toContain(second);
  vi.advanceTimersByTime(59_000);
  expect(ended).not.toContain(first);
  vi.advanceTimersByTime(2_000);
  expect(ended).toContain(first);
  expect(takeWorker('/assets/one.js')).not.toBe(first);
});

it('one is started beforehand, and only one', () => {
  prepareWorker('/assets/one.js');
  prepareWorker('/assets/one.js');
  const prepared = takeWorker('/assets/one.js');
  restWorker('/assets/one.js', prepared);
  expect(takeWorker('/assets/one.js')).toBe(prepared);
});
