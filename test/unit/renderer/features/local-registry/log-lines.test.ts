import { describe, expect, it } from 'vitest';
import { filterLines, logText, mergeLines } from '../../../../../renderer/features/local-registry/log-lines';
import { indexFrom, isAtEnd } from '../../../../../renderer/features/local-registry/log-place';
import type { LocalRegistryLogLine } from '../../../../../shared/local-registry';

function line(number: number, rest: Partial<LocalRegistryLogLine> = {}): LocalRegistryLogLine {
  return { number, at: 1_000 * number, level: 'info', text: `line ${number}`, ...rest };
}
function lines(first: number, last: number): readonly LocalRegistryLogLine[] {
  return Array.from({ length: last - first + 1 }, (_, index) => line(first + index));
}
const numbersOf = (all: readonly LocalRegistryLogLine[]): readonly number[] => all.map(({ number }) => number);

describe('mergeLines', () => {
  it('adds what follows, and keeps the last ones', () => {
    expect(numbersOf(mergeLines(lines(1, 3), lines(4, 6), 4))).toEqual([3, 4, 5, 6]);
    expect(numbersOf(mergeLines([], lines(7, 9), 2))).toEqual([8, 9]);
  });

  it('puts an answer beside events that came before it: each line once, in order', () => {
    expect(numbersOf(mergeLines(lines(9, 10), lines(1, 9), 100))).toEqual(numbersOf(lines(1, 10)));
    const withGap = [...lines(1, 2), ...lines(6, 7)];
    expect(numbersOf(mergeLines(withGap, lines(3, 6), 100))).toEqual(numbersOf(lines(1, 7)));
  });

  it('is the same list where nothing came', () => {
    const kept = lines(1, 3);
    expect(mergeLines(kept, [], 2)).toBe(kept);
  });
});

describe('filterLines', () => {
  const all = [
    line(1, { text: 'PUT /v2/App' }),
    line(2, { level: 'warning' }),
    line(3, { level: 'error', text: 'put' }),
  ];

  it('finds text in any case, problems only, or both', () => {
    expect(numbersOf(filterLines(all, { text: ' put', problemsOnly: false }))).toEqual([1, 3]);
    expect(numbersOf(filterLines(all, { text: '', problemsOnly: true }))).toEqual([2, 3]);
    expect(numbersOf(filterLines(all, { text: 'PUT', problemsOnly: true }))).toEqual([3]);
  });

  it('is the same list without a filter', () => {
    expect(filterLines(all, { text: '  ', problemsOnly: false })).toBe(all);
  });
});

it('writes lines out for copying, with level and moment', () => {
  expect(logText([line(1), line(2, { level: 'error', text: 'no room' })])).toBe(
    '1970-01-01T00:00:01.000Z Info line 1\n1970-01-01T00:00:02.000Z Error no room\n',
  );
});

it('knows the end of a list, also of one that fits', () => {
  expect(isAtEnd({ scrollTop: 700, scrollHeight: 1000, clientHeight: 300 })).toBe(true);
  expect(isAtEnd({ scrollTop: 698.5, scrollHeight: 1000, clientHeight: 300 })).toBe(true);
  expect(isAtEnd({ scrollTop: 690, scrollHeight: 1000, clientHeight: 300 })).toBe(false);
  expect(isAtEnd({ scrollTop: 0, scrollHeight: 200, clientHeight: 300 })).toBe(true);
});

it('finds a line again, or the next one where it has gone', () => {
  const some = [line(4), line(6), line(9)];
  expect(indexFrom(some, 6)).toBe(1);
  expect(indexFrom(some, 5)).toBe(1);
  expect(indexFrom(some, 1)).toBe(0);
  expect(indexFrom(some, 10)).toBe(3);
});
