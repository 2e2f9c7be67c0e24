import { expect, test } from 'vitest';
import {
  compareNames,
  nextPageLink,
  pageOf,
  readPageRequest,
} from '../../../../../electron/local-registry/server/paging';

test('names stand in the order of the specification, whatever their case', () => {
  expect(['b', 'A', '_', 'a', '10', '9', 'B.', 'aa'].sort(compareNames)).toEqual([
    '10',
    '9',
    '_',
    'A',
    'a',
    'aa',
    'b',
    'B.',
  ]);
});

test('a page begins behind the last name, which need not be there', () => {
  const names = ['d', 'a', 'c'];
  expect(pageOf(names, { size: 2, last: '' })).toEqual({ names: ['a', 'c'], hasMore: true });
  expect(pageOf(names, { size: 2, last: 'b' })).toEqual({ names: ['c', 'd'], hasMore: false });
  expect(pageOf(names, { size: 2, last: 'd' })).toEqual({ names: [], hasMore: false });
  // None were asked for: a link would lead to none again.
  expect(pageOf(names, { size: 0, last: '' })).toEqual({ names: [], hasMore: false });
});

test.each([
  ['', { size: 1000, last: '' }],
  ['n=', { size: 1000, last: '' }],
  ['n=5&last=a%2Bb', { size: 5, last: 'a+b' }],
  ['n=0', { size: 0, last: '' }],
  ['n=1000000', { size: 1000, last: '' }],
])('%j', (query, expected) => {
  expect(readPageRequest(new URLSearchParams(query))).toEqual(expected);
});

test.each(['-1', '1.5', '1e3', 'ten', '9999999999999999'])('n=%s is refused', (n) => {
  expect(() => readPageRequest(new URLSearchParams({ n }))).toThrow('"n" has to be a whole number');
});

test('the link to the next page', () => {
  expect(nextPageLink('/v2/_catalog', 2, 'a&b')).toBe('</v2/_catalog?n=2&last=a%26b>; rel="next"');
});
