/** Keys in a tree: where they lead, by rows as they are seen. */
import { describe, expect, it } from 'vitest';
import { rowBeginningWith, treeMove, type TreeRow } from '../../../../../renderer/components/tree/tree-keys';

const row = (text: string, level: number, isOpen: boolean | null = null): TreeRow => ({
  key: text,
  text,
  level,
  isOpen,
  position: 1,
  siblings: 1,
});
const ROWS = [
  row('charts', 1, true),
  row('redis', 2, false),
  row('values', 2),
  row('templates', 1, false),
  row('Chart', 1),
];
const move = (key: string, index: number) => treeMove(key, index, ROWS, 3);

describe('treeMove', () => {
  it.each([
    ['ArrowDown', 0, { kind: 'go', index: 1 }],
    ['ArrowUp', 0, { kind: 'go', index: 0 }],
    ['End', 0, { kind: 'go', index: 4 }],
    ['PageDown', 0, { kind: 'go', index: 2 }],
    ['ArrowRight', 0, { kind: 'go', index: 1 }],
    ['ArrowRight', 1, { kind: 'toggle' }],
    ['ArrowRight', 2, null],
    ['ArrowLeft', 0, { kind: 'toggle' }],
    ['ArrowLeft', 1, { kind: 'go', index: 0 }],
    ['ArrowLeft', 3, null],
    ['Enter', 2, { kind: 'choose' }],
    [' ', 2, { kind: 'choose' }],
    ['x', 2, null],
    ['ArrowDown', 9, null],
  ])('%s on row %i', (key, index, expected) => {
    expect(move(key, index)).toEqual(expected);
  });

  it('leads nowhere behind an open row that is the last', () => {
    expect(treeMove('ArrowRight', 0, [row('empty', 1, true)], 3)).toBeNull();
  });
});

it('typed letters find the next row, around the end, in any case', () => {
  expect(rowBeginningWith('c', 0, ROWS)).toBe(4);
  expect(rowBeginningWith('c', 4, ROWS)).toBe(0);
  expect(rowBeginningWith('CHART', 3, ROWS)).toBe(4);
  expect(rowBeginningWith('z', 0, ROWS)).toBeNull();
});
