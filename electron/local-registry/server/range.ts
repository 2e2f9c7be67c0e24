/** The two ranges of the protocol: `Range` when a blob is read, `Content-Range` when a chunk is sent. No I/O. */

export interface ByteRange {
  readonly start: number;
  /** Inclusive, as HTTP counts. */
  readonly end: number;
}

/**
 * What of `sizeBytes` a `Range` header asks for: null for all of it (no range, several, or another unit: a server may ignore those),
 * 'unsatisfiable' for what lies outside or runs backwards.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return null;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? 'unsatisfiable' : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return start < sizeBytes && start <= end ? { start, end } : 'unsatisfiable';
}

/**
 * A chunk's place. The specification writes `0-99`; docker and others send HTTP's `bytes 0-99/*` too. Null without a header,
 * 'invalid' for what is neither.
 */
export function readContentRange(header: string | undefined): ByteRange | 'invalid' | null {
  if (header === undefined) return null;
  const match = /^(?:bytes[ =])?(\d+)-(\d+)(?:\/(?:\d+|\*))?$/.exec(header.trim());
  if (!match) return 'invalid';
  const start = Number(match[1]);
  const end = Number(match[2]);
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start <= end ? { start, end } : 'invalid';
}

/** What an upload has so far, in the words of its `Range` header: `0-0` also for nothing at all, as registries have it. */
export function receivedRange(receivedBytes: number): string {
  return `0-${Math.max(0, receivedBytes - 1)}`;
}
