/** Ends what a component asked for when nobody waits for it any longer: the component goes, or the user stops it. */
import { useEffect, useState } from 'react';

export interface Abortable {
  /** A signal for the next request; ends what the one before was given to. */
  readonly freshSignal: () => AbortSignal;
  readonly abort: () => void;
}

/** The same object from render to render. */
export function useAbortOnLeave(): Abortable {
  const [abortable] = useState(createAbortable);
  useEffect(() => abortable.abort, [abortable]);
  return abortable;
}

function createAbortable(): Abortable {
  let controller: AbortController | null = null;
  const abort = (): void => controller?.abort();
  return {
    abort,
    freshSignal() {
      abort();
      controller = new AbortController();
      return controller.signal;
    },
  };
}
