/**
 * Reads and checks values beside the window, so that typing never waits for it. Started twice by values-workers.ts: a check that never
 * ends takes nothing else with it.
 */
import { valueProblems, type ValueProblem } from './values-check';
import { rowsSplice, type RowsSplice } from './rows-splice';
import {
  openChart,
  valuesModel,
  type ChartSources,
  type ModelRow,
  type OpenChart,
  type RowHint,
  type ValuesModel,
} from './values-model';

export type WorkerOrder =
  | { readonly type: 'open'; readonly sources: ChartSources }
  | { readonly type: 'read' | 'check'; readonly id: number; readonly texts: readonly string[] };

/** The rows as what is other than in the answer before; null while a text can't be read. */
export type ModelAnswer = Omit<ValuesModel, 'rows'> & { readonly splice: RowsSplice | null };

export type WorkerAnswer =
  | { readonly type: 'model'; readonly id: number; readonly model: ModelAnswer }
  | { readonly type: 'checked'; readonly id: number; readonly problems: readonly ValueProblem[] | null };

let chart: OpenChart | null = null;
let lastRows: readonly ModelRow[] = [];
const hints = new Map<string, RowHint>();

self.addEventListener('message', ({ data }: MessageEvent<WorkerOrder>) => {
  if (data.type === 'open') {
    chart = openChart(data.sources);
    return;
  }
  if (chart === null) return;
  const { id, texts } = data;
  if (data.type === 'check') return answer({ type: 'checked', id, problems: valueProblems(chart, texts) });
  const { rows, ...model } = valuesModel(chart, texts, hints);
  const splice = rows === null ? null : rowsSplice(lastRows, rows);
  if (rows !== null) lastRows = rows;
  answer({ type: 'model', id, model: { ...model, splice } });
});

function answer(message: WorkerAnswer): void {
  self.postMessage(message, { transfer: [] });
}
