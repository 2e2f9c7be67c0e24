/**
 * Go's filepath.Match as it is on Linux and macOS, ported: `*` and `?` stop at `/`, classes may be negated by `^`, a backslash
 * escapes. On Windows Go's own differs (no escapes); a chart folder shall give the same archive everywhere.
 */
type Characters = readonly string[];

/** Throws RangeError for a pattern that Go calls malformed. */
export function goMatch(pattern: string, name: string): boolean {
  let rest: Characters = Array.from(pattern);
  let left: Characters = Array.from(name);
  while (rest.length > 0) {
    const { isStar, chunk, after } = scanChunk(rest);
    rest = after;
    if (isStar && chunk.length === 0) return !left.includes('/');
    const matched = matchFrom(chunk, left, { isStar, isLast: rest.length === 0 });
    if (matched === null) {
      assertSound(rest);
      return false;
    }
    left = matched;
  }
  return left.length === 0;
}

/** What is left of the name behind the chunk; null where it doesn't match. A star before it may skip what has no slash. */
function matchFrom(
  chunk: Characters,
  name: Characters,
  { isStar, isLast }: { readonly isStar: boolean; readonly isLast: boolean },
): Characters | null {
  for (let skipped = 0; skipped <= name.length; skipped++) {
    const left = matchChunk(chunk, name.slice(skipped));
    if (left !== null && (left.length === 0 || !isLast)) return left;
    if (!isStar || name[skipped] === '/') return null;
  }
  return null;
}

/** The remainder of a pattern must be well formed, though the name failed before it. */
function assertSound(pattern: Characters): void {
  let rest = pattern;
  while (rest.length > 0) {
    const { chunk, after } = scanChunk(rest);
    matchChunk(chunk, []);
    rest = after;
  }
}

function scanChunk(pattern: Characters): { isStar: boolean; chunk: Characters; after: Characters } {
  let start = 0;
  while (pattern[start] === '*') start++;
  let isInRange = false;
  let end = start;
  for (; end < pattern.length; end++) {
    const character = pattern[end];
    if (character === '\\') {
      if (end + 1 < pattern.length) end++;
    } else if (character === '[') isInRange = true;
    else if (character === ']') isInRange = false;
    else if (character === '*' && !isInRange) break;
  }
  return { isStar: start > 0, chunk: pattern.slice(start, end), after: pattern.slice(end) };
}

/** A chunk has no star. It is read to its end even where the name has failed, so that a malformed one is always told. */
function matchChunk(chunk: Characters, name: Characters): Characters | null {
  let at = 0;
  let position = 0;
  let hasFailed = false;
  while (at < chunk.length) {
    hasFailed ||= position >= name.length;
    const character = name[position] ?? '';
    if (chunk[at] === '[') {
      const { isMatch, end } = matchClass(chunk, at + 1, character);
      at = end;
      hasFailed ||= !isMatch;
    } else if (chunk[at] === '?') {
      hasFailed ||= character === '/';
      at++;
    } else {
      if (chunk[at] === '\\') at++;
      if (at >= chunk.length) throw malformed();
      hasFailed ||= chunk[at] !== character;
      at++;
    }
    position++;
  }
  return hasFailed ? null : name.slice(position);
}

function matchClass(chunk: Characters, start: number, character: string): { isMatch: boolean; end: number } {
  let at = start;
  const isNegated = chunk[at] === '^';
  if (isNegated) at++;
  let isMatch = false;
  for (let ranges = 0; !(chunk[at] === ']' && ranges > 0); ranges++) {
    const low = classCharacter(chunk, at);
    let high = low;
    if (chunk[low.end] === '-') high = classCharacter(chunk, low.end + 1);
    at = high.end;
    const code = character.codePointAt(0) ?? -1;
    isMatch ||= low.code <= code && code <= high.code;
  }
  return { isMatch: isMatch !== isNegated, end: at + 1 };
}

function classCharacter(chunk: Characters, start: number): { code: number; end: number } {
  let at = start;
  if (at >= chunk.length || chunk[at] === '-' || chunk[at] === ']') throw malformed();
  if (chunk[at] === '\\') at++;
  const code = chunk[at]?.codePointAt(0);
  // A class is never at the end of a pattern: its bracket is missing.
  if (code === undefined || at + 1 >= chunk.length) throw malformed();
  return { code, end: at + 1 };
}

function malformed(): RangeError {
  return new RangeError('syntax error in pattern');
}
