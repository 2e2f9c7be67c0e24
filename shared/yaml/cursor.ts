/**
 * A place in a YAML text, and the character classes of YAML 1.1. The text ends in NUL, which can't occur within it
 * (read-text refuses control characters), so looking a few characters ahead is always safe.
 */
import { YamlError } from './yaml-error';

const END = 0;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

export function isEnd(code: number): boolean {
  return code === END;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

export function isBreak(code: number): boolean {
  return (
    code === LINE_FEED ||
    code === CARRIAGE_RETURN ||
    code === NEXT_LINE ||
    code === LINE_SEPARATOR ||
    code === PARAGRAPH_SEPARATOR
  );
}

export function isBreakOrEnd(code: number): boolean {
  return code === END || isBreak(code);
}

export function isBlankBreakOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

/** Patterns find the end of a run several times faster than a loop does before it is compiled. */
const WORD = /[\w-]*/y;
const LINE_REST = /[^\0\n\r\x85\u2028\u2029]*/y;

export class Cursor {
  readonly text: string;
  position = 0;
  /** Counted from 0. */
  line = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.text = `${text}\0\0\0\0`;
  }

  get column(): number {
    return this.position - this.#lineStart;
  }

  /** The UTF-16 code at `offset` from here; 0 at the end. */
  code(offset = 0): number {
    return this.text.charCodeAt(this.position + offset);
  }

  char(offset = 0): string {
    return this.text.charAt(this.position + offset);
  }

  /** Goes past a line break, if one is here, and gives what a scalar keeps of it. */
  readBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return '';
    this.position += code === CARRIAGE_RETURN && this.code(1) === LINE_FEED ? 2 : 1;
    this.line += 1;
    this.#lineStart = this.position;
    return code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR ? String.fromCharCode(code) : '\n';
  }

  /** Offset behind the last character between `start` and here that is neither blank nor break. */
  trimmedEnd(start: number): number {
    let end = this.position;
    while (end > start && isBlankBreakOrEnd(this.text.charCodeAt(end - 1))) end -= 1;
    return end;
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.position += 1;
  }

  /** Letters, digits, `_` and `-`: what anchors and tag handles are made of. */
  readWord(): string {
    return this.readRun(WORD);
  }

  skipComment(): void {
    if (this.char() === '#') this.readLineRest();
  }

  /** The text up to the line break, which stays. */
  readLineRest(): string {
    return this.readRun(LINE_REST);
  }

  /** What a sticky pattern matches from here; the pattern must match the empty text too. */
  readRun(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const run = pattern.exec(this.text)?.[0] ?? '';
    this.position += run.length;
    return run;
  }

  /** `---` or `...` at the start of a line. */
  atDocumentIndicator(indicator: '---' | '...'): boolean {
    return this.column === 0 && this.text.startsWith(indicator, this.position) && isBlankBreakOrEnd(this.code(3));
  }

  fail(problem: string, line = this.line): never {
    throw new YamlError(problem, line);
  }
}
