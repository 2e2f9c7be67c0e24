/** Reads Retry-After (RFC 9110, section 10.2.3): seconds or an HTTP date. */

/** The wait in milliseconds from `nowMs` (epoch), not capped; undefined for what is missing, negative or no such value. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) {
    const ms = Number(text) * 1000;
    return Number.isSafeInteger(ms) ? ms : Number.MAX_SAFE_INTEGER;
  }
  // Date.parse alone would take "-5" for a date. HTTP's begin with the day's name and are in GMT.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun).* GMT$/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
