/** Compares texts line by line beside the window. */
import { lineRuns, type LineRun, type LineRunOptions } from './line-runs';

export interface LineRunsOrder extends LineRunOptions {
  readonly id: number;
  readonly from: string;
  readonly to: string;
}

export interface LineRunsAnswer {
  readonly id: number;
  readonly runs: readonly LineRun[];
}

self.addEventListener('message', ({ data: { id, from, to, ignoresSpace } }: MessageEvent<LineRunsOrder>) => {
  self.postMessage({ id, runs: lineRuns(from, to, { ignoresSpace }) } satisfies LineRunsAnswer, { transfer: [] });
});
