/** Ages and moments for people. Ages are rounded down: what is 13 days old is not yet two weeks old. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** Days of a mean month and year of the Gregorian calendar. */
const MONTH_DAYS = 30.44;
const YEAR_DAYS = 365.25;

/** `now`, `5 min`, `3 h`, `12 d`, `3 wk`, `4 mo`, `2 y`. A moment in the future (a wrong clock) is `now`. */
export function formatAge(fromMs: number, nowMs: number): string {
  const ageMs = nowMs - fromMs;
  if (ageMs < MINUTE_MS) return 'now';
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`;
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`;
  const days = Math.floor(ageMs / DAY_MS);
  if (days < 14) return `${days} d`;
  // Three mean months are 91.3 days: weeks until then, so that no age seems to shrink.
  if (days < 92) return `${Math.floor(days / 7)} wk`;
  if (days < YEAR_DAYS) return `${Math.floor(days / MONTH_DAYS)} mo`;
  return `${Math.floor(days / YEAR_DAYS)} y`;
}

/** `just now`, `3 h ago`. */
export function formatAgo(fromMs: number, nowMs: number): string {
  const age = formatAge(fromMs, nowMs);
  return age === 'now' ? 'just now' : `${age} ago`;
}

/** Epoch ms of an RFC 3339 text that somebody else wrote, or null where it is not one. */
export function parseTime(text: string | undefined): number | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? null : timeMs;
}

/** `21 Aug 2026`, of UTC: the same words on every computer. */
export function formatDay(timeMs: number): string {
  const date = new Date(timeMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `21 Aug 2026, 09:14 UTC`. */
export function formatMoment(timeMs: number): string {
  const date = new Date(timeMs);
  return `${formatDay(timeMs)}, ${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())} UTC`;
}

/** `09:14`, or `09:14:05` with seconds, by this computer's clock. */
export function clockTime(atMs: number, { seconds = false }: { readonly seconds?: boolean } = {}): string {
  const date = new Date(atMs);
  const parts = [date.getHours(), date.getMinutes(), ...(seconds ? [date.getSeconds()] : [])];
  return parts.map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
