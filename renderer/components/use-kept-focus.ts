/** Keeps the focus in a list when the button that had it goes with its row, or gives way to another, as Cancel and Retry do. */
import { useCallback, useLayoutEffect, useRef, type RefCallback } from 'react';

const BUTTON = 'button:not(:disabled)';
const ROW = 'data-kept-focus-row';

/** Spread it on a row; `id` stays the same while what the row shows does. */
export function keptFocusRow(id: string): { readonly [ROW]: string } {
  return { [ROW]: id };
}

/** Returns the ref of the list, whose rows carry `keptFocusRow`. Call it where the rows are drawn. */
export function useKeptFocus(): RefCallback<HTMLElement> {
  const list = useRef<HTMLElement>(null);
  /** The row that has the focus; null where the user took it elsewhere. */
  const focused = useRef<{ readonly index: number; readonly id: string | null } | null>(null);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || focused.current === null || document.activeElement !== document.body) return;
    const { index, id } = focused.current;
    const rows = rowsOf(element);
    // The same row, wherever it stands now; else the row that moved up to its place; else the last one.
    const row = rows.find((each) => each.getAttribute(ROW) === id) ?? rows[index] ?? rows.at(-1);
    (row ?? element).querySelector<HTMLElement>(BUTTON)?.focus();
  });

  return useCallback((element) => {
    if (element === null) return undefined;
    list.current = element;
    const onFocusIn = ({ target }: FocusEvent): void => {
      const rows = rowsOf(element);
      const index = rows.findIndex((row) => target instanceof Node && row.contains(target));
      focused.current = index < 0 ? null : { index, id: rows[index]?.getAttribute(ROW) ?? null };
    };
    // A button that is taken away loses the focus, too: then the effect above runs before this is over. Else the user left.
    const onFocusOut = (): void => {
      queueMicrotask(() => {
        if (!element.contains(document.activeElement)) focused.current = null;
      });
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      list.current = null;
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, []);
}

function rowsOf(list: HTMLElement): readonly HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(`[${ROW}]`)];
}
