/** What a worker reads of a chart's values.yaml. */
import { startTransition, useEffect, useState } from 'react';
import type { ChartValues } from '../../../../shared/chart-content';
import { startWorker } from '../../../trusted-worker';
import type { ChartReading, ReadRow } from '../../../values/chart-reading';
import type { ChartOrder, ChartPart } from '../../../values/chart-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from '../../../values/chart-worker?worker&url';

/** 5,000 lines take some 100 ms; what takes longer than this may never end. */
const READ_TIMEOUT_MS = 10_000;

export interface ChartReadingState {
  /** Null while it is read. */
  readonly reading: ChartReading | null;
  /** It was given up. */
  readonly isTooLong: boolean;
}

const NOT_YET: ChartReadingState = { reading: null, isTooLong: false };

/** `chart`: which of `charts`; both stay the same while it is shown. */
export function useChartReading(charts: readonly ChartValues[], chart: number): ChartReadingState {
  const [state, setState] = useState(NOT_YET);
  useEffect(() => {
    const worker = startWorker(address);
    const timer = setTimeout(() => end({ reading: null, isTooLong: true }), READ_TIMEOUT_MS);
    function end(next: ChartReadingState): void {
      clearTimeout(timer);
      worker.terminate();
      startTransition(() => setState(next));
    }
    const rows: ReadRow[] = [];
    worker.addEventListener('message', ({ data: { isLast, ...part } }: MessageEvent<ChartPart>) => {
      const isFirst = rows.length === 0;
      rows.push(...part.rows);
      if (isLast) end({ reading: { ...part, rows }, isTooLong: false });
      // What is in sight is there at once; the rest comes as a whole.
      else if (isFirst) startTransition(() => setState({ reading: part, isTooLong: false }));
    });
    const order: ChartOrder = { charts, chart };
    worker.postMessage(order, { transfer: [] });
    return () => {
      clearTimeout(timer);
      worker.terminate();
    };
  }, [charts, chart]);
  return state;
}
