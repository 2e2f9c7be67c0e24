/** A few at a time, in order, and no further one after a failure. */
import { expect, test } from 'vitest';
import { fewAtOnce } from '../../../../electron/releases/few-at-once';

test('gives results in the order of what it was given, and never has more than so many under way', async () => {
  let running = 0;
  let most = 0;
  const results = await fewAtOnce([5, 1, 4, 2, 3], 2, async (number) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < number; turn += 1) await Promise.resolve();
    running -= 1;
    return number * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
  expect(await fewAtOnce([], 2, () => Promise.resolve(1))).toEqual([]);
});

test('begins nothing more when one has failed', async () => {
  const begun: number[] = [];
  const all = fewAtOnce([1, 2, 3, 4], 1, (number) => {
    begun.push(number);
    return number === 2 ? Promise.reject(new Error('no')) : Promise.resolve(number);
  });
  await expect(all).rejects.toThrow('no');
  expect(begun).toEqual([1, 2]);
});
