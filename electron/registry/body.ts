/** Reads bodies into memory, never more than is allowed: a length that a server names is not believed. */
import { MAX_JSON_VALUES } from './limits';

/** The first `maxBytes` of a body; the rest is dropped with the connection. */
export async function readUpTo(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= maxBytes) break;
  }
  return Buffer.concat(parts).subarray(0, maxBytes);
}

/** The whole body, or null when it is longer than `maxBytes`. */
export async function readWithin(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer | null> {
  const bytes = await readUpTo(chunks, maxBytes + 1);
  return bytes.length > maxBytes ? null : bytes;
}

const COMMA = ','.charCodeAt(0);
const OPENING_BRACKET = '['.charCodeAt(0);
const OPENING_BRACE = '{'.charCodeAt(0);

/**
 * Whether a JSON document may hold more than so many values: `[[[[…` or `{},{},…` take a hundred times their bytes, and seconds,
 * once they are parsed. Each value but the first costs one of the characters that are counted; those in texts count as well.
 */
export function mayHoldMoreThan(bytes: Buffer, maxValues: number): boolean {
  let count = 0;
  for (const byte of bytes) {
    if (byte === COMMA || byte === OPENING_BRACKET || byte === OPENING_BRACE) count += 1;
    if (count > maxValues) return true;
  }
  return false;
}

/** Untrusted JSON as a value, undefined for what is none (HTML from a proxy, most often) or holds more than MAX_JSON_VALUES. */
export function parseJson(bytes: Buffer): unknown {
  if (mayHoldMoreThan(bytes, MAX_JSON_VALUES)) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The caller says what it expected.
    return undefined;
  }
}
