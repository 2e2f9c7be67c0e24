/** The limits that the cache may have. Pure. */

const MEBIBYTE = 1024 * 1024;
const OFFERED_MEBIBYTES = [64, 256, 1024, 4096] as const;

export interface CacheLimit {
  readonly bytes: number;
  readonly label: string;
}

/** Those offered, and `currentBytes` where a settings file says something else; smallest first. */
export function cacheLimitChoices(currentBytes: number): readonly CacheLimit[] {
  const offered = OFFERED_MEBIBYTES.map((mebibytes) => mebibytes * MEBIBYTE);
  const all = offered.includes(currentBytes) ? offered : [...offered, currentBytes];
  return [...all].sort((a, b) => a - b).map((bytes) => ({ bytes, label: labelOf(bytes) }));
}

function labelOf(bytes: number): string {
  const mebibytes = Math.round(bytes / MEBIBYTE);
  return mebibytes >= 1024 && mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${mebibytes} MiB`;
}
