/**
 * Which blobs of which repositories were uploaded, mounted or asked for lately. A push sends its blobs first and its manifest last,
 * and leaves out what it was told is there: until the manifest names them, only this protects them from a collection.
 *
 * Kept in memory: a push that was under way when the registry ended has to begin again anyway.
 */
import type { Digest } from '../../../shared/digest';

export interface RecentUses {
  add(repository: string, digest: Digest): void;
  has(repository: string, digest: Digest): boolean;
}

/** `spanMs`: how long a use counts. */
export function createRecentUses(spanMs: number, now: () => number = Date.now): RecentUses {
  /** In the order of their times: what is used again is put at the end. */
  const times = new Map<string, number>();

  function forgetOld(): void {
    for (const [key, time] of times) {
      if (now() - time < spanMs) return;
      times.delete(key);
    }
  }

  return {
    add(repository, digest) {
      forgetOld();
      times.delete(keyOf(repository, digest));
      times.set(keyOf(repository, digest), now());
    },
    has(repository, digest) {
      forgetOld();
      return times.has(keyOf(repository, digest));
    },
  };
}

function keyOf(repository: string, digest: Digest): string {
  return `${repository}@${digest}`;
}
