/** One of two charts that are compared: a version in a registry, or a chart on this machine. In the URL it is a text. No DOM here. */
import type { FileId } from '../shared/push';
import { formatReference, type Reference } from '../shared/reference';
import { isFileId } from './file-id';
import { parsePlace } from './places';

export type ChartSide =
  /** With a tag, a digest or both. */
  { readonly kind: 'registry'; readonly place: Reference } | { readonly kind: 'file'; readonly fileId: FileId };

/** No reference begins so: behind a host's colon comes a port. */
const FILE_PREFIX = 'local:';

export function formatSide(side: ChartSide): string {
  return side.kind === 'file' ? `${FILE_PREFIX}${side.fileId}` : formatReference(side.place);
}

/** Null for what names no version of a chart. */
export function parseSide(text: string | undefined): ChartSide | null {
  if (text === undefined) return null;
  if (text.startsWith(FILE_PREFIX)) {
    const fileId = text.slice(FILE_PREFIX.length);
    return isFileId(fileId) ? { kind: 'file', fileId } : null;
  }
  const place = parsePlace(text);
  return place?.kind === 'chart' ? { kind: 'registry', place: place.reference } : null;
}
