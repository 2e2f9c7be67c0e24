/**
 * The three kinds of scalars of YAML 1.1 as libyaml, and with it Helm, reads them: plain, quoted, block.
 * Each function starts at the scalar's first character and leaves the cursor behind its last one.
 */
import { isBlank, isBlankBreakOrEnd, isBreak, isBreakOrEnd, isEnd, type Cursor } from './cursor';

export interface PlainScalar {
  readonly value: string;
  /** The scalar ended behind a line break, so a key may follow. */
  readonly endsOnNewLine: boolean;
}

/** Up to a blank, a break, the end, or a `:` (which ends the scalar only before a blank). */
const BLOCK_RUN = /[^\0\t\n\r \x85\u2028\u2029:]*/y;
/** The same within brackets, where these end the scalar too. */
const FLOW_RUN = /[^\0\t\n\r \x85\u2028\u2029:,?[\]{}]*/y;

/** `indent` is the column that a continuation line must reach. */
export function scanPlainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  let value = '';
  let blanks = '';
  let folded: FoldedBreaks | null = null;
  for (;;) {
    if (cursor.atDocumentIndicator('---') || cursor.atDocumentIndicator('...') || cursor.char() === '#') break;
    const word = readPlainWord(cursor, inFlow ? FLOW_RUN : BLOCK_RUN);
    if (word !== '') {
      value += (folded ? foldedText(folded) : blanks) + word;
      folded = null;
      blanks = '';
    }
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    while (isBlank(cursor.code()) || isBreak(cursor.code())) {
      if (isBreak(cursor.code())) {
        folded = addBreak(folded, cursor.readBreak());
        blanks = '';
      } else {
        if (folded && cursor.column < indent && cursor.char() === '\t') {
          cursor.fail('found a tab character that violates indentation');
        }
        if (!folded) blanks += cursor.char();
        cursor.position += 1;
      }
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { value, endsOnNewLine: folded !== null };
}

function readPlainWord(cursor: Cursor, run: RegExp): string {
  let word = cursor.readRun(run);
  while (cursor.char() === ':' && !isBlankBreakOrEnd(cursor.code(1))) {
    cursor.position += 1;
    word += `:${cursor.readRun(run)}`;
  }
  return word;
}

const QUOTED_RUN = /[^\0\t\n\r \x85\u2028\u2029'"\\]*/y;

export function scanQuotedScalar(cursor: Cursor): string {
  const quote = cursor.char();
  const startLine = cursor.line;
  let value = '';
  cursor.position += 1;
  for (;;) {
    if (cursor.atDocumentIndicator('---') || cursor.atDocumentIndicator('...')) {
      cursor.fail('found unexpected document indicator', startLine);
    }
    if (isEnd(cursor.code())) cursor.fail('found unexpected end of stream', startLine);
    let folded: FoldedBreaks | null = null;
    while (!isBlankBreakOrEnd(cursor.code())) {
      const char = cursor.char();
      if (quote === "'" && char === "'" && cursor.char(1) === "'") {
        value += "'";
        cursor.position += 2;
      } else if (char === quote) {
        break;
      } else if (quote === '"' && char === '\\' && isBreak(cursor.code(1))) {
        cursor.position += 1;
        cursor.readBreak();
        folded = { first: '', rest: '' };
        break;
      } else if (quote === '"' && char === '\\') {
        value += scanEscape(cursor);
      } else {
        value += char;
        cursor.position += 1;
      }
      value += cursor.readRun(QUOTED_RUN);
    }
    if (cursor.char() === quote) break;
    let blanks = '';
    while (isBlank(cursor.code()) || isBreak(cursor.code())) {
      if (isBreak(cursor.code())) {
        folded = addBreak(folded, cursor.readBreak());
      } else {
        if (!folded) blanks += cursor.char();
        cursor.position += 1;
      }
    }
    value += folded ? foldedText(folded) : blanks;
  }
  cursor.position += 1;
  return value;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const HEX_LENGTH: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function scanEscape(cursor: Cursor): string {
  const name = cursor.char(1);
  const literal = ESCAPES.get(name);
  if (literal !== undefined) {
    cursor.position += 2;
    return literal;
  }
  const length = HEX_LENGTH.get(name);
  if (length === undefined) cursor.fail('found unknown escape character');
  const digits = cursor.text.slice(cursor.position + 2, cursor.position + 2 + length);
  if (!/^[\da-f]+$/i.test(digits) || digits.length < length) cursor.fail('did not find expected hexdecimal number');
  const codePoint = Number.parseInt(digits, 16);
  if ((codePoint >= 0xd800 && codePoint <= 0xdfff) || codePoint > 0x10ffff) {
    cursor.fail('found invalid Unicode character escape code');
  }
  cursor.position += 2 + length;
  return String.fromCodePoint(codePoint);
}

/** `parentIndent` is the column of the collection around the scalar, -1 at the top. */
export function scanBlockScalar(cursor: Cursor, parentIndent: number): string {
  const literal = cursor.char() === '|';
  const startLine = cursor.line;
  cursor.position += 1;
  const header = scanBlockHeader(cursor);
  let indent = header.increment === 0 ? 0 : Math.max(parentIndent, 0) + header.increment;
  let value = '';
  let lineBreak = '';
  let afterBlank = false;
  const first = scanBlockBreaks(cursor, indent, parentIndent, startLine);
  let emptyLines = first.breaks;
  indent = first.indent;
  while (cursor.column === indent && !isEnd(cursor.code())) {
    const startsBlank = isBlank(cursor.code());
    // Two lines of text fold into one; lines that begin with a blank keep their breaks.
    if (!literal && lineBreak === '\n' && !afterBlank && !startsBlank) {
      if (emptyLines === '') value += ' ';
    } else {
      value += lineBreak;
    }
    value += emptyLines + cursor.readLineRest();
    afterBlank = startsBlank;
    lineBreak = cursor.readBreak();
    emptyLines = scanBlockBreaks(cursor, indent, parentIndent, startLine).breaks;
  }
  if (header.chomping !== 'strip') value += lineBreak;
  if (header.chomping === 'keep') value += emptyLines;
  return value;
}

interface BlockHeader {
  readonly chomping: 'clip' | 'strip' | 'keep';
  /** 0 where the scalar's first line decides. */
  readonly increment: number;
}

function scanBlockHeader(cursor: Cursor): BlockHeader {
  const line = cursor.line;
  const match = /^(?:([+-])(\d)?|(\d)([+-])?)?/.exec(cursor.text.slice(cursor.position, cursor.position + 2));
  const sign = match?.[1] ?? match?.[4];
  const digit = match?.[2] ?? match?.[3];
  if (digit === '0') cursor.fail('found an indentation indicator equal to 0');
  cursor.position += match?.[0].length ?? 0;
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break', line);
  cursor.readBreak();
  return {
    chomping: sign === '+' ? 'keep' : sign === '-' ? 'strip' : 'clip',
    increment: digit === undefined ? 0 : Number(digit),
  };
}

/** Eats indentation and empty lines; where `indent` is 0 yet, the deepest of them sets it. */
function scanBlockBreaks(
  cursor: Cursor,
  indent: number,
  parentIndent: number,
  startLine: number,
): { readonly breaks: string; readonly indent: number } {
  let breaks = '';
  let deepest = 0;
  const isBeforeText = (): boolean => indent === 0 || cursor.column < indent;
  for (;;) {
    while (cursor.char() === ' ' && isBeforeText()) cursor.position += 1;
    deepest = Math.max(deepest, cursor.column);
    if (cursor.char() === '\t' && isBeforeText()) {
      cursor.fail('found a tab character where an indentation space is expected', startLine);
    }
    if (!isBreak(cursor.code())) break;
    breaks += cursor.readBreak();
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, parentIndent + 1, 1) : indent };
}

/** Line breaks between two words of a folded scalar. */
interface FoldedBreaks {
  readonly first: string;
  readonly rest: string;
}

function addBreak(folded: FoldedBreaks | null, lineBreak: string): FoldedBreaks {
  return folded ? { first: folded.first, rest: folded.rest + lineBreak } : { first: lineBreak, rest: '' };
}

function foldedText({ first, rest }: FoldedBreaks): string {
  if (first !== '\n') return first + rest;
  return rest === '' ? ' ' : rest;
}
