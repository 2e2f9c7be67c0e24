/** A signal that aborts when the component goes: what it asked for is no longer waited for. */
import { useEffect, useRef } from 'react';

/** Returns how to get a fresh signal, which also ends what the one before was given to. */
export function useAbortOnLeave(): () => AbortSignal {
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);
  return () => {
    controller.current?.abort();
    controller.current = new AbortController();
    return controller.current.signal;
  };
}
