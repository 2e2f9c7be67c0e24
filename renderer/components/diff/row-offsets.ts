/** Where rows of different heights stand in a long view, and which of them are in sight. Pure; all in px. */

/** The top of each row, and the end of the last one behind them. */
export function rowOffsets(heights: readonly number[]): Float64Array {
  const offsets = new Float64Array(heights.length + 1);
  heights.forEach((height, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + height;
  });
  return offsets;
}

/** The row that `top` lies in; the last one for what lies below all. */
export function rowAt(offsets: Float64Array, top: number): number {
  let [low, high] = [0, Math.max(offsets.length - 2, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}
