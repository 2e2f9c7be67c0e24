/** The way from difference to difference by F7 and Shift+F7, wherever the focus is on the page. */
import { useEffect, useEffectEvent, useState, type RefObject } from 'react';
import type { DiffLinesHandle } from './diff-lines';

export interface Differences {
  /** Row of the one that was gone to last. */
  readonly currentRow: number | null;
  /** `Difference 2 of 9`; '' before the first step. */
  readonly words: string;
  readonly go: (by: 1 | -1) => void;
  /** The rows are other ones: nothing was gone to. */
  readonly forget: () => void;
}

export function useDifferences(differences: readonly number[], view: RefObject<DiffLinesHandle | null>): Differences {
  const [currentRow, setCurrentRow] = useState<number | null>(null);

  function go(by: 1 | -1): void {
    // From what is in sight, unless it was gone to already: who scrolls on wants to go on from there.
    const from = currentRow ?? (view.current?.topRow() ?? 0) - 0.5;
    const row = differenceFrom(differences, from, by);
    if (row === undefined) return;
    setCurrentRow(row);
    view.current?.reveal(row, { isNear: true });
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F7' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  const at = currentRow === null ? -1 : differences.indexOf(currentRow);
  return {
    currentRow: at < 0 ? null : currentRow,
    words: at < 0 ? '' : `Difference ${at + 1} of ${differences.length}`,
    go,
    forget: () => setCurrentRow(null),
  };
}

/** The one after or before a row, by its own row; from the last one on to the first. Undefined where there is none. */
export function differenceFrom(differences: readonly number[], from: number, by: 1 | -1): number | undefined {
  const after = differences.findIndex((row) => row > from);
  if (by === 1) return differences[Math.max(after, 0)];
  const before = (after < 0 ? differences.length : after) - (differences.includes(from) ? 2 : 1);
  return differences.at(before);
}
