/**
 * values.yaml as Helm 4 reads it when it loads a chart: one document or several, each a mapping. A push makes no use
 * of the values, but Helm pushes no chart whose values it can't read.
 */
import { assertJson } from './go-struct';
import { isYamlMapping } from '../../shared/yaml/decode';
import { decodeYamlBytes } from './yaml-bytes';
import { YamlError } from '../../shared/yaml/yaml-error';

const NEW_LINE = 0x0a;
const SEPARATOR = Buffer.from('---');

/** Throws YamlError where Helm refuses the file. */
export function checkValues(bytes: Uint8Array): void {
  for (const document of valuesDocuments(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const { value } = decodeYamlBytes(document);
    if (value !== null && !isYamlMapping(value)) throw new YamlError('the values are not a mapping');
    assertJson(value);
  }
}

/**
 * Kubernetes' reader splits before it parses: at each line that begins with `---`, wherever it stands. Throws YamlError for a
 * separator that has more behind it.
 */
export function* valuesDocuments(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  let lineStart = 0;
  while (lineStart < bytes.length) {
    const newLine = bytes.indexOf(NEW_LINE, lineStart);
    const lineEnd = newLine < 0 ? bytes.length : newLine;
    if (bytes.subarray(lineStart, lineStart + SEPARATOR.length).equals(SEPARATOR)) {
      const rest = bytes.toString('utf8', lineStart + SEPARATOR.length, lineEnd).trim();
      if (rest !== '' && !rest.startsWith('#')) throw new YamlError(`invalid document separator: ---${rest}`);
      // The first separator opens the first document and stays with it; the others are left out.
      if (lineStart > start) {
        yield bytes.subarray(start, lineStart);
        start = lineEnd + 1;
      }
    }
    lineStart = lineEnd + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}
