/** Counts for people. Sizes in units are written by shared/format-size.ts, which the main process uses, too. */

const wholeNumber = new Intl.NumberFormat('en-US');

/** `237,790 bytes`, for places where every byte counts. */
export function formatBytes(sizeBytes: number): string {
  return `${wholeNumber.format(sizeBytes)} ${sizeBytes === 1 ? 'byte' : 'bytes'}`;
}

/** `10,000`. */
export function formatCount(count: number): string {
  return wholeNumber.format(count);
}

/** `1 version`, `2 versions`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
