/** Where a view of the log stands. No DOM here. */

export interface Numbered {
  /** Grows from line to line. */
  readonly number: number;
}

export interface ScrollState {
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** px: fractions that zoom leaves. */
const END_TOLERANCE = 2;

/** A list that fits is at its end, too. */
export function isAtEnd({ scrollTop, scrollHeight, clientHeight }: ScrollState): boolean {
  return scrollHeight - scrollTop - clientHeight <= END_TOLERANCE;
}

/** Index of the first line with this number or a higher one: the line itself, unless it has gone. */
export function indexFrom(lines: readonly Numbered[], number: number): number {
  const index = lines.findIndex((line) => line.number >= number);
  return index < 0 ? lines.length : index;
}
