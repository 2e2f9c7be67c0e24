/** The rows of a schema's tree, from a worker: what is open, or what is searched for. */
import { startTransition, useEffect, useRef, useState } from 'react';
import type { SchemaAnswer, SchemaOrder } from '../../../schema/schema-worker';
import { startWorker } from '../../../trusted-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from '../../../schema/schema-worker?worker&url';

/** 180 KB take some 20 ms; what takes longer than this may never end. */
const SHOW_TIMEOUT_MS = 10_000;

export interface SchemaState {
  /** The last answer; null before the first. */
  readonly shown: SchemaAnswer | null;
  /** It was given up. */
  readonly isTooLong: boolean;
}

const NOT_YET: SchemaState = { shown: null, isTooLong: false };

/** `text` never changes; `open` is the same from render to render as long as it says the same. */
export function useSchema(text: string, open: ReadonlySet<string>, search: string): SchemaState {
  const [state, setState] = useState(NOT_YET);
  const line = useRef<{ readonly show: (open: ReadonlySet<string>, search: string) => void }>(null);
  useEffect(() => {
    const worker = startWorker(address);
    let lastId = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const order = (message: SchemaOrder): void => worker.postMessage(message, { transfer: [] });
    worker.addEventListener('message', ({ data }: MessageEvent<SchemaAnswer>) => {
      if (data.id !== lastId) return;
      clearTimeout(timer);
      startTransition(() => setState({ shown: data, isTooLong: false }));
    });
    order({ type: 'open', text });
    line.current = {
      show(opened, searched) {
        lastId += 1;
        clearTimeout(timer);
        timer = setTimeout(() => {
          worker.terminate();
          setState((now) => ({ ...now, isTooLong: true }));
        }, SHOW_TIMEOUT_MS);
        order({ type: 'show', id: lastId, open: [...opened], search: searched });
      },
    };
    return () => {
      clearTimeout(timer);
      line.current = null;
      worker.terminate();
    };
  }, [text]);
  useEffect(() => line.current?.show(open, search), [open, search]);
  return state;
}
