/** The time, for ages on the screen: it moves on once a minute, for all who show one. */
import { useSyncExternalStore } from 'react';

const TICK_MS = 60_000;

let now = Date.now();

function subscribe(onTick: () => void): () => void {
  const timer = setInterval(() => {
    now = Date.now();
    onTick();
  }, TICK_MS);
  return () => clearInterval(timer);
}

/** Epoch ms, at most a minute behind. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
