/** At most so many at once; the rest wait in line and leave it when their caller aborts. */
export interface Slots {
  readonly run: <Value>(work: () => Promise<Value>, signal: AbortSignal) => Promise<Value>;
}

export function createSlots(limit: number): Slots {
  let busy = 0;
  const waiting: (() => void)[] = [];

  function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (busy < limit) {
      busy += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  }

  return {
    async run(work, signal) {
      await take(signal);
      try {
        return await work();
      } finally {
        // The place passes straight to the next in line, so `busy` never exceeds the limit in between.
        const next = waiting.shift();
        if (next === undefined) busy -= 1;
        else next();
      }
    },
  };
}
