/**
 * Likely secrets in a text of values, by its lines alone: for texts that are no YAML yet, and for comments, in which values are often put
 * away. Hides rather too much than too little. Pure.
 */
import { meaningOf } from './secret-path';
import type { SecretPlace } from './secret-places';

export interface LineOptions {
  /** Offset to begin at: the start of a line. */
  readonly from?: number;
  /** Offset to end before. */
  readonly to?: number;
  readonly commentsOnly?: boolean;
}

export function secretsByLine(text: string, options: LineOptions = {}): readonly SecretPlace[] {
  const { from = 0, to = text.length, commentsOnly = false } = options;
  const reader = new LineReader();
  let worthALook = -1;
  for (let start = from; start < to;) {
    // Most of a long text is gone over without a look at its lines.
    if (!reader.isWithin && worthALook < start) {
      WORTH_A_LOOK.lastIndex = start;
      worthALook = WORTH_A_LOOK.exec(text)?.index ?? text.length;
    }
    if (!reader.isWithin) start = Math.max(start, text.lastIndexOf('\n', worthALook - 1) + 1);
    if (start >= to) break;
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end).trimEnd();
    if (!commentsOnly || /^\s*#/.test(line)) reader.read(line, start);
    if (end < 0) break;
    start = end + 1;
  }
  return reader.places;
}

const NAME = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\w./-]+)\s*:`;
/** A key with its colon, wherever on a line it may stand. */
const KEY = new RegExp(String.raw`(?<=^|[\s{[,])${NAME}(?=$|[\s"'{[])`, 'g');
const FIRST_KEY = new RegExp(String.raw`^${NAME}(?=$|\s)`);
/** What begins something to be hidden, or may name it. */
const WORTH_A_LOOK =
  /(?:password|passwd|passphrase|secret|token|credential|key)s?["']?\s*:|(?<![\w./-])["']?name["']?\s*:/gi;
const PROPERTIES = /^\s*(?:[&!]\S*\s+)*/;
const BLOCK_TEXT = /^\s+(?:[&!]\S*\s+)*[|>][-+\d]*(?:\s+#.*)?$/;
/** None, or what says that more follows. */
const NO_VALUE = /^(?:[&!]\S*)?(?:\{\s*\}|\[\s*\]|[[{]|~|null|true|false|""|''|\*\S+)?$/i;

/** A key whose value may go on: what is indented further belongs to it. */
interface Open {
  readonly column: number;
  readonly name: string;
  /** A text in a block: what looks like a key in it is none. */
  readonly isText: boolean;
}

class LineReader {
  readonly places: SecretPlace[] = [];
  #open: Open | null = null;
  /** Of `name: DB_PASSWORD`: the `value` beside it is one. */
  #named: { readonly column: number; readonly name: string } | null = null;
  #start = 0;

  /** What the next line is depends on those before it. */
  get isWithin(): boolean {
    return this.#open !== null || this.#named !== null;
  }

  read(line: string, start: number): void {
    this.#start = start;
    const lead = /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
    if (lead === line.length) return;
    const open = this.#open;
    const indent = line.length - line.trimStart().length;
    const goesOn = open !== null && (indent > open.column || (indent === open.column && lead > indent));
    if (open !== null && goesOn && (open.isText || line.charAt(lead) !== '#'))
      return this.#hideWithin(open, line, lead);
    if (line.charAt(lead) === '#') {
      // A comment begins and ends nothing.
      const named = this.#named;
      this.#look(line.replace(/#+/, (marks) => ' '.repeat(marks.length)));
      this.#open = open;
      this.#named = named;
      return;
    }
    this.#open = null;
    if (this.#named !== null && lead < this.#named.column) this.#named = null;
    this.#look(line);
  }

  #look(line: string): void {
    let parent = '';
    let hiddenTo = 0;
    for (const found of line.matchAll(KEY)) {
      if (found.index < hiddenTo) continue;
      const key = unquoted(found[1] ?? '');
      const after = found.index + found[0].length;
      const isFlow = isInBrackets(line.slice(0, found.index));
      const value = isFlow ? flowValue(line.slice(after)) : line.slice(after);
      if (key === 'name') this.#named = namedAt(isFlow ? -1 : found.index, value);
      const named = key === 'value' && this.#named?.column === (isFlow ? -1 : found.index) ? this.#named.name : key;
      if (meaningOf(named, parent) === 'secret') {
        if (!isFlow) this.#open = { column: found.index, name: named, isText: BLOCK_TEXT.test(value) };
        this.#hide(named, value, after);
        hiddenTo = after + value.length;
      }
      parent = key;
    }
  }

  #hideWithin({ name, isText }: Open, line: string, lead: number): void {
    const found = isText ? null : FIRST_KEY.exec(line.slice(lead));
    if (found === null) return this.#hide(name, line.slice(lead), lead);
    // The keys of a map below it are no secret; what they hold is.
    const key = unquoted(found[1] ?? '');
    const after = lead + found[0].length;
    if (meaningOf(key, '') !== 'open') this.#hide(`${name}.${key}`, line.slice(after), after);
  }

  #hide(name: string, value: string, at: number): void {
    if (NO_VALUE.test(value.trim()) || BLOCK_TEXT.test(value)) return;
    const from = this.#start + at + (PROPERTIES.exec(value)?.[0].length ?? 0);
    const to = this.#start + at + value.trimEnd().length;
    if (from < to) this.places.push({ from, to, name });
  }
}

function namedAt(column: number, value: string): { readonly column: number; readonly name: string } | null {
  const name = unquoted(/^\s*([^\s,}\]]+)/.exec(value)?.[1] ?? '');
  return meaningOf(name, '') === 'secret' ? { column, name } : null;
}

function isInBrackets(before: string): boolean {
  const bare = before.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '');
  return count(bare, /[[{]/g) > count(bare, /[\]}]/g);
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** What of a line belongs to a value between brackets: up to the comma or bracket behind it, else all. */
function flowValue(rest: string): string {
  let depth = 0;
  for (const { 0: part, index } of rest.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|["'].*$|[[\]{},]/g)) {
    if (part === '[' || part === '{') depth += 1;
    if (depth === 0 && /^[,\]}]$/.test(part)) return rest.slice(0, index);
    if (part === ']' || part === '}') depth -= 1;
  }
  return rest;
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '');
}
