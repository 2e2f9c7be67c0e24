/** Which releases the list shows, in which order. */
import { expect, test } from 'vitest';
import {
  filterReleases,
  formatOrder,
  orderAfterPress,
  parseOrder,
  sortReleases,
  USUAL_ORDER,
} from '../../../../../renderer/features/releases/release-order';
import type { Release } from '../../../../../shared/helm';

function release(name: string, more: Partial<Release> = {}): Release {
  const chart = { name: 'web', version: '1.0.0' };
  return { name, namespace: 'shop', revision: 1, status: 'deployed', chart, appVersion: '', updatedAt: 1, ...more };
}
const names = (releases: readonly Release[]) => releases.map(({ name }) => name);

const all = [
  release('a10', { updatedAt: 3, revision: 2, status: 'failed' }),
  release('a9', { updatedAt: null, namespace: 'lab', chart: { name: 'db', version: '2.10.0' } }),
  release('b', { updatedAt: 5, revision: 11, status: 'pending-upgrade', chart: { name: 'db', version: '2.9.0' } }),
];

test('the last changed first, and a release without a time last', () => {
  expect(names(sortReleases(all, USUAL_ORDER))).toEqual(['b', 'a10', 'a9']);
});

test.each([
  ['name', ['a9', 'a10', 'b']],
  ['-name', ['b', 'a10', 'a9']],
  ['namespace', ['a9', 'a10', 'b']],
  ['chart', ['b', 'a9', 'a10']],
  ['status', ['a9', 'a10', 'b']],
  ['-revision', ['b', 'a10', 'a9']],
])('by %s, numbers in words as numbers', (order, expected) => {
  expect(names(sortReleases(all, parseOrder(order)))).toEqual(expected);
});

test('an order stands in the route by one word; what is none there is the usual one', () => {
  expect(formatOrder(parseOrder('-name'))).toBe('-name');
  expect(formatOrder(parseOrder('status'))).toBe('status');
  for (const text of [undefined, '', 'no-column', '-']) expect(parseOrder(text)).toEqual(USUAL_ORDER);
});

test('a press on a head sorts by it, numbers and times from the largest; another one turns it round', () => {
  const byName = orderAfterPress(USUAL_ORDER, 'name');
  expect(formatOrder(byName)).toBe('name');
  expect(formatOrder(orderAfterPress(byName, 'name'))).toBe('-name');
  expect(formatOrder(orderAfterPress(byName, 'updated'))).toBe('-updated');
  expect(formatOrder(orderAfterPress(USUAL_ORDER, 'updated'))).toBe('updated');
});

test.each([
  ['', ['a10', 'a9', 'b']],
  ['FAILED', ['a10']],
  ['pending upgrade', ['b']],
  ['db 2.10', ['a9']],
  ['lab a', ['a9']],
  ['nothing', []],
])('the filter “%s” finds each word in name, namespace, chart or status', (filter, expected) => {
  expect(names(filterReleases(all, filter))).toEqual(expected);
});
