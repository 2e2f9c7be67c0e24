/** Where a key leads in a tree whose rows are listed as they are seen. No DOM here. */
import { rowAfterKey } from '../grid-keys';

export interface TreeRow {
  readonly key: string;
  /** 1 for those at the top. */
  readonly level: number;
  /** Null for what holds nothing. */
  readonly isOpen: boolean | null;
  /** What typed letters are compared with. */
  readonly text: string;
  /** Among those with the same parent, counted from 1. */
  readonly position: number;
  readonly siblings: number;
}

export type TreeMove =
  { readonly kind: 'go'; readonly index: number } | { readonly kind: 'toggle' } | { readonly kind: 'choose' };

/** Null where the key means something else. `pageRows`: rows that are seen at once. */
export function treeMove(key: string, index: number, rows: readonly TreeRow[], pageRows: number): TreeMove | null {
  const row = rows[index];
  if (row === undefined) return null;
  switch (key) {
    case 'Enter':
    case ' ':
      return { kind: 'choose' };
    case 'ArrowRight':
      if (row.isOpen === null) return null;
      return row.isOpen ? go(index + 1, rows) : { kind: 'toggle' };
    case 'ArrowLeft':
      return row.isOpen === true ? { kind: 'toggle' } : go(parentOf(index, rows), rows);
    default: {
      const target = rowAfterKey(key, index, rows.length, pageRows);
      return target === null ? null : go(target, rows);
    }
  }
}

function go(index: number | null, rows: readonly TreeRow[]): TreeMove | null {
  return index === null || index >= rows.length ? null : { kind: 'go', index };
}

function parentOf(index: number, rows: readonly TreeRow[]): number | null {
  const level = rows[index]?.level ?? 1;
  for (let above = index - 1; above >= 0; above -= 1) if ((rows[above]?.level ?? 1) < level) return above;
  return null;
}

/** The next row, from the one behind `index` on and around, whose text begins with `typed`; null where none does. */
export function rowBeginningWith(typed: string, index: number, rows: readonly TreeRow[]): number | null {
  const wanted = typed.toLowerCase();
  for (let offset = 1; offset <= rows.length; offset += 1) {
    const at = (index + offset) % rows.length;
    if (rows[at]?.text.toLowerCase().startsWith(wanted) === true) return at;
  }
  return null;
}
