/** Reads a chart's values beside the window, so that no values.yaml, however long or odd, holds it up. */
import type { ChartValues } from '../../shared/chart-content';
import { readChart, type ChartReading } from './chart-reading';

/** `chart`: which of `charts`. */
export interface ChartOrder {
  readonly charts: readonly ChartValues[];
  readonly chart: number;
}

/** The rows come in parts: the window would be busy too long with thousands of them at once. */
export interface ChartPart extends ChartReading {
  readonly isLast: boolean;
}

const ROWS_AT_ONCE = 250;

self.addEventListener('message', ({ data: { charts, chart } }: MessageEvent<ChartOrder>) => {
  const read = charts[chart];
  if (read === undefined) return;
  const { rows, ...reading } = readChart(charts, read);
  let from = 0;
  do {
    const to = from + ROWS_AT_ONCE;
    answer({ ...reading, rows: rows.slice(from, to), isLast: to >= rows.length });
    from = to;
  } while (from < rows.length);
});

function answer(part: ChartPart): void {
  self.postMessage(part, { transfer: [] });
}
