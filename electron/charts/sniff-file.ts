/**
 * Tells a gzip from what people hand over in its place, by the first bytes of a file.
 */
import { ChartError } from './chart-error';

/** Enough to see the mark of an uncompressed tar. */
export const SNIFFED_BYTES = 512;

const TAR_MARK_AT = 257;

/** Throws ChartError `not-gzip`, in words that fit what it looks like. */
export function assertGzip(head: Uint8Array, fileName: string): void {
  const isGzip = head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08;
  if (isGzip) return;
  throw new ChartError('not-gzip', messageFor(Buffer.from(head).toString('latin1'), fileName), {
    details: 'does not appear to be a gzipped archive',
  });
}

function messageFor(head: string, fileName: string): string {
  if (head.startsWith('PK\x03\x04')) {
    return `${fileName} is a zip file. Charts are packaged as .tgz: use \`helm package\`.`;
  }
  if (head.startsWith('ustar', TAR_MARK_AT)) {
    return `${fileName} is an archive that isn't compressed. Compress it with gzip, or use \`helm package\`.`;
  }
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head)) {
    return `${fileName} is a web page, not a chart: most likely the server answered with an error when it was downloaded. Download it again.`;
  }
  if (/\.ya?ml$/i.test(fileName)) {
    return `${fileName} is a YAML file. Package the chart's folder with \`helm package\` and use the .tgz.`;
  }
  return `${fileName} isn't a packaged chart (.tgz). Package the chart's folder with \`helm package\`.`;
}
