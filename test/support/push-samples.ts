/** Charts and digests for the tests of the push sheet. */
import { isDigest, type Digest } from '../../shared/digest';
import { fileIdSchema, type FileId, type InspectedChart } from '../../shared/push';

/** A digest that repeats one hexadecimal digit. */
export function digestOf(digit: string): Digest {
  const text = `sha256:${digit.repeat(64)}`;
  if (!isDigest(text)) throw new Error(`${digit} is no hexadecimal digit`);
  return text;
}

/** The id of the file of this name; names are one lower-case letter. */
export function fileIdOf(name: string): FileId {
  return fileIdSchema.parse(`00000000-0000-4000-8000-0000000000${name.charCodeAt(0).toString(16)}`);
}

export function inspectedChart(name: string): InspectedChart {
  return {
    kind: 'chart',
    fileId: fileIdOf(name),
    fileName: `${name}-1.0.0.tgz`,
    name,
    version: '1.0.0',
    deprecated: false,
    sizeBytes: 1000,
    digest: digestOf('a'),
    warnings: [],
  };
}
