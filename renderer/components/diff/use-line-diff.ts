/** The lines of two texts as differences, found in a worker, which ends with its view. */
import { useEffect, useRef, useState } from 'react';
import type { DiffLine } from '../../../shared/manifest-diff';
import { startWorker } from '../../trusted-worker';
import { linesOfRuns, type LineRunOptions } from './line-runs';
import type { LineRunsAnswer, LineRunsOrder } from './line-runs-worker';
// oxlint-disable-next-line import/default -- Vite gives the address of the built worker as the default export.
import address from './line-runs-worker?worker&url';

interface Found {
  readonly from: string;
  readonly to: string;
  readonly ignoresSpace: boolean;
  readonly lines: readonly DiffLine[];
}

/** Null until they are found. */
export function useLineDiff(from: string, to: string, { ignoresSpace }: LineRunOptions): readonly DiffLine[] | null {
  const worker = useRef<Worker | null>(null);
  const lastId = useRef(0);
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    lastId.current += 1;
    const id = lastId.current;
    const own = (worker.current ??= startWorker(address));
    const onAnswer = ({ data }: MessageEvent<LineRunsAnswer>): void => {
      if (data.id === id) setFound({ from, to, ignoresSpace, lines: linesOfRuns(data.runs, from, to) });
    };
    own.addEventListener('message', onAnswer);
    own.postMessage({ id, from, to, ignoresSpace } satisfies LineRunsOrder, { transfer: [] });
    return () => own.removeEventListener('message', onAnswer);
  }, [from, to, ignoresSpace]);
  useEffect(
    () => () => {
      worker.current?.terminate();
      worker.current = null;
    },
    [],
  );

  const isOfThese = found !== null && found.from === from && found.to === to && found.ignoresSpace === ignoresSpace;
  return isOfThese ? found.lines : null;
}
