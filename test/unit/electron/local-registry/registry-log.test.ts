import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRegistryLog } from '../../../../electron/local-registry/registry-log';
import { MAX_LOCAL_REGISTRY_LOG_LINES } from '../../../../shared/local-registry-defaults';
import type { LocalRegistryLogLine } from '../../../../shared/local-registry';

let sent: (readonly LocalRegistryLogLine[])[];
beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
});
afterEach(() => vi.useRealTimers());

function open() {
  return createRegistryLog({
    clean: (text) => text.replaceAll('/home/ana', '~'),
    onLines: (lines) => sent.push(lines),
  });
}

const line = (text: string) => ({ at: 1, level: 'info' as const, text });

it('numbers the lines, and sends those of a moment together', () => {
  const log = open();
  log.add([line('a')]);
  log.add([line('b'), line('/home/ana/c')]);
  expect(sent).toEqual([]);
  vi.runAllTimers();
  log.add([line('d')]);
  vi.runAllTimers();
  expect(sent.map((lines) => lines.map(({ number, text }) => `${number} ${text}`))).toEqual([
    ['1 a', '2 b', '3 ~/c'],
    ['4 d'],
  ]);
});

it('gives those after a number, of those that are kept', () => {
  const log = open();
  log.add(Array.from({ length: 2 * MAX_LOCAL_REGISTRY_LOG_LINES }, (_none, index) => line(String(index + 1))));
  const kept = log.after(0);
  expect(kept).toHaveLength(MAX_LOCAL_REGISTRY_LOG_LINES);
  expect(kept[0]).toMatchObject({ number: MAX_LOCAL_REGISTRY_LOG_LINES + 1 });
  expect(kept.every(({ number, text }) => text === String(number))).toBe(true);
  expect(log.after(2 * MAX_LOCAL_REGISTRY_LOG_LINES - 2).map(({ text }) => text)).toEqual(['9999', '10000']);
  expect(log.after(2 * MAX_LOCAL_REGISTRY_LOG_LINES)).toEqual([]);
  vi.runAllTimers();
  expect(sent.flat()).toEqual(kept);
  expect(Math.max(...sent.map((lines) => lines.length))).toBe(500);
});

it('gives never more than the window may be sent, however many are kept for a moment', () => {
  const log = open();
  for (let index = 0; index < MAX_LOCAL_REGISTRY_LOG_LINES + 100; index += 1) log.add([line('x')]);
  expect(log.after(0)).toHaveLength(MAX_LOCAL_REGISTRY_LOG_LINES);
});

it('cuts a line without end', () => {
  const log = open();
  log.add([line('x'.repeat(100_000))]);
  expect(log.after(0)[0]?.text.length).toBeLessThan(3_000);
});
