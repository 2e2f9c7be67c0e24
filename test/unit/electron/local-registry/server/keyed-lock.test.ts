import { expect, test } from 'vitest';
import { createKeyedLock } from '../../../../../electron/local-registry/server/keyed-lock';
import { createGate } from '../../../../support/gate';

test('one after the other for a key, side by side for others', async () => {
  const lock = createKeyedLock();
  const gate = createGate();
  const order: string[] = [];
  const first = lock.run('a', async () => {
    await gate.opened;
    order.push('first');
    return 1;
  });
  const second = lock.run('a', () => Promise.resolve(order.push('second')));
  await lock.run('b', () => Promise.resolve(order.push('other')));
  gate.open();
  expect(await first).toBe(1);
  await second;
  expect(order).toEqual(['other', 'first', 'second']);
});

test('one that fails does not hold up the next', async () => {
  const lock = createKeyedLock();
  const first = lock.run('a', () => Promise.reject(new Error('broken')));
  const second = lock.run('a', () => Promise.resolve('fine'));
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe('fine');
});
