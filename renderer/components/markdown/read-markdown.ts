/** Markdown as clean HTML, made in a worker within a time limit. */
import { prepareWorker, restWorker, takeWorker } from '../../rested-workers';
import type { MarkdownAnswer, MarkdownOrder } from './markdown-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './markdown-worker?worker&url';

/** A README of 5 MB takes a second or two; one that takes longer than this was made to. */
const TIME_LIMIT_MS = 8_000;

/** For a text that is likely to come soon. */
export const prepareMarkdown = (): void => prepareWorker(address);

/** Null for what can't be read in time, or is nested too deep. Rejects with the signal's reason. */
export async function readMarkdown(order: MarkdownOrder, signal: AbortSignal): Promise<MarkdownAnswer> {
  signal.throwIfAborted();
  const worker = takeWorker(address);
  const answer = await answerOf(worker, order, signal).catch((error: unknown) => {
    worker.terminate();
    throw error;
  });
  if (answer === null) worker.terminate();
  else restWorker(address, worker);
  return answer;
}

function answerOf(worker: Worker, order: MarkdownOrder, signal: AbortSignal): Promise<MarkdownAnswer> {
  return new Promise<MarkdownAnswer>((resolve, reject) => {
    const ended = new AbortController();
    const end = (settle: () => void): void => {
      ended.abort();
      clearTimeout(timer);
      settle();
    };
    const timer = setTimeout(() => end(() => resolve(null)), TIME_LIMIT_MS);
    const once = { once: true, signal: ended.signal };
    signal.addEventListener('abort', () => end(() => reject(new DOMException('left', 'AbortError'))), once);
    worker.addEventListener('error', () => end(() => resolve(null)), once);
    worker.addEventListener('message', ({ data }: MessageEvent<MarkdownAnswer>) => end(() => resolve(data)), once);
    worker.postMessage(order, { transfer: [] });
  });
}
