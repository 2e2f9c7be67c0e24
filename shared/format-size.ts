/** A size for people: decimal units with one digit, as registries and desktops count them. */
const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;
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
