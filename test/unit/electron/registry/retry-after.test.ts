import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../../electron/registry/retry-after';

const NOW = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

test.each<[string | undefined, number | undefined]>([
  ['0', 0],
  ['28', 28_000],
  [' 28 ', 28_000],
  ['99999999999999999999', Number.MAX_SAFE_INTEGER],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
  ['Wednesday, 21-Oct-26 07:28:30 GMT', 30_000],
  ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %j ms', (value, expected) => {
  expect(parseRetryAfter(value, NOW)).toBe(expected);
});
