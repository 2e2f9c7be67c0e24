/**
 * The bytes of a YAML file, by the rules of the reader that Helm uses (go-yaml 2): UTF-8, or UTF-16 behind its byte
 * order mark. What the text means, shared/yaml knows.
 */
import { decodeYaml, type YamlDocument } from '../../shared/yaml/decode';
import { YamlError } from '../../shared/yaml/yaml-error';

/** The first document of a YAML file. Null for an empty one. Throws YamlError where Helm refuses it. */
export function decodeYamlBytes(bytes: Uint8Array): YamlDocument {
  return decodeYaml(readYamlText(bytes));
}

/** Throws YamlError for bytes that are no text. */
function readYamlText(bytes: Uint8Array): string {
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
