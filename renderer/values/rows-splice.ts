/** The rows of a values table as what changed since the last ones: one row is sent to the window in place of thousands. Pure. */
import type { ModelRow } from './values-model';

/** In place of the rows from `from` to before `to`. */
export interface RowsSplice {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly ModelRow[];
}

export function rowsSplice(before: readonly ModelRow[], after: readonly ModelRow[]): RowsSplice {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && isSame(before[from], after[from])) from += 1;
  let behind = 0;
  while (behind < shorter - from && isSame(before.at(-1 - behind), after.at(-1 - behind))) behind += 1;
  return { from, to: before.length - behind, rows: after.slice(from, after.length - behind) };
}

/** Rows that did not change stay the same objects, so that they are not drawn again. */
export function spliceRows(before: readonly ModelRow[], { from, to, rows }: RowsSplice): readonly ModelRow[] {
  if (from === to && rows.length === 0) return before;
  return [...before.slice(0, from), ...rows, ...before.slice(to)];
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
