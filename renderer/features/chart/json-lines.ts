/**
 * JSON, indented for reading, as lines of coloured parts. Every token stays as it was written: numbers, escapes,
 * doubled keys and their order must not change. No DOM here.
 */
import { isDigest, type Digest } from '../../../shared/digest';

export type JsonPart =
  | { readonly kind: 'key' | 'string' | 'number' | 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'digest'; readonly text: string; readonly digest: Digest };

export type JsonLine = readonly JsonPart[];

export interface CutLines {
  readonly lines: readonly JsonLine[];
  /** There is more than these lines show. */
  readonly isCut: boolean;
}

/** Deeper lines are not indented further: hostile depth would cost memory by its square. */
const MAX_INDENT_LEVELS = 100;

/** At most `maxLines` (1 or more) lines. Null where the text is not JSON: then it is shown as it is. */
export function jsonLines(text: string, maxLines: number): CutLines | null {
  if (!isJson(text)) return null;
  const lines: JsonLine[] = [];
  let line: JsonPart[] = [];
  let depth = 0;
  let previous = '';
  for (const part of partsOf(text)) {
    const opens = part.text === '{' || part.text === '[';
    const closes = part.text === '}' || part.text === ']';
    if (closes) depth -= 1;
    // Empty objects and lists stay on one line.
    if (previous === ',' || (previous === '{' || previous === '[') !== closes) {
      lines.push(line);
      if (lines.length === maxLines) return { lines, isCut: true };
      line = depth === 0 ? [] : [{ kind: 'sign', text: '  '.repeat(Math.min(depth, MAX_INDENT_LEVELS)) }];
    }
    line.push(part);
    if (opens) depth += 1;
    previous = part.text;
  }
  return { lines: [...lines, line], isCut: false };
}

/** Text that is not JSON, line by line, in the same form. */
export function plainLines(text: string, maxLines: number): CutLines {
  const lines = text.split('\n', maxLines + 1);
  return {
    lines: lines.slice(0, maxLines).map((line) => [{ kind: 'sign', text: line }]),
    isCut: lines.length > maxLines,
  };
}

/** Parts longer than `maxChars` (UTF-16 units) are cut and end in an ellipsis; digests are short and stay whole. */
export function cutParts({ lines, isCut }: CutLines, maxChars: number): CutLines {
  let hasCut = isCut;
  const shortened = lines.map((line) =>
    line.map((part) => {
      if (part.kind === 'digest' || part.text.length <= maxChars) return part;
      hasCut = true;
      // Half of a surrogate pair would be drawn as a broken character.
      return { ...part, text: `${part.text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, '')}…` };
    }),
  );
  return { lines: shortened, isCut: hasCut };
}

/** The lines of the object that holds this digest, counted from 0: what lights up when its blob has the focus. */
export function linesAround(
  lines: readonly JsonLine[],
  digest: string,
): { readonly first: number; readonly last: number } | null {
  const at = lines.findIndex((line) => line.some((part) => part.kind === 'digest' && part.digest === digest));
  if (at < 0) return null;
  // By indent, since objects inside it may stand between its braces and the digest.
  const inner = indentOf(lines[at]);
  let first = at;
  while (first > 0 && indentOf(lines[first]) >= inner) first -= 1;
  let last = at;
  while (last < lines.length - 1 && indentOf(lines[last]) >= inner) last += 1;
  return { first, last };
}

function indentOf(line: JsonLine | undefined): number {
  const text = line?.at(0)?.text ?? '';
  return text.length - text.trimStart().length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The tokens of valid JSON without the space between them. */
function* partsOf(text: string): Generator<JsonPart> {
  let at = spaceEnd(text, 0);
  while (at < text.length) {
    const char = text.charAt(at);
    const end = char === '"' ? stringEnd(text, at) : '{}[],:'.includes(char) ? at + 1 : wordEnd(text, at);
    const token = text.slice(at, end);
    at = spaceEnd(text, end);
    if (char === '"') yield text[at] === ':' ? { kind: 'key', text: token } : stringPart(token);
    else if (char === ':') yield { kind: 'sign', text: ': ' };
    else if (/[-\d]/.test(char)) yield { kind: 'number', text: token };
    else yield { kind: /[a-z]/.test(char) ? 'word' : 'sign', text: token };
  }
}

/** By hand: a pattern would keep a way back for each character of a long string. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function spaceEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && /[-+.\w]/.test(text.charAt(at))) at += 1;
  return at;
}

function stringPart(string: string): JsonPart {
  const content = string.slice(1, -1);
  return isDigest(content) ? { kind: 'digest', text: string, digest: content } : { kind: 'string', text: string };
}
