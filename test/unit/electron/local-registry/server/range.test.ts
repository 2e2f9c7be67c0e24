import { describe, expect, test } from 'vitest';
import { readContentRange, readRange, receivedRange } from '../../../../../electron/local-registry/server/range';

describe('Range', () => {
  test.each([
    [undefined, 10, null],
    ['', 10, null],
    ['bytes=-', 10, null],
    ['bytes=0-1,3-4', 10, null],
    ['items=0-1', 10, null],
    ['bytes=0-9', 10, { start: 0, end: 9 }],
    [' bytes=2- ', 10, { start: 2, end: 9 }],
    ['bytes=2-99', 10, { start: 2, end: 9 }],
    ['bytes=-3', 10, { start: 7, end: 9 }],
    ['bytes=-30', 10, { start: 0, end: 9 }],
    ['bytes=10-', 10, 'unsatisfiable'],
    ['bytes=5-4', 10, 'unsatisfiable'],
    ['bytes=-0', 10, 'unsatisfiable'],
    ['bytes=0-', 0, 'unsatisfiable'],
    ['bytes=-5', 0, 'unsatisfiable'],
  ] as const)('%j of %i', (header, sizeBytes, expected) => {
    expect(readRange(header, sizeBytes)).toEqual(expected);
  });
});

describe('Content-Range', () => {
  test.each([
    [undefined, null],
    ['0-99', { start: 0, end: 99 }],
    ['bytes 0-99/*', { start: 0, end: 99 }],
    ['bytes=5-5/6', { start: 5, end: 5 }],
    ['', 'invalid'],
    ['9-5', 'invalid'],
    ['-5', 'invalid'],
    ['5-', 'invalid'],
    ['0-99999999999999999999', 'invalid'],
    ['0-1/x', 'invalid'],
  ] as const)('%j', (header, expected) => {
    expect(readContentRange(header)).toEqual(expected);
  });
});

test('what an upload has so far', () => {
  expect([0, 1, 500].map(receivedRange)).toEqual(['0-0', '0-0', '0-499']);
});
