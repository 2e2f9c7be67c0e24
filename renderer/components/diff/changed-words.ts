/** Which words of a removed line and the added one in its place differ. Pure. */

/** Offsets in a line, the end behind the last character. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

export interface ChangedLine {
  readonly sign: ' ' | '+' | '-';
  readonly text: string;
}

/** A version or a path's part is one word. */
const WORDS = /[^\s:/=,@"']+|[\s:/=,@"']/g;
const YAML_KEY = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*')(?=:)/;
/** Of longer lines the words are not told: nobody reads them. */
const MAX_LINE_LENGTH = 2_000;

/** By the index of the line; only lines with something to tell. */
export function changedWords(lines: readonly ChangedLine[]): ReadonlyMap<number, TextRange> {
  const found = new Map<number, TextRange>();
  for (let index = 0; index < lines.length;) {
    if (lines[index]?.sign !== '-') {
      index += 1;
      continue;
    }
    const removed = runOf(lines, index, '-');
    const added = runOf(lines, index + removed, '+');
    for (const [before, after] of pairs(lines, { start: index, removed, added })) {
      const [from, to] = [lines[before]?.text ?? '', lines[after]?.text ?? ''];
      const ranges = difference(from, to);
      if (ranges === null) continue;
      if (ranges.before.to > ranges.before.from) found.set(before, ranges.before);
      if (ranges.after.to > ranges.after.from) found.set(after, ranges.after);
    }
    index += removed + added;
  }
  return found;
}

function runOf(lines: readonly ChangedLine[], start: number, sign: ChangedLine['sign']): number {
  let length = 0;
  while (lines[start + length]?.sign === sign) length += 1;
  return length;
}

/** Lines of the same key belong together; as many on both sides, one by one. */
function pairs(
  lines: readonly ChangedLine[],
  { start, removed, added }: { readonly start: number; readonly removed: number; readonly added: number },
): readonly (readonly [before: number, after: number])[] {
  if (removed === added) {
    return places(start, removed).map((before) => [before, before + removed] as const);
  }
  const free = new Map(places(start + removed, added).map((after) => [keyOf(lines[after]?.text ?? ''), after]));
  return places(start, removed).flatMap((before) => {
    const key = keyOf(lines[before]?.text ?? '');
    const after = key === '' ? undefined : free.get(key);
    free.delete(key);
    return after === undefined ? [] : [[before, after] as const];
  });
}

function places(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, offset) => from + offset);
}

function keyOf(text: string): string {
  return YAML_KEY.exec(text)?.[0] ?? '';
}

/** Null where the two have no more in common than their indentation. */
function difference(before: string, after: string): { readonly before: TextRange; readonly after: TextRange } | null {
  if (before.length > MAX_LINE_LENGTH || after.length > MAX_LINE_LENGTH) return null;
  const [from, to] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const start = lengthOf(from.slice(0, head));
  const end = lengthOf(from.slice(from.length - tail));
  const hasCommon = before.slice(0, start).trim() !== '' || before.slice(before.length - end).trim() !== '';
  if (!hasCommon) return null;
  return { before: { from: start, to: before.length - end }, after: { from: start, to: after.length - end } };
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((length, word) => length + word.length, 0);
}
