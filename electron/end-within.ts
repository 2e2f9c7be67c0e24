/** Waiting for work that may hang, for so long and no longer. */
import { setTimeout as delay } from 'node:timers/promises';

/** Gives true when all have ended, well or badly, and false after `timeoutMs`. Never rejects. */
export async function endWithin(work: readonly Promise<unknown>[], timeoutMs: number): Promise<boolean> {
  const timer = new AbortController();
  const ended = Promise.allSettled(work).then(() => true);
  const hasEnded = await Promise.race([ended, delay(timeoutMs, false, { signal: timer.signal })]);
  timer.abort();
  return hasEnded;
}
