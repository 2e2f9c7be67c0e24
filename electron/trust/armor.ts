/**
 * OpenPGP's ASCII armor, read as Helm's library (ProtonMail/go-crypto 1.4, `armor.Decode`) reads it: garbage before a block is
 * skipped, the sum at its end is not looked at. Texts are bytes, one character each. No cryptography here.
 */

export interface ArmoredBlock {
  /** Such as `PGP SIGNATURE`. */
  readonly type: string;
  /** Null where it is no base64. */
  readonly bytes: Buffer | null;
  /** Where the text behind it begins. */
  readonly end: number;
}

const BEGIN = '-----BEGIN ';
const END = '-----END ';
const DASHES = '-----';
/** Longer lines are refused, as there. */
const MAX_LINE_LENGTH = 96;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The first block at or behind `start`; null where there is none. */
export function readArmor(text: string, start = 0): ArmoredBlock | null {
  let next = start;
  for (;;) {
    const begin = findBegin(text, next);
    if (begin === null) return null;
    const body = skipHeaders(text, begin.end);
    if (body !== null) return { type: begin.type, ...readBody(text, body) };
    next = begin.end;
  }
}

function findBegin(text: string, start: number): { readonly type: string; readonly end: number } | null {
  let next = start;
  while (next < text.length) {
    const { line, end } = lineAt(text, next);
    if (line.startsWith(BEGIN) && line.length > BEGIN.length + DASHES.length) {
      return { type: line.slice(BEGIN.length, -DASHES.length), end };
    }
    next = end;
  }
  return null;
}

/** Where the body begins; null where a line is no header. */
function skipHeaders(text: string, start: number): number | null {
  let next = start;
  while (next < text.length) {
    const { line, end } = lineAt(text, next);
    if (line === '') return end;
    if (!line.includes(':')) return null;
    next = end;
  }
  return null;
}

function readBody(text: string, start: number): Pick<ArmoredBlock, 'bytes' | 'end'> {
  const lines: string[] = [];
  let next = start;
  let isCorrupt = false;
  let isOver = false;
  while (next < text.length) {
    const { line, end } = lineAt(text, next);
    next = end;
    if (line.startsWith(END)) break;
    if (isOver) continue;
    // The checksum.
    if (line.length === 5 && line.startsWith('=')) isOver = true;
    else if (line.length > MAX_LINE_LENGTH) isCorrupt = true;
    else lines.push(line);
  }
  const base64 = lines.join('');
  const isBase64 = !isCorrupt && base64.length % 4 === 0 && BASE64.test(base64);
  return { bytes: isBase64 ? Buffer.from(base64, 'base64') : null, end: next };
}

function lineAt(text: string, start: number): { readonly line: string; readonly end: number } {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return { line: trimSpace(text.slice(start, end)), end: newline < 0 ? end : end + 1 };
}

/** ASCII only: of a text of bytes, the others may be parts of characters. */
export function trimSpace(text: string): string {
  return text.replace(/^[ \t\v\f\r]+/, '').replace(/[ \t\v\f\r]+$/, '');
}
