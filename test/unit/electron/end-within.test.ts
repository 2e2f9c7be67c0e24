import { expect, test } from 'vitest';
import { endWithin } from '../../../electron/end-within';

test('ends when all have ended, also badly', async () => {
  const ended: string[] = [];
  const later = (name: string) => new Promise<void>((resolve) => setImmediate(resolve)).then(() => ended.push(name));
  await endWithin([later('one'), Promise.reject(new Error('badly')), later('two')], 60_000);
  expect(ended).toEqual(['one', 'two']);
});

test('does not wait for what hangs', async () => {
  let hasEnded = false;
  const hanging = new Promise<void>(() => undefined).then(() => (hasEnded = true));
  await endWithin([hanging], 1);
  expect(hasEnded).toBe(false);
});
