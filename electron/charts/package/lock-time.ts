/** The time in a lock file, as Go writes a time that it has read: RFC 3339 without zeros at the end of the fraction. */

/** Go's zero time, for a lock that names none. */
const NEVER = '0001-01-01T00:00:00Z';

/** `text`: as Go's decoder takes it, or empty. */
export function lockTime(text: string): string {
  const match = /^(\d{4}-\d\d-\d\dT)(\d{1,2})(:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return NEVER;
  const [, date = '', hour = '', rest = '', fraction = '', zone = ''] = match;
  // Nanoseconds are the finest that Go keeps.
  const digits = fraction.slice(0, 9).replace(/0+$/, '');
  const isUtc = /^[+-]00:00$/.test(zone);
  return `${date}${hour.padStart(2, '0')}${rest}${digits === '' ? '' : `.${digits}`}${isUtc ? 'Z' : zone}`;
}
