/** Waiting for work that may hang, for so long and no longer. */
import { setTimeout as delay } from 'node:timers/promises';

/** Resolves when all have ended, well or badly, or after `timeoutMs`. Never rejects. */
export async function endWithin(work: readonly Promise<unknown>[], timeoutMs: number): Promise<void> {
  const timer = new AbortController();
  await Promise.race([Promise.allSettled(work), delay(timeoutMs, undefined, { signal: timer.signal })]);
  timer.abort();
}
