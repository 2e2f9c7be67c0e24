import { describe, expect, it } from 'vitest';
import { rowIndexes, rowsInSight, scrollTopFor } from '../../../../renderer/components/virtual-window';

const list = { viewportHeight: 640, rowHeight: 32, rowCount: 10_000 };

describe('rowsInSight', () => {
  it('covers what is seen at every place, with a margin, and never draws more than 60 rows', () => {
    for (let scrollTop = 0; scrollTop <= 32 * 10_000 - 640; scrollTop += 331) {
      const { first, end } = rowsInSight({ ...list, scrollTop });
      const firstSeen = Math.floor(scrollTop / 32);
      const endSeen = Math.min(Math.ceil((scrollTop + 640) / 32), 10_000);
      expect(first).toBeLessThanOrEqual(Math.max(firstSeen - 8, 0));
      expect(end).toBeGreaterThanOrEqual(Math.min(endSeen + 8, 10_000));
      expect(end - first).toBeLessThanOrEqual(60);
    }
  });

  it('stays the same while a few rows scroll by', () => {
    expect(rowsInSight({ ...list, scrollTop: 3200 })).toEqual(rowsInSight({ ...list, scrollTop: 3200 + 3 * 32 }));
  });

  it('stays within the list when it bounces or shrinks', () => {
    expect(rowsInSight({ ...list, scrollTop: -50 }).first).toBe(0);
    expect(rowsInSight({ ...list, rowCount: 3, scrollTop: 9000 })).toEqual({ first: 3, end: 3 });
    expect(rowsInSight({ ...list, rowCount: 0, scrollTop: 0 })).toEqual({ first: 0, end: 0 });
  });
});

describe('rowIndexes', () => {
  it('keeps the focused row in the document, in order', () => {
    expect(rowIndexes({ first: 10, end: 13 }, 2)).toEqual([2, 10, 11, 12]);
    expect(rowIndexes({ first: 10, end: 13 }, 40)).toEqual([10, 11, 12, 40]);
    expect(rowIndexes({ first: 10, end: 13 }, 11)).toEqual([10, 11, 12]);
    expect(rowIndexes({ first: 10, end: 12 }, null)).toEqual([10, 11]);
  });
});

describe('scrollTopFor', () => {
  it('moves no more than needed', () => {
    expect(scrollTopFor(0, { ...list, scrollTop: 320 })).toBe(0);
    expect(scrollTopFor(10, { ...list, scrollTop: 320 })).toBeNull();
    expect(scrollTopFor(29, { ...list, scrollTop: 320 })).toBeNull();
    expect(scrollTopFor(30, { ...list, scrollTop: 320 })).toBe(352);
  });
});
