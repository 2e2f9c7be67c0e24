/** Keeps the focus in the dock when the button that had it goes with its row or its state, as Cancel, Retry and Clear do. */
import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';

const BUTTON = 'button:not(:disabled)';

/** Returns the ref of the dock, whose rows carry their transfer's id as `data-transfer`. Call it where the rows are drawn. */
export function useKeptFocus(): RefCallback<HTMLElement> {
  const dock = useRef<HTMLElement>(null);
  /** The row that has the focus; null where the user took it elsewhere. */
  const focused = useRef<{ readonly index: number; readonly id: string | undefined } | null>(null);

  useLayoutEffect(() => {
    const element = dock.current;
    if (!element || focused.current === null || document.activeElement !== document.body) return;
    const { index, id } = focused.current;
    const rows = rowsOf(element);
    // The same transfer, wherever it stands now; else the row that moved up to its place; else the last one.
    const row = rows.find((each) => each.dataset['transfer'] === id) ?? rows[index] ?? rows.at(-1);
    (row ?? element).querySelector<HTMLElement>(BUTTON)?.focus();
  });

  return useCallback((element) => {
    if (element === null) return undefined;
    dock.current = element;
    const onFocusIn = ({ target }: FocusEvent): void => {
      const rows = rowsOf(element);
      const index = rows.findIndex((row) => target instanceof Node && row.contains(target));
      focused.current = index < 0 ? null : { index, id: rows[index]?.dataset['transfer'] };
    };
    // A button that is taken out of the document loses the focus, too; that is none of the user's doing.
    const onFocusOut = ({ target }: FocusEvent): void => {
      if (target instanceof Node && target.isConnected) focused.current = null;
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      dock.current = null;
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, []);
}

function rowsOf(dock: HTMLElement): readonly HTMLElement[] {
  return [...dock.querySelectorAll<HTMLElement>('[data-transfer]')];
}
