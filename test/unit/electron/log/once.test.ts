import { expect, test } from 'vitest';
import { logOnce } from '../../../../electron/log/once';

test('the same words are said once, others each', () => {
  const said: string[] = [];
  const say = logOnce((path: string, why: string) => said.push(`${path}: ${why}`));
  say('a', 'b');
  say('a', 'b');
  say('a', 'c');
  say('a","b', 'c');
  expect(said).toEqual(['a: b', 'a: c', 'a","b: c']);
});
