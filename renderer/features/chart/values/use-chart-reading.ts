/** What a worker reads of a chart's values.yaml. */
import { startTransition, useEffect, useState } from 'react';
import type { ChartValues } from '../../../../shared/chart-content';
import { prepareWorker, restWorker, takeWorker } from '../../../rested-workers';
import type { ChartPart, ChartReading, ReadRow } from '../../../values/chart-reading';
import type { ChartOrder } from '../../../values/chart-worker';
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

/** For values that are likely to be read soon. */
export const prepareChartReading = (): void => prepareWorker(address);

const NOT_YET: ChartReadingState = { reading: null, isTooLong: false };

/** `chart`: which of `charts`; both stay the same while it is shown. */
export function useChartReading(charts: readonly ChartValues[], chart: number): ChartReadingState {
  const [state, setState] = useState(NOT_YET);
  useEffect(() => {
    const worker = takeWorker(address);
    const ended = new AbortController();
    const timer = setTimeout(() => {
      giveUp();
      setState({ reading: null, isTooLong: true });
    }, READ_TIMEOUT_MS);
    function end(): void {
      clearTimeout(timer);
      ended.abort();
    }
    function giveUp(): void {
      end();
      worker.terminate();
    }
    const rows: ReadRow[] = [];
    function take({ data: { isLast, ...part } }: MessageEvent<ChartPart>): void {
      const isFirst = rows.length === 0;
      rows.push(...part.rows);
      if (isLast) {
        end();
        restWorker(address, worker);
      }
      // What is in sight is there at once; the rest comes as a whole.
      if (isFirst || isLast)
        startTransition(() => setState({ reading: { ...part, rows: [...rows] }, isTooLong: false }));
    }
    worker.addEventListener('message', take, { signal: ended.signal });
    const order: ChartOrder = { kind: 'chart', charts, chart };
    worker.postMessage(order, { transfer: [] });
    return () => {
      if (!ended.signal.aborted) giveUp();
    };
  }, [charts, chart]);
  return state;
}
