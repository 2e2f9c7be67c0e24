/** Work that several ask for at once and that is done once: it goes on as long as one of them waits for it. */

export interface SharedWork<T> {
  /** Joins what is under way under `key`, or begins it. Rejects with the signal's reason, or with what the work throws. */
  readonly run: (key: string, work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>;
}

interface Running<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
}

export function createSharedWork<T>(): SharedWork<T> {
  const running = new Map<string, Running<T>>();

  function begin(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const abort = new AbortController();
    const result = work(abort.signal);
    const own: Running<T> = { result, abort, waiting: 0 };
    running.set(key, own);
    const end = (): void => {
      if (running.get(key) === own) running.delete(key);
    };
    result.then(end, end);
    return own;
  }

  return {
    async run(key, work, signal) {
      signal.throwIfAborted();
      const joined = running.get(key) ?? begin(key, work);
      joined.waiting += 1;
      let leave!: () => void;
      const left = new Promise<never>((_resolve, reject) => {
        leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
        signal.addEventListener('abort', leave, { once: true });
      });
      try {
        return await Promise.race([joined.result, left]);
      } finally {
        signal.removeEventListener('abort', leave);
        joined.waiting -= 1;
        if (joined.waiting === 0) {
          // Who asks next begins anew, not with what is being given up.
          if (running.get(key) === joined) running.delete(key);
          joined.abort.abort();
        }
      }
    },
  };
}
