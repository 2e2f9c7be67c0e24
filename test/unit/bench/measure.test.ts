import { expect, test } from 'vitest';
import { compare, median, percentile } from '../../bench/support/measure';

test('a percentile is a value that was measured, whatever the order', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(percentile(values, 95)).toBe(190);
  expect(percentile(values, 100)).toBe(200);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow('Nothing was measured');
});

test('a comparison takes turns, and the first round of each counts for nothing', async () => {
  const order: string[] = [];
  const measured = (name: string, values: number[]) => () => {
    order.push(name);
    return Promise.resolve(values.shift() ?? 0);
  };
  const result = await compare(3, measured('ours', [1000, 10, 30, 20]), measured('theirs', [1000, 50, 40, 60]));
  expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
  expect(result).toEqual({ ours: 20, theirs: 50, ratio: 0.4 });
});
