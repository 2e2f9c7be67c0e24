import { describe, expect, it } from 'vitest';
import { rowOffsets, rowsInSight, scrollTopFor } from '../../../../../renderer/features/push/measured-window';

const offsets = rowOffsets(Array.from({ length: 100 }, (_, index) => (index === 3 ? 200 : 50)));

describe('rowOffsets', () => {
  it('gives the top of each row and the end', () => {
    expect(rowOffsets([10, 20])).toEqual([0, 10, 30]);
    expect(rowOffsets([])).toEqual([0]);
  });
});

describe('rowsInSight', () => {
  it('begins at the first row and goes some beyond the lower edge', () => {
    expect(rowsInSight(offsets, { scrollTop: 0, viewportHeight: 150 })).toEqual({ first: 0, end: 9 });
  });

  it('counts heights as they are', () => {
    // Row 3 reaches from 150 to 350, so at 400 the fifth row is the first to be seen.
    expect(rowsInSight(offsets, { scrollTop: 400, viewportHeight: 100 })).toEqual({ first: 0, end: 13 });
    expect(rowsInSight(offsets, { scrollTop: 1000, viewportHeight: 100 })).toEqual({ first: 11, end: 25 });
  });

  it('ends with the last row', () => {
    expect(rowsInSight(offsets, { scrollTop: 5000, viewportHeight: 150 })).toEqual({ first: 91, end: 100 });
  });

  it('draws the last rows where the list has become shorter than the place', () => {
    expect(rowsInSight(offsets, { scrollTop: 90_000, viewportHeight: 150 })).toEqual({ first: 94, end: 100 });
  });

  it('knows an empty list', () => {
    expect(rowsInSight(rowOffsets([]), { scrollTop: 0, viewportHeight: 150 })).toEqual({ first: 0, end: 0 });
  });
});

describe('scrollTopFor', () => {
  const place = { scrollTop: 0, viewportHeight: 360 };

  it('leaves the list alone where the row is whole in sight', () => {
    expect(scrollTopFor(3, offsets, place)).toBeNull();
  });

  it('brings a row a third below the upper edge', () => {
    expect(scrollTopFor(20, offsets, place)).toBe(20 * 50 + 150 - 120);
  });

  it('shows a high row from its top on', () => {
    expect(scrollTopFor(3, offsets, { scrollTop: 0, viewportHeight: 180 })).toBe(150);
    expect(scrollTopFor(3, offsets, { scrollTop: 0, viewportHeight: 220 })).toBe(130);
  });

  it('never asks for less than the beginning', () => {
    expect(scrollTopFor(0, offsets, { scrollTop: 40, viewportHeight: 360 })).toBe(0);
  });
});
