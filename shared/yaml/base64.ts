/** The text in a `!!binary` scalar. By hand: neither Node's Buffer nor the browser's decoders are known in shared/. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** `text` must be base64 with its padding. Bytes that are no UTF-8 become U+FFFD each, as Go writes them to JSON. */
export function decodeBase64Text(text: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let bitCount = 0;
  for (const character of text.replaceAll('=', '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes.push((bits >> bitCount) & 0xff);
  }
  return decodeUtf8(bytes);
}

function decodeUtf8(bytes: readonly number[]): string {
  const parts: string[] = [];
  let position = 0;
  while (position < bytes.length) {
    const { codePoint, length } = codePointAt(bytes, position);
    parts.push(String.fromCodePoint(codePoint));
    position += length;
  }
  return parts.join('');
}

const REPLACEMENT = { codePoint: 0xfffd, length: 1 } as const;

function codePointAt(bytes: readonly number[], position: number): { codePoint: number; length: number } {
  const first = bytes[position] ?? 0;
  if (first < 0x80) return { codePoint: first, length: 1 };
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return REPLACEMENT;
  let codePoint = first & (0x7f >> length);
  for (let index = 1; index < length; index++) {
    const next = bytes[position + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return REPLACEMENT;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const isOverlong = (length === 3 && codePoint < 0x800) || (length === 4 && codePoint < 0x10000);
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return isOverlong || isSurrogate || codePoint > 0x10ffff ? REPLACEMENT : { codePoint, length };
}
