/**
 * Compares charts in a thread beside the main process, which never waits for it. It is started when it is first needed, ends when nobody
 * compared for a while, and is ended where nobody waits for its answer any more or it takes too long.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Comparison } from '../../../shared/comparison';
import { ChartError, type ChartErrorCode } from '../chart-error';
import { UnpackedArchiveError } from '../unpacked-archive';
import type { PackedSide } from './compare-charts';

export interface CompareOrder {
  readonly id: number;
  readonly from: PackedSide;
  readonly to: PackedSide;
}

export type CompareAnswer =
  | { readonly id: number; readonly kind: 'compared'; readonly comparison: Comparison }
  | {
      readonly id: number;
      readonly kind: 'chart-error';
      readonly code: ChartErrorCode;
      readonly message: string;
      readonly details: string;
    }
  | { readonly id: number; readonly kind: 'not-unpacked' | 'failed'; readonly message: string };

export type CompareCharts = (
  sides: { readonly from: PackedSide; readonly to: PackedSide },
  options: { readonly signal: AbortSignal },
) => Promise<Comparison>;

export interface CompareThreadOptions {
  /** Path of the built compare-worker.ts. */
  readonly script: string;
  /** The largest charts take a few seconds. */
  readonly timeoutMs?: number;
  readonly idleMs?: number;
}

const TIMEOUT_MS = 60_000;
const IDLE_MS = 60_000;

/** Answers throw ChartError, UnpackedArchiveError, or the signal's reason. */
export function createCompareThread({
  script,
  timeoutMs = TIMEOUT_MS,
  idleMs = IDLE_MS,
}: CompareThreadOptions): CompareCharts {
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

  return async ({ from, to }, { signal }) => {
    signal.throwIfAborted();
    clearTimeout(idle);
    waiting += 1;
    try {
      const own = await started();
      signal.throwIfAborted();
      lastId += 1;
      const id = lastId;
      const answer = await new Promise<CompareAnswer>((resolve, reject) => {
        const timer = setTimeout(() => {
          end(own);
          leave(() =>
            reject(
              new ChartError('too-large', 'Comparing these charts takes too long. Compare their files one by one.'),
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
        own.postMessage({ id, from, to } satisfies CompareOrder, []);
      });
      return comparisonOf(answer);
    } finally {
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(() => worker !== null && end(worker), idleMs).unref();
    }
  };
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('Cancelled', 'AbortError');
}

function comparisonOf(answer: CompareAnswer): Comparison {
  switch (answer.kind) {
    case 'compared':
      return answer.comparison;
    case 'chart-error':
      throw new ChartError(answer.code, answer.message, answer.details === '' ? {} : { details: answer.details });
    case 'not-unpacked':
      throw new UnpackedArchiveError(answer.message);
    default:
      throw new Error(answer.message);
  }
}
