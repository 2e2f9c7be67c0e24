/** Lengths of time as helm takes them: `90s`, `5m`, `1h30m`. Pure. */

const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1_000 } as const;
const DURATION = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?$/;

/** ms; null for what is none. A bare number is none either: nobody could know of what. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text.trim().toLowerCase().replace(/\s+/g, ''));
  if (match === null || match[0] === '') return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(hours) * UNIT_MS.h + Number(minutes) * UNIT_MS.m + Number(seconds) * UNIT_MS.s;
}

/** `5m`, `1h30m`, `90s` as `1m30s`; whole seconds. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / UNIT_MS.s);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`);
  return words.length === 0 ? '0s' : words.join('');
}
