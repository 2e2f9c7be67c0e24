/**
 * Compares charts, and looks for images in one, in a thread beside the main process, which never waits for it. It is started when it is first needed, ends when nobody
 * compared for a while, and is ended where nobody waits for its answer any more or it takes too long.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ChartImages } from '../../../shared/chart-images';
import type { Comparison } from '../../../shared/comparison';
import { ChartError, type ChartErrorCode } from '../chart-error';
import { UnpackedArchiveError } from '../unpacked-archive';
import type { PackedSide } from './compare-charts';

export type CompareWork =
  | { readonly kind: 'compare'; readonly from: PackedSide; readonly to: PackedSide }
  | { readonly kind: 'images'; readonly path: string };

export type CompareOrder = CompareWork & { readonly id: number };

export type CompareAnswer =
  | { readonly id: number; readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly id: number; readonly kind: 'found'; readonly images: ChartImages }
  | {
      readonly id: number;
      readonly kind: 'chart-error';
      readonly code: ChartErrorCode;
      readonly message: string;
      readonly details: string;
    }
  | { readonly id: number; readonly kind: 'not-unpacked' | 'failed'; readonly message: string };

interface Options {
  readonly signal: AbortSignal;
}

/** Each throws ChartError, UnpackedArchiveError, or the signal's reason. */
export interface CompareThread {
  readonly compare: (
    sides: { readonly from: PackedSide; readonly to: PackedSide },
    options: Options,
  ) => Promise<Comparison>;
  /** `path`: of an unpacked archive. */
  readonly images: (path: string, options: Options) => Promise<ChartImages>;
}

export interface CompareThreadOptions {
  /** Path of the built compare-worker.ts. */
  readonly script: string;
  /** The largest charts take a few seconds. */
  readonly timeoutMs?: number;
  readonly idleMs?: number;
}

const TIMEOUT_MS = 60_000;
const IDLE_MS = 60_000;

export function createCompareThread({
  script,
  timeoutMs = TIMEOUT_MS,
  idleMs = IDLE_MS,
}: CompareThreadOptions): CompareThread {
  let worker: Worker | null = null;
  let lastId = 0;
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;

  async function started(): Promise<Worker> {
    // From its text: what lies in the app's archive is found by the main thread, whatever Electron's threads know of it.
    const source = await readFile(script, 'utf8');
    if (worker !== null) return worker;
    const own = new Worker(source, { eval: true });
    own.unref();
    own.setMaxListeners(0);
    own.once('exit', () => {
      if (worker === own) worker = null;
    });
    worker = own;
    return own;
  }

  function end(own: Worker): void {
    if (worker === own) worker = null;
    void own.terminate();
  }

  async function answerTo(work: CompareWork, signal: AbortSignal): Promise<CompareAnswer> {
    signal.throwIfAborted();
    clearTimeout(idle);
    waiting += 1;
    try {
      const own = await started();
      signal.throwIfAborted();
      lastId += 1;
      const id = lastId;
      return await new Promise<CompareAnswer>((resolve, reject) => {
        const timer = setTimeout(() => {
          end(own);
          leave(() =>
            reject(
              new ChartError('too-large', 'Reading all of these charts takes too long. Read their files one by one.'),
            ),
          );
        }, timeoutMs);
        const onAbort = (): void => {
          // Others may wait for the same thread: it is ended only where nobody does.
          if (waiting === 1) end(own);
          leave(() => reject(reasonOf(signal)));
        };
        const onMessage = (message: CompareAnswer): void => {
          if (message.id === id) leave(() => resolve(message));
        };
        const onError = (error: Error): void => {
          end(own);
          leave(() => reject(error));
        };
        const onExit = (): void => leave(() => reject(new Error('the comparing thread ended')));
        function leave(settle: () => void): void {
          clearTimeout(timer);
          own.off('message', onMessage).off('error', onError).off('exit', onExit);
          signal.removeEventListener('abort', onAbort);
          settle();
        }
        signal.addEventListener('abort', onAbort);
        own.on('message', onMessage).on('error', onError).on('exit', onExit);
        own.postMessage({ ...work, id } satisfies CompareOrder, []);
      });
    } finally {
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(() => worker !== null && end(worker), idleMs).unref();
    }
  }

  return {
    async compare(sides, { signal }) {
      const answer = await answerTo({ kind: 'compare', ...sides }, signal);
      if (answer.kind === 'compared') return answer.comparison;
      throw errorOf(answer);
    },
    async images(path, { signal }) {
      const answer = await answerTo({ kind: 'images', path }, signal);
      if (answer.kind === 'found') return answer.images;
      throw errorOf(answer);
    },
  };
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('Cancelled', 'AbortError');
}

function errorOf(answer: CompareAnswer): Error {
  switch (answer.kind) {
    case 'chart-error':
      return new ChartError(answer.code, answer.message, answer.details === '' ? {} : { details: answer.details });
    case 'not-unpacked':
      return new UnpackedArchiveError(answer.message);
    case 'failed':
      return new Error(answer.message);
    default:
      return new Error('the comparing thread answered something else');
  }
}
