/** Reads bodies into memory, never more than is allowed: a length that a server names is not believed. */

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

/** Untrusted JSON as a value, undefined for what is none: HTML from a proxy, most often. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The caller says what it expected.
    return undefined;
  }
}
