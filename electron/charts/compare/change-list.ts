/** Lists of changes as they are told: the most important first, bounded, with the counts of all. Pure. */
import { MAX_LISTED_CHANGES, MAX_VALUE_TEXT } from '../../../shared/comparison';

export interface ChangeList<Change extends string, Item> {
  readonly items: Item[];
  /** Of all, also those that are not listed. */
  readonly counts: Partial<Record<Change, number>>;
}

/** `order`: all kinds of changes, the most important first. Within one the order stays. */
export function changeList<Change extends string, Item extends { readonly change: Change }>(
  order: readonly Change[],
  items: readonly Item[],
): ChangeList<Change, Item> {
  const groups = new Map<Change, Item[]>(order.map((change) => [change, []]));
  for (const item of items) groups.get(item.change)?.push(item);
  const counts: Partial<Record<Change, number>> = {};
  for (const [change, its] of groups) counts[change] = its.length;
  return { items: [...groups.values()].flat().slice(0, MAX_LISTED_CHANGES), counts };
}

/** As much of a text as is told. */
export function cutText(text: string): string {
  return text.length <= MAX_VALUE_TEXT ? text : `${text.slice(0, MAX_VALUE_TEXT - 1)}…`;
}

/** Deeper than anybody nests: what lies below counts as one. */
const MAX_KEYS = 64;

export function cutPath(path: readonly string[]): string[] {
  return path.slice(0, MAX_KEYS).map(cutText);
}
