/** Sizes for people: decimal units with one digit, as registries and desktops count them. */

const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;
const wholeNumber = new Intl.NumberFormat('en-US');
const oneDigit = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `237.8 KB`; below 1,000 bytes `912 B`. Takes whole bytes. */
export function formatSize(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  let value = sizeBytes / 1000;
  let unit = 0;
  // 999,950 rounds to 1,000.0 KB, so the next unit starts there.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${oneDigit.format(value)} ${UNITS[unit] ?? ''}`;
}

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
