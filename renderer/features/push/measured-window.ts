/** Which rows of a list are in sight when each is as high as its content. No DOM here. */

export interface ScrollPlace {
  /** px, as the browser gives it. */
  readonly scrollTop: number;
  readonly viewportHeight: number;
}

export interface RowRange {
  readonly first: number;
  /** The row after the last one. */
  readonly end: number;
}

/** Rows drawn above and below those in sight: scrolling shows no gap, and Tab finds the next row. */
const OVERSCAN_ROWS = 6;

/** px from the top of the first row to the top of each; the last number is the end of all. */
export function rowOffsets(heights: readonly number[]): readonly number[] {
  const offsets = [0];
  let top = 0;
  for (const height of heights) {
    top += height;
    offsets.push(top);
  }
  return offsets;
}

/** `offsets` as `rowOffsets` gives them. */
export function rowsInSight(offsets: readonly number[], { scrollTop, viewportHeight }: ScrollPlace): RowRange {
  const rowCount = offsets.length - 1;
  const bottom = scrollTop + viewportHeight;
  // The row whose end lies below the upper edge is the first to be seen.
  const firstSeen = offsets.findIndex((offset, index) => index > 0 && offset > scrollTop) - 1;
  const firstBelow = offsets.findIndex((offset) => offset >= bottom);
  const first = firstSeen < 0 ? rowCount : firstSeen;
  const end = firstBelow < 0 ? rowCount : Math.min(firstBelow, rowCount);
  return {
    first: Math.max(Math.min(first, end) - OVERSCAN_ROWS, 0),
    end: Math.min(end + OVERSCAN_ROWS, rowCount),
  };
}

/** Where to scroll for a row to be seen with what follows it: a third below the upper edge. Null where it is whole in sight. */
export function scrollTopFor(
  index: number,
  offsets: readonly number[],
  { scrollTop, viewportHeight }: ScrollPlace,
): number | null {
  const top = offsets[index] ?? 0;
  const bottom = offsets[index + 1] ?? top;
  if (top >= scrollTop && bottom <= scrollTop + viewportHeight) return null;
  return Math.max(top - Math.max(Math.min(viewportHeight / 3, viewportHeight - (bottom - top)), 0), 0);
}
