/** Which rows of a values table are shown: those that the search finds, and on request only what is changed. Pure. */
import type { ModelRow } from './values-model';

export interface RowFilter {
  readonly search: string;
  readonly changedOnly: boolean;
  /** This one stays while only changed ones are shown: a value that was just reset is still looked at. */
  readonly keptKey: string | null;
  /** Hidden values are not found by what they are. */
  readonly showsSecrets: boolean;
}

export function shownRows(rows: readonly ModelRow[], filter: RowFilter): readonly ModelRow[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0 && !filter.changedOnly) return rows;
  return rows.filter((row) => {
    if (filter.changedOnly && !row.isChanged && row.key !== filter.keptKey) return false;
    if (words.length === 0) return true;
    const text = searchedText(row, filter.showsSecrets || !row.isSecret);
    return words.every((word) => text.includes(word));
  });
}

const searchedTexts = new WeakMap<ModelRow, { readonly open: string; readonly hidden: string }>();

function searchedText(row: ModelRow, withValues: boolean): string {
  let texts = searchedTexts.get(row);
  if (texts === undefined) {
    const { description, comment } = row.hint;
    const hidden = [row.path.join('.'), description, comment].join('\n').toLowerCase();
    const values = [row.byDefault, row.deployed, row.now].join('\n').toLowerCase();
    texts = { hidden, open: `${hidden}\n${values}` };
    searchedTexts.set(row, texts);
  }
  return withValues ? texts.open : texts.hidden;
}
