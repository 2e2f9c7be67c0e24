/** Which line each key of a JSON text stands in. For text that was read as JSON before: what is no JSON gives some places, or none. Pure. */

export interface JsonPlace {
  /** Counted from 1. */
  readonly line: number;
  /** By key; a list's items are not told apart. */
  readonly inner: ReadonlyMap<string, JsonPlace>;
}

interface OpenPlace extends JsonPlace {
  readonly inner: Map<string, OpenPlace>;
}

export function jsonPlaces(text: string): JsonPlace {
  const root: OpenPlace = { line: 1, inner: new Map() };
  /** Around what is read; null for a list. */
  const open: (OpenPlace | null)[] = [];
  let line = 1;
  /** Of the last key or value. */
  let last: OpenPlace = root;
  let lastText: string | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    else if (sign === '"') {
      const end = endOfString(text, at);
      lastText = text.slice(at, end + 1);
      at = end;
    } else if (sign === ':' && lastText !== null) {
      const around = open.at(-1);
      last = { line, inner: new Map() };
      if (around) around.inner.set(keyOf(lastText), last);
    } else if (sign === '{') {
      open.push(last);
      // What an object in a list holds belongs to no key.
      last = { line, inner: new Map() };
    } else if (sign === '[') {
      open.push(null);
      last = { line, inner: new Map() };
    } else if (sign === '}' || sign === ']') open.pop();
  }
  return root;
}

/** Where the closing quote stands, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function keyOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return '';
  }
}
