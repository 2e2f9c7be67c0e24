import { expect, test } from 'vitest';
import { endWithin } from '../../../electron/end-within';

test('ends when all have ended, also badly', async () => {
  const ended: string[] = [];
  const later = (name: string) => new Promise<void>((resolve) => setImmediate(resolve)).then(() => ended.push(name));
  expect(await endWithin([later('one'), Promise.reject(new Error('badly')), later('two')], 60_000)).toBe(true);
  expect(ended).toEqual(['one', 'two']);
});

test('does not wait for what hangs', async () => {
  let hasEnded = false;
  const hanging = new Promise<void>(() => undefined).then(() => (hasEnded = true));
  expect(await endWithin([hanging], 1)).toBe(false);
  expect(hasEnded).toBe(false);
});
