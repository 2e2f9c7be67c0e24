/** Reads a chart's values beside the window, so that no values.yaml, however long or odd, holds it up. */
import type { ChartValues } from '../../shared/chart-content';
import { readChart, type ChartPart } from './chart-reading';
import { valueDefaults, type ValueDefault } from './value-defaults';

/** `chart`: which of `charts`. */
export interface ChartOrder {
  readonly kind: 'chart';
  readonly charts: readonly ChartValues[];
  readonly chart: number;
}

/** What a values.yaml says of some of its values, by their paths. */
export interface DefaultsOrder {
  readonly kind: 'defaults';
  readonly values: string;
  readonly paths: readonly string[];
}

export interface DefaultsAnswer {
  /** Null for a text that can't be read. */
  readonly defaults: readonly ValueDefault[] | null;
}

/** The window would be busy too long with thousands of them at once. */
const ROWS_AT_ONCE = 250;

self.addEventListener('message', ({ data }: MessageEvent<ChartOrder | DefaultsOrder>) => {
  if (data.kind === 'defaults') return answer({ defaults: valueDefaults(data.values, data.paths) });
  const { charts, chart } = data;
  const read = charts[chart];
  if (read === undefined) return;
  for (const part of readChart(charts, read, ROWS_AT_ONCE)) answer(part);
});

function answer(message: ChartPart | DefaultsAnswer): void {
  self.postMessage(message, { transfer: [] });
}
