/** Which rows of a long list are in sight. No DOM here. */

export interface ScrollPlace {
  /** px, as the browser gives it; may be out of bounds while the list shrinks. */
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

export interface RowRange {
  readonly first: number;
  /** The row after the last one. */
  readonly end: number;
}

/** Rows drawn above and below those in sight, so that scrolling shows no gap before the next frame. */
const OVERSCAN_ROWS = 8;
/** The range moves in steps, so that slow scrolling does not draw anew for each row. */
const STEP_ROWS = 4;

export function rowsInSight({ scrollTop, viewportHeight, rowHeight, rowCount }: ScrollPlace): RowRange {
  const firstSeen = Math.floor(Math.max(scrollTop, 0) / rowHeight);
  const seenCount = Math.ceil(viewportHeight / rowHeight) + 1;
  const first = Math.max(firstSeen - (firstSeen % STEP_ROWS) - OVERSCAN_ROWS, 0);
  const end = Math.min(first + seenCount + STEP_ROWS + 2 * OVERSCAN_ROWS, rowCount);
  return { first: Math.min(first, end), end };
}

/** The rows to draw: the range, and the row that has the focus even when it is scrolled away. */
export function rowIndexes({ first, end }: RowRange, activeIndex: number | null): number[] {
  const indexes = Array.from({ length: end - first }, (_, offset) => first + offset);
  if (activeIndex === null || (activeIndex >= first && activeIndex < end)) return indexes;
  return activeIndex < first ? [activeIndex, ...indexes] : [...indexes, activeIndex];
}

/** Where to scroll so that the row is whole in sight, moving as little as possible; null where it is already. */
export function scrollTopFor(index: number, { scrollTop, viewportHeight, rowHeight }: ScrollPlace): number | null {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight;
  return bottom > scrollTop + viewportHeight ? bottom - viewportHeight : null;
}
