/** JSON, indented for reading, as lines of coloured parts. Own and tiny: a manifest is a few KB and needs no editor. No DOM here. */
import { isDigest, type Digest } from '../../../shared/digest';

export type JsonPart =
  | { readonly kind: 'key' | 'string' | 'number' | 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'digest'; readonly text: string; readonly digest: Digest };

export type JsonLine = readonly JsonPart[];

/** A string with its colon if it is a key, a number, a word, or signs and spaces. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)|([^"\d\-tfn]+|.)/g;

/** Null where the text is not JSON: then it is shown as it is. */
export function jsonLines(text: string): readonly JsonLine[] | null {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n').map(readLine);
  } catch {
    return null;
  }
}

function readLine(line: string): JsonLine {
  const parts: JsonPart[] = [];
  for (const [, string, colon, number, word, sign] of line.matchAll(TOKEN)) {
    if (string !== undefined) {
      parts.push(colon === undefined ? stringPart(string) : { kind: 'key', text: string });
      if (colon !== undefined) parts.push({ kind: 'sign', text: colon });
    } else if (number !== undefined) parts.push({ kind: 'number', text: number });
    else if (word !== undefined) parts.push({ kind: 'word', text: word });
    else if (sign !== undefined) parts.push({ kind: 'sign', text: sign });
  }
  return parts;
}

function stringPart(string: string): JsonPart {
  const content = string.slice(1, -1);
  return isDigest(content) ? { kind: 'digest', text: string, digest: content } : { kind: 'string', text: string };
}

/** The lines of the object that holds this digest, counted from 0: what lights up when its blob has the focus. */
export function linesAround(
  lines: readonly JsonLine[],
  digest: string,
): { readonly first: number; readonly last: number } | null {
  const at = lines.findIndex((line) => line.some((part) => part.kind === 'digest' && part.digest === digest));
  if (at < 0) return null;
  const opens = (line: JsonLine | undefined): boolean => line?.at(-1)?.text.trimEnd().endsWith('{') ?? false;
  const closes = (line: JsonLine | undefined): boolean => line?.at(0)?.text.trimStart().startsWith('}') ?? false;
  let first = at;
  while (first > 0 && !opens(lines[first])) first -= 1;
  let last = at;
  while (last < lines.length - 1 && !closes(lines[last])) last += 1;
  return { first, last };
}
