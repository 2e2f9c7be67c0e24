/** What a file in a chart is, told by its bytes and not by its name: text in some encoding, an image, or neither. No I/O. */
import type { ArchiveFile } from '../../shared/archive';

const TAB = 9;
const RETURN = 13;
const ESCAPE = 27;
const SPACE = 32;

/** Raster images that Chromium draws. An SVG is text, and is shown as such: it could hold anything. */
const IMAGES: readonly { readonly mediaType: string; readonly matches: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'image/png', matches: startsWith('89504e470d0a1a0a') },
  { mediaType: 'image/jpeg', matches: startsWith('ffd8ff') },
  { mediaType: 'image/gif', matches: startsWith('474946383761') },
  { mediaType: 'image/gif', matches: startsWith('474946383961') },
  {
    mediaType: 'image/webp',
    matches: (bytes) => startsWith('52494646')(bytes) && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
];

export function fileContent(bytes: Buffer): ArchiveFile {
  const image = IMAGES.find(({ matches }) => matches(bytes));
  if (image !== undefined) {
    return { kind: 'image', dataUrl: `data:${image.mediaType};base64,${bytes.toString('base64')}` };
  }
  return textContent(bytes) ?? { kind: 'binary' };
}

/** Null where it is no text in any of the encodings. A byte order mark is dropped. */
function textContent(bytes: Buffer): ArchiveFile | null {
  const wide = bytes.length % 2 === 0 ? wideLabel(bytes) : null;
  if (wide !== null) {
    const text = decode(wide, bytes);
    if (text !== null) return { kind: 'text', text, encoding: 'utf-16' };
  }
  if (bytes.includes(0)) return null;
  const text = decode('utf-8', bytes);
  if (text !== null) return { kind: 'text', text, encoding: 'utf-8' };
  // Any bytes are Latin-1: without control characters they are likely to be meant so.
  if (bytes.some(isForeignToText)) return null;
  return { kind: 'text', text: new TextDecoder('windows-1252').decode(bytes), encoding: 'latin-1' };
}

function wideLabel(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (startsWith('fffe')(bytes)) return 'utf-16le';
  return startsWith('feff')(bytes) ? 'utf-16be' : null;
}

function decode(label: string, bytes: Buffer): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Control characters that no text has; escape sequences of terminals are text. */
function isForeignToText(byte: number): boolean {
  return byte < TAB || (byte > RETURN && byte < SPACE && byte !== ESCAPE);
}

function startsWith(hex: string): (bytes: Buffer) => boolean {
  const head = Buffer.from(hex, 'hex');
  return (bytes) => bytes.subarray(0, head.length).equals(head);
}
