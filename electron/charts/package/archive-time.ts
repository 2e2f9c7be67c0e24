/**
 * The one time that every entry of an archive carries. SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else a constant:
 * the times of files differ with every checkout, and git could only be asked by running it in a folder whose configuration may run
 * programs of its own.
 */

/** 1 January 1980, the earliest time that every archive format can hold. */
export const DEFAULT_TIME_SECONDS = 315_532_800;
/** What a ustar header can hold in its eleven octal digits, as far as our writer counts. */
const MAX_TIME_SECONDS = 2 ** 31 - 1;

/** In seconds since 1970. What is no whole number of seconds, or beyond what archives hold, counts as not set. */
export function archiveTime(env: Readonly<Record<string, string | undefined>>): number {
  const text = env['SOURCE_DATE_EPOCH'] ?? '';
  if (!/^\d{1,10}$/.test(text)) return DEFAULT_TIME_SECONDS;
  const seconds = Number(text);
  return seconds <= MAX_TIME_SECONDS ? seconds : DEFAULT_TIME_SECONDS;
}
