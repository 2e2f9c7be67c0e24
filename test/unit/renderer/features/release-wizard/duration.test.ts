import { expect, test } from 'vitest';
import { formatDuration, parseDuration } from '../../../../../renderer/features/release-wizard/duration';

test.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  [' 1H 30M ', 5_400_000],
  ['0s', 0],
])('%s is read', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(['', '5', 'm', '-5m', '5m 3x', '1.5h', '30s5m', '99999999999s'])('%j is none', (text) => {
  expect(parseDuration(text)).toBeNull();
});

test.each([
  [300_000, '5m'],
  [90_000, '1m30s'],
  [3_600_000, '1h'],
  [0, '0s'],
])('%d ms is written', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
  expect(parseDuration(text)).toBe(ms);
});
