import { expect, test } from 'vitest';
import { createRecentUses } from '../../../../../electron/local-registry/server/recent-uses';
import { digestOf } from '../../../../../electron/registry/digests';

test('a use counts for its span, for its repository, and again from the last one on', () => {
  let now = 0;
  const uses = createRecentUses(100, () => now);
  const [one, two] = [digestOf(Buffer.from('1')), digestOf(Buffer.from('2'))];
  uses.add('a', one);
  now = 60;
  uses.add('a', two);
  expect([uses.has('a', one), uses.has('b', one), uses.has('a', two)]).toEqual([true, false, true]);
  now = 99;
  uses.add('a', one);
  now = 159;
  expect([uses.has('a', one), uses.has('a', two)]).toEqual([true, true]);
  now = 160;
  expect([uses.has('a', one), uses.has('a', two)]).toEqual([true, false]);
  now = 199;
  expect(uses.has('a', one)).toBe(false);
});

test('no span keeps nothing', () => {
  const uses = createRecentUses(0, () => 5);
  const one = digestOf(Buffer.from('1'));
  uses.add('a', one);
  expect(uses.has('a', one)).toBe(false);
});
