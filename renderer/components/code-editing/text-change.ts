/** What makes one text of another, as one replacement: what is the same at both ends stays untouched. Pure. */

export interface TextReplacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Null where both are the same. */
export function textChange(before: string, after: string): TextReplacement | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let behind = 0;
  while (
    behind < shorter - from &&
    before.charCodeAt(before.length - 1 - behind) === after.charCodeAt(after.length - 1 - behind)
  ) {
    behind += 1;
  }
  return { from, to: before.length - behind, insert: after.slice(from, after.length - behind) };
}
