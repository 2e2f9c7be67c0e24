/** The two workers of the values editor: one reads, one checks within a time limit. Of orders that wait only the newest counts. */
import { startWorker } from '../trusted-worker';
import type { ValueProblem } from './values-check';
import type { ChartSources } from './values-model';
import type { ModelAnswer, WorkerAnswer, WorkerOrder } from './values-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './values-worker?worker&url';

/** A schema of 180 KB takes some 50 ms; one that takes longer than this may never end. */
const CHECK_TIMEOUT_MS = 4_000;

/** A value that is half typed fits no schema: the check waits until somebody stops for a moment. */
const CHECK_PAUSE_MS = 300;

export interface ValuesWorkersOptions {
  readonly sources: ChartSources;
  readonly onModel: (model: ModelAnswer) => void;
  /** Null: it can't be done here, or takes too long. Helm will check. */
  readonly onChecked: (problems: readonly ValueProblem[] | null, texts: readonly string[]) => void;
}

export interface ValuesWorkers {
  readonly read: (texts: readonly string[]) => void;
  readonly close: () => void;
}

export function startValuesWorkers({ sources, onModel, onChecked }: ValuesWorkersOptions): ValuesWorkers {
  const reader = startLine(sources, {
    type: 'read',
    onAnswer: (answer) => answer.type === 'model' && onModel(answer.model),
  });
  const checker = startLine(sources, {
    type: 'check',
    onAnswer: (answer, texts) => answer.type === 'checked' && onChecked(answer.problems, texts),
    limit: { timeoutMs: CHECK_TIMEOUT_MS, onTimeout: (texts) => onChecked(null, texts) },
  });
  let pause: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  return {
    read(texts) {
      reader.ask(texts);
      clearTimeout(pause);
      pause = setTimeout(() => checker.ask(texts), isFirst ? 0 : CHECK_PAUSE_MS);
      isFirst = false;
    },
    close() {
      clearTimeout(pause);
      reader.close();
      checker.close();
    },
  };
}

interface LineOptions {
  readonly type: 'read' | 'check';
  readonly onAnswer: (answer: WorkerAnswer, texts: readonly string[]) => void;
  /** The worker is ended and another one started where it takes longer. */
  readonly limit?: { readonly timeoutMs: number; readonly onTimeout: (texts: readonly string[]) => void };
}

/** One order at a time. */
function startLine(sources: ChartSources, { type, onAnswer, limit }: LineOptions) {
  let current: { readonly id: number; readonly texts: readonly string[] } | null = null;
  let waiting: readonly string[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastId = 0;
  let worker = open();

  function open(): Worker {
    const started = startWorker(address);
    order(started, { type: 'open', sources });
    started.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => {
      if (current === null || data.id !== current.id) return;
      const { texts } = current;
      end();
      onAnswer(data, texts);
    });
    return started;
  }

  /** The order is done: the one that waits is next. */
  function end(): void {
    clearTimeout(timer);
    current = null;
    const next = waiting;
    waiting = null;
    if (next !== null) send(next);
  }

  function send(texts: readonly string[]): void {
    lastId += 1;
    current = { id: lastId, texts };
    order(worker, { type, id: lastId, texts });
    if (limit === undefined) return;
    timer = setTimeout(() => {
      worker.terminate();
      worker = open();
      end();
      limit.onTimeout(texts);
    }, limit.timeoutMs);
  }

  return {
    ask(texts: readonly string[]): void {
      if (current === null) send(texts);
      else waiting = texts;
    },
    close(): void {
      clearTimeout(timer);
      worker.terminate();
    },
  };
}

function order(worker: Worker, message: WorkerOrder): void {
  worker.postMessage(message, { transfer: [] });
}
