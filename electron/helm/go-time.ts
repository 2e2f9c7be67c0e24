/** Times as Go programs write them. Pure. */

/** RFC 3339, or what Go's String() gives (`2026-11-24 20:48:21.5 +0000 UTC m=+0.1`), in epoch ms. Null for none and for Go's zero time. */
export function parseGoTime(text: string): number | null {
  const [, day, clock, zone] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?) ?(Z|[+-]\d\d:?\d\d)(?: |$)/.exec(text.trim()) ?? [];
  if (day === undefined || clock === undefined || zone === undefined || day.startsWith('0001-')) return null;
  // The engine reads milliseconds and no further digits.
  const [seconds = '', fraction = ''] = clock.split('.');
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(`${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  return Number.isNaN(time) ? null : time;
}
