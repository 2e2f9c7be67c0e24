/** One after the other for the same key, side by side for different ones. In this process only. */

export interface KeyedLock {
  /** Runs `action` once those before it with the same key have ended, well or badly. Gives what it gives. */
  run<T>(key: string, action: () => Promise<T>): Promise<T>;
}

export function createKeyedLock(): KeyedLock {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(key, action) {
      const before = tails.get(key) ?? Promise.resolve();
      const turn = before.then(action, action);
      // What waits behind only needs to know that it ended.
      const tail = turn.then(
        () => undefined,
        () => undefined,
      );
      const forget = (): boolean => tails.get(key) === tail && tails.delete(key);
      tails.set(key, tail);
      void tail.then(forget);
      return turn;
    },
  };
}
