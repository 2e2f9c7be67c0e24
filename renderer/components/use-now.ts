/** The time, for ages on the screen: it moves on once a minute, by one timer for all who show one. */
import { useSyncExternalStore } from 'react';

const TICK_MS = 60_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(onTick: () => void): () => void {
  listeners.add(onTick);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(onTick);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Epoch ms, at most a minute behind. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
