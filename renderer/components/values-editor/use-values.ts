/** What the workers say of the overrides: rows, faults of the texts, problems by the schema. Follows the texts a moment later. */
import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ChartValues } from '../../../shared/chart-content';
import { spliceRows } from '../../values/rows-splice';
import type { ValueProblem } from '../../values/values-check';
import type { ModelRow, TextFault } from '../../values/values-model';
import { startValuesWorkers, type ValuesWorkers } from '../../values/values-workers';

export interface ValuesState {
  /** Of the last texts that could be read; null before the first answer. */
  readonly rows: readonly ModelRow[] | null;
  readonly isCut: boolean;
  /** Not empty: a text can't be read, and the rows are older than it. */
  readonly faults: readonly TextFault[];
  readonly notes: readonly string[];
  /** Null: the schema can't be checked here. */
  readonly problems: readonly ValueProblem[] | null;
}

const NOTHING_YET: ValuesState = { rows: null, isCut: false, faults: [], notes: [], problems: [] };

/** A key without its colon can't be read yet: that is no news while somebody types. */
const FAULT_PAUSE_MS = 400;

export interface ValuesOptions {
  readonly charts: readonly ChartValues[];
  readonly deployed: string | null;
  /** A later one wins. Must be the same list as long as it holds the same. */
  readonly texts: readonly string[];
}

export function useValues({ charts, deployed, texts }: ValuesOptions): ValuesState {
  const [state, setState] = useState(NOTHING_YET);
  const workers = useRef<ValuesWorkers>(null);
  const readFirst = useEffectEvent((started: ValuesWorkers) => started.read(texts));
  useEffect(() => {
    // In parts: what is typed meanwhile goes first.
    const tell = (change: (now: ValuesState) => ValuesState): void => startTransition(() => setState(change));
    let rows: readonly ModelRow[] = [];
    let pause: ReturnType<typeof setTimeout> | undefined;
    const started = startValuesWorkers({
      sources: { charts, deployed },
      onModel({ splice, isCut, faults, notes }) {
        if (splice !== null) rows = spliceRows(rows, splice);
        const shown = rows;
        const show = (): void =>
          tell((now) => ({ ...now, rows: splice === null ? now.rows : shown, isCut, faults, notes }));
        clearTimeout(pause);
        if (faults.length === 0) show();
        else pause = setTimeout(show, FAULT_PAUSE_MS);
      },
      onChecked: (problems) => tell((now) => ({ ...now, problems: sameProblems(now.problems, problems) })),
    });
    workers.current = started;
    readFirst(started);
    return () => {
      clearTimeout(pause);
      workers.current = null;
      started.close();
    };
  }, [charts, deployed]);
  const first = useRef(texts);
  useEffect(() => {
    if (first.current === texts) return;
    first.current = texts;
    workers.current?.read(texts);
  }, [texts]);
  return state;
}

/** The same list as before where it says the same: marks are not drawn anew for each key. */
function sameProblems(before: ValuesState['problems'], after: ValuesState['problems']): ValuesState['problems'] {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
