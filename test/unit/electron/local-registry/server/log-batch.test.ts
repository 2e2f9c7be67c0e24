import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogBatch } from '../../../../../electron/local-registry/server/log-batch';
import type { LogLine } from '../../../../../electron/local-registry/process-messages';

let batches: (readonly LogLine[])[];
beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
  batches = [];
});
afterEach(() => {
  vi.useRealTimers();
});

test('lines go together, soon after the first', () => {
  const log = createLogBatch((lines) => batches.push(lines));
  log.add('info', 'one');
  log.add('error', 'two');
  expect(batches).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(batches).toEqual([
    [
      { at: 1000, level: 'info', text: 'one' },
      { at: 1000, level: 'error', text: 'two' },
    ],
  ]);
  vi.advanceTimersByTime(1000);
  expect(batches).toHaveLength(1);
});

test('a flood is counted, but what went wrong is never left out', () => {
  const log = createLogBatch((lines) => batches.push(lines));
  for (let line = 0; line < 1000; line += 1) log.add('info', `line ${line}`);
  log.add('error', 'x'.repeat(5000));
  log.flush();
  const texts = batches.flat().map(({ text }) => text);
  expect(texts).toHaveLength(202);
  expect(texts.at(-2)).toBe('x'.repeat(2000));
  expect(texts.at(-1)).toBe('800 more lines were left out.');
});
