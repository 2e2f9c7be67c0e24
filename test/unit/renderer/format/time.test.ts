import { describe, expect, it } from 'vitest';
import { formatAge, formatAgo, formatMoment, parseTime } from '../../../../renderer/format/time';

const now = Date.UTC(2026, 7, 24, 12);
const minute = 60_000;
const day = 24 * 60 * minute;

describe('formatAge', () => {
  it.each([
    [-day, 'now'],
    [59_999, 'now'],
    [minute, '1 min'],
    [60 * minute, '1 h'],
    [day - 1, '23 h'],
    [3 * day, '3 d'],
    [13 * day, '13 d'],
    [14 * day, '2 wk'],
    [25 * day, '3 wk'],
    [90 * day, '12 wk'],
    [91 * day, '13 wk'],
    [92 * day, '3 mo'],
    [125 * day, '4 mo'],
    [365 * day, '11 mo'],
    [366 * day, '1 y'],
    [800 * day, '2 y'],
  ])('%d ms is %s', (ageMs, text) => {
    expect(formatAge(now - ageMs, now)).toBe(text);
  });

  it('reads as a sentence', () => {
    expect(formatAgo(now - 3 * 60 * minute, now)).toBe('3 h ago');
    expect(formatAgo(now, now)).toBe('just now');
  });
});

describe('moments', () => {
  it('shows an offset of the pusher in UTC', () => {
    expect(formatMoment(parseTime('2026-08-21T14:44:27+05:30') ?? 0)).toBe('21 Aug 2026, 09:14 UTC');
  });

  it.each([undefined, '', 'yesterday', '2026', '2026-99-99T00:00:00Z'])('%s is no moment', (text) => {
    expect(parseTime(text)).toBeNull();
  });
});
