import { expect, test } from 'vitest';
import { elapsed, stateWords } from '../../../../renderer/format/operation-words';

test.each([
  [0, '0:00'],
  [-5, '0:00'],
  [7_900, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
])('%d ms have passed', (ms, words) => {
  expect(elapsed(ms)).toBe(words);
});

test('one that was asked to stop says so, and no longer its phase', () => {
  expect(stateWords('install', { name: 'running', phase: 'waiting', isCancelling: false })).toMatch(/ready/);
  expect(stateWords('install', { name: 'running', phase: 'waiting', isCancelling: true })).toMatch(/asked to stop/);
});
