/**
 * Bytes of a YAML file as text, by the rules of the reader that Helm uses (go-yaml 2): UTF-8, or UTF-16 behind its
 * byte order mark, and no control characters.
 */
import { YamlError } from './yaml-error';

// The characters that YAML 1.1 (section 5.1) allows in a stream.
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Throws YamlError where Helm would refuse the bytes. */
export function readYamlText(bytes: Uint8Array): string {
  const text = decode(bytes);
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) {
    const line = text.slice(0, forbidden.index).split('\n').length - 1;
    throw new YamlError('control characters are not allowed', line);
  }
  return text;
}

function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    // Without `ignoreBOM` the decoder drops one byte order mark of its own encoding, as go-yaml does.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new YamlError(`the text is not valid ${encoding.toUpperCase()}`);
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
