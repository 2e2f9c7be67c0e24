/** Which characters may stand in a YAML text at all. */
import { YamlError } from './yaml-error';

// The characters that YAML 1.1 (section 5.1) allows in a stream.
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Throws YamlError, with its line, for a control character or half a surrogate pair. */
export function assertYamlText(text: string): void {
  const forbidden = FORBIDDEN.exec(text);
  if (!forbidden) return;
  const line = text.slice(0, forbidden.index).split('\n').length - 1;
  throw new YamlError('control characters are not allowed', line);
}
