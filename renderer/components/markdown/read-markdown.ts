/** Markdown as clean HTML, made in a worker within a time limit. */
import { prepareWorker, restWorker, takeWorker } from '../../rested-workers';
import type { MarkdownText } from './markdown-blocks';
import type { MarkdownAnswer, MarkdownOrder } from './markdown-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './markdown-worker?worker&url';

/** A README of 5 MB takes a second or two; one that takes longer than this was made to. */
const TIME_LIMIT_MS = 8_000;

/** For a text that is likely to come soon. */
export const prepareMarkdown = (): void => prepareWorker(address);

export interface MarkdownReading {
  readonly onPart: (part: MarkdownText) => void;
  /** `isWhole`: all of it came; else it can't be read in time, or is nested too deep. */
  readonly onEnd: (isWhole: boolean) => void;
}

/** Returns how to give it up: nothing comes any more then. */
export function readMarkdown(order: MarkdownOrder, { onPart, onEnd }: MarkdownReading): () => void {
  const worker = takeWorker(address);
  const ended = new AbortController();
  const { signal } = ended;
  const end = (keeps: boolean): void => {
    ended.abort();
    clearTimeout(timer);
    if (keeps) restWorker(address, worker);
    else worker.terminate();
  };
  const fail = (): void => {
    end(false);
    onEnd(false);
  };
  const timer = setTimeout(fail, TIME_LIMIT_MS);
  worker.addEventListener('error', fail, { signal });
  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<MarkdownAnswer>) => {
      if (data.type === 'part') return onPart(data.part);
      if (data.type === 'deep') return fail();
      end(true);
      onEnd(true);
    },
    { signal },
  );
  worker.postMessage(order, { transfer: [] });
  return () => {
    if (!signal.aborted) end(false);
  };
}
