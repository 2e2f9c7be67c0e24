/** Markdown as clean HTML, made in a worker of its own within a time limit. */
import { startWorker } from '../../trusted-worker';
import type { MarkdownAnswer, MarkdownOrder } from './markdown-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './markdown-worker?worker&url';

/** A README of 5 MB takes a second or two; one that takes longer than this was made to. */
const TIME_LIMIT_MS = 8_000;

/** Null for what can't be read in time, or is nested too deep. Rejects with the signal's reason. */
export async function readMarkdown(order: MarkdownOrder, signal: AbortSignal): Promise<MarkdownAnswer> {
  signal.throwIfAborted();
  const worker = startWorker(address);
  try {
    return await new Promise<MarkdownAnswer>((resolve, reject) => {
      const timer = setTimeout(() => resolve(null), TIME_LIMIT_MS);
      signal.addEventListener('abort', () => reject(new DOMException('left', 'AbortError')), { once: true });
      worker.addEventListener('error', () => resolve(null), { once: true });
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<MarkdownAnswer>) => {
          clearTimeout(timer);
          resolve(data);
        },
        { once: true },
      );
      worker.postMessage(order, { transfer: [] });
    });
  } finally {
    worker.terminate();
  }
}
