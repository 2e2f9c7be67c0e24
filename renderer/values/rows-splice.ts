/** The rows of a values table as what changed since the last ones: one row is sent to the window in place of thousands. Pure. */
import type { ModelRow } from './values-model';

/** In place of the rows from `from` to before `to`. */
export interface RowsSplice {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly ModelRow[];
  /** Behind all others; only where more rows than are shown moved up. */
  readonly tail: readonly ModelRow[];
  /** How many there are then: what is behind them is cut off. */
  readonly length: number;
}

/** So many rows are sent without a second thought, and so many are looked through for the place that the others moved to. */
const FEW_ROWS = 100;

export function rowsSplice(before: readonly ModelRow[], after: readonly ModelRow[]): RowsSplice {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && isSame(before[from], after[from])) from += 1;
  let behind = 0;
  while (behind < shorter - from && isSame(before.at(-1 - behind), after.at(-1 - behind))) behind += 1;
  const rows = after.slice(from, after.length - behind);
  return (
    (rows.length > FEW_ROWS ? movedSplice(before, after, from) : null) ?? {
      from,
      to: before.length - behind,
      rows,
      tail: [],
      length: after.length,
    }
  );
}

/** Where the table has its most rows, one that comes pushes the last one out, and one that goes lets another in. Null: it is otherwise. */
function movedSplice(before: readonly ModelRow[], after: readonly ModelRow[], from: number): RowsSplice | null {
  for (let by = 1; by <= FEW_ROWS; by += 1) {
    const next = from + by;
    if (isSameOnwards(before, from, after, next)) {
      return { from, to: from, rows: after.slice(from, next), tail: [], length: after.length };
    }
    if (isSameOnwards(before, next, after, from)) {
      return { from, to: next, rows: [], tail: after.slice(from + before.length - next), length: after.length };
    }
  }
  return null;
}

/** As far as both go. */
function isSameOnwards(before: readonly ModelRow[], from: number, after: readonly ModelRow[], to: number): boolean {
  const count = Math.min(before.length - from, after.length - to);
  for (let at = 0; at < count; at += 1) if (!isSame(before[from + at], after[to + at])) return false;
  return count > 0;
}

/** Rows that did not change stay the same objects, so that they are not drawn again. */
export function spliceRows(before: readonly ModelRow[], splice: RowsSplice): readonly ModelRow[] {
  const { from, to, rows, tail, length } = splice;
  if (from === to && rows.length === 0 && tail.length === 0 && length === before.length) return before;
  return [...before.slice(0, from), ...rows, ...before.slice(to), ...tail].slice(0, length);
}

/** What a key's hint says never changes. */
function isSame(left: ModelRow | undefined, right: ModelRow | undefined): boolean {
  return (
    left?.key === right?.key &&
    left?.now === right?.now &&
    left?.byDefault === right?.byDefault &&
    left?.deployed === right?.deployed &&
    left?.origin === right?.origin &&
    left?.isChanged === right?.isChanged &&
    left?.isCut === right?.isCut &&
    left?.isSecret === right?.isSecret
  );
}
