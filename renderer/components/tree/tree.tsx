/**
 * A tree of many rows of one height: only those in sight are in the document. Rows take the focus, one Tab stop in all;
 * arrows move, open and close, letters find, Enter chooses. What is open is the caller's to keep.
 */
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import list from '../list-row.module.css';
import { useVirtualRows } from '../use-virtual-rows';
import { rowIndexes } from '../virtual-window';
import { rowBeginningWith, treeMove, type TreeRow } from './tree-keys';
import styles from './tree.module.css';

/** px; in every density, since it lies beside a text whose lines are as high in each. */
const ROW_HEIGHT = 28;

export interface TreeProps<Row extends TreeRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** What stands in a row behind its arrow. Must be the same function from render to render. */
  readonly contentOf: (row: Row) => ReactNode;
  readonly chosenKey: string | undefined;
  readonly onChoose: (row: Row) => void;
  readonly onToggle: (row: Row) => void;
}

export function Tree<Row extends TreeRow>({ label, rows, contentOf, chosenKey, onChoose, onToggle }: TreeProps<Row>) {
  const takesFocus = useRef(false);
  const [activeKey, setActiveKey] = useState(chosenKey);
  const found = rows.findIndex(({ key }) => key === activeKey);
  const activeIndex = found < 0 ? null : found;
  const { scroller, range, reveal } = useVirtualRows<HTMLDivElement>({
    rowCount: rows.length,
    rowHeight: ROW_HEIGHT,
    firstIndex: activeIndex,
  });
  const typeAhead = useTypeAhead();

  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  function goTo(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    takesFocus.current = true;
    setActiveKey(row.key);
    reveal(index);
  }

  function choose(row: Row): void {
    if (row.isOpen !== null) onToggle(row);
    onChoose(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const index = activeIndex ?? 0;
    const row = rows[index];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT);
    const move = event.shiftKey ? null : treeMove(event.key, index, rows, pageRows);
    if (move?.kind === 'go') goTo(move.index);
    else if (move?.kind === 'toggle') onToggle(row);
    else if (move?.kind === 'choose') choose(row);
    else if (event.key.length === 1 && event.key !== ' ') {
      const typed = typeAhead(event.key);
      // Further letters of one word may fit the row that the first ones led to.
      const target = rowBeginningWith(typed, typed.length > 1 ? index - 1 + rows.length : index, rows);
      if (target !== null) goTo(target);
    } else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const place = event.target instanceof Element ? event.target.closest('[data-row]')?.getAttribute('data-row') : null;
    const row = place === null || place === undefined ? undefined : rows[Number(place)];
    if (row === undefined) return;
    setActiveKey(row.key);
    choose(row);
  }

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={-1}
      aria-label={label}
      className={styles.tree}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {rowIndexes(range, activeIndex).map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { key, level, isOpen, position, siblings } = row;
        return (
          <div
            key={key}
            role="treeitem"
            data-row={index}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
            aria-selected={key === chosenKey}
            tabIndex={index === (activeIndex ?? 0) ? 0 : -1}
            className={classNames(list.row, styles.row)}
            style={{ transform: `translateY(${index * ROW_HEIGHT}px)`, paddingInlineStart: 8 + (level - 1) * 16 }}
          >
            <span className={styles.arrow}>
              {isOpen !== null && <Icon icon={isOpen ? ChevronDown : ChevronRight} size={14} />}
            </span>
            {contentOf(row)}
          </div>
        );
      })}
      <div aria-hidden style={{ height: rows.length * ROW_HEIGHT }} />
    </div>
  );
}

/** ms after which a letter begins a new word. */
const WORD_PAUSE_MS = 700;

/** Gives what was typed in one go, the letter included. */
function useTypeAhead(): (letter: string) => string {
  const typed = useRef({ text: '', atMs: 0 });
  return (letter) => {
    const { text, atMs } = typed.current;
    const now = performance.now();
    typed.current = { text: now - atMs > WORD_PAUSE_MS ? letter : text + letter, atMs: now };
    return typed.current.text;
  };
}
