/** Reads a chart's values beside the window, so that no values.yaml, however long or odd, holds it up. */
import type { ChartValues } from '../../shared/chart-content';
import { readChart, type ChartReading } from './chart-reading';

/** `chart`: which of `charts`. */
export interface ChartOrder {
  readonly charts: readonly ChartValues[];
  readonly chart: number;
}

self.addEventListener('message', ({ data: { charts, chart } }: MessageEvent<ChartOrder>) => {
  const read = charts[chart];
  if (read !== undefined) answer(readChart(charts, read));
});

function answer(reading: ChartReading): void {
  self.postMessage(reading, { transfer: [] });
}
