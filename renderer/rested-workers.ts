/**
 * Workers that ended an order well and wait for the next: the first order costs a worker twice what a later one does, since its
 * code is cold. For workers that keep nothing from order to order. One rests for each script, for a minute.
 */
import { startWorker } from './trusted-worker';

const REST_MS = 60_000;

interface Rested {
  readonly worker: Worker;
  readonly timer: ReturnType<typeof setTimeout>;
}

const rested = new Map<string, Rested>();

/** One that rests, or a new one. `address`: as for startWorker. */
export function takeWorker(address: string): Worker {
  const found = rested.get(address);
  if (found === undefined) return startWorker(address);
  clearTimeout(found.timer);
  rested.delete(address);
  return found.worker;
}

/** Only for one that answered and to which nobody listens any more. */
export function restWorker(address: string, worker: Worker): void {
  if (rested.has(address)) {
    worker.terminate();
    return;
  }
  const timer = setTimeout(() => {
    rested.delete(address);
    worker.terminate();
  }, REST_MS);
  rested.set(address, { worker, timer });
}

/** Starts one that is likely to be wanted soon. */
export function prepareWorker(address: string): void {
  if (!rested.has(address)) restWorker(address, startWorker(address));
}
