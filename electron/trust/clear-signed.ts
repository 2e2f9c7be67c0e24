/**
 * Takes a clear-signed text apart, to the byte as Helm's library does (ProtonMail/go-crypto 1.4, `clearsign.Decode`): the first
 * signed message, whatever stands before and behind it. Another reading would check another text than helm does.
 */
import { readArmor, trimSpace } from './armor';

export interface ClearSigned {
  /** What the signature is of: lines without spaces at their ends, CRLF between them. */
  readonly signed: Buffer;
  /** The same for reading, with LF. */
  readonly text: string;
  /** The signature's packets; null where its armor is no base64. */
  readonly signature: Buffer | null;
  /** Something that nobody signed stands before or behind. */
  readonly hasUnsignedText: boolean;
}

const START = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const END = '\n-----END PGP SIGNATURE-----';
const HASHES: ReadonlySet<string> = new Set(
  'MD5 SHA1 RIPEMD160 SHA224 SHA256 SHA384 SHA512 SHA3-256 SHA3-512'.split(' '),
);

/** Null where there is no complete signed message. */
export function readClearSigned(bytes: Uint8Array): ClearSigned | null {
  // A character a byte: nothing of it may be changed by decoding.
  const text = Buffer.from(bytes).toString('latin1');
  const start = startOf(text);
  if (start === null) return null;
  const body = skipHeaders(text, start);
  if (body === null) return null;
  const message = readLines(text, body);
  if (message === null) return null;
  const { lines, signatureAt } = message;
  const end = text.indexOf(END, signatureAt);
  if (end < 0) return null;
  const armor = readArmor(text.slice(signatureAt, end + END.length));
  if (armor === null) return null;
  const before = text.slice(0, start - START.length);
  const behind = text.slice(end + END.length);
  return {
    signed: Buffer.from(lines.join('\r\n'), 'latin1'),
    text: Buffer.from(lines.join('\n'), 'latin1').toString('utf8'),
    signature: armor.bytes,
    hasUnsignedText: `${before}${behind}`.trim() !== '',
  };
}

/** Behind the first line of the message. */
function startOf(text: string): number | null {
  const found = text.startsWith(START) ? 0 : text.indexOf(`\n${START}`) + 1;
  if (found === 0 && !text.startsWith(START)) return null;
  return found + START.length;
}

/** Where the message begins; null for any header but `Hash` with names that are known. */
function skipHeaders(text: string, start: number): number | null {
  const first = lineAt(text, start);
  if (first.line !== '') return null;
  let next = first.end;
  while (next < text.length) {
    const { line, end } = lineAt(text, next);
    next = end;
    if (trimSpace(line) === '') return next;
    if (/[^ -~]/.test(line)) return null;
    const colon = line.indexOf(':');
    if (colon < 0 || line.slice(0, colon).trim() !== 'Hash') return null;
    const names = line.slice(colon + 1).split(',');
    if (!names.every((name) => HASHES.has(name.trim().toUpperCase()))) return null;
  }
  return null;
}

function readLines(
  text: string,
  start: number,
): { readonly lines: readonly string[]; readonly signatureAt: number } | null {
  const lines: string[] = [];
  let next = start;
  while (next < text.length) {
    const { line, end } = lineAt(text, next);
    if (line === SIGNATURE) return { lines, signatureAt: next };
    const unescaped = line.startsWith('- ') ? line.slice(2) : line;
    lines.push(unescaped.replace(/[ \t]+$/, ''));
    next = end;
  }
  return null;
}

/** Without its LF or CRLF. */
function lineAt(text: string, start: number): { readonly line: string; readonly end: number } {
  const newline = text.indexOf('\n', start);
  if (newline < 0) return { line: text.slice(start), end: text.length };
  const end = newline > start && text[newline - 1] === '\r' ? newline - 1 : newline;
  return { line: text.slice(start, end), end: newline + 1 };
}
