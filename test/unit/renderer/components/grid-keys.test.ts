import { describe, expect, it } from 'vitest';
import { rowAfterKey } from '../../../../renderer/components/grid-keys';

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['PageDown', 3, 12],
    ['PageUp', 15, 6],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 95, 99],
    ['PageUp', 4, 0],
  ])('%s from row %d goes to %d', (key, from, to) => {
    expect(rowAfterKey(key, from, 100, 10)).toBe(to);
  });

  it('moves at least one row where not even two fit', () => {
    expect(rowAfterKey('PageDown', 0, 100, 0)).toBe(1);
  });

  it('leaves other keys and empty grids alone', () => {
    expect(rowAfterKey('Enter', 0, 100, 10)).toBeNull();
    expect(rowAfterKey('ArrowDown', 0, 0, 10)).toBeNull();
  });
});
