/**
 * A grid of many rows of one height: only those in sight are in the document. Rows take the focus, one Tab stop in all;
 * arrow keys, Home, End and the page keys move it, Enter opens, Space selects, Mod+C copies, Shift+F10 opens the menu. Where rows can be
 * marked beside the selected one, Mod+click and Space do that.
 */
import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from 'react';
import { IS_MAC, matchesShortcut, ROW_SHORTCUTS } from '../shortcuts';
import { classNames } from './class-names';
import { useRowHeight } from './density';
import { ColumnHead, type GridColumn } from './grid-column';
import { rowAfterKey } from './grid-keys';
import { GridRow } from './grid-row';
import { ContextMenu, type MenuEntry } from './menu';
import { useVirtualRows } from './use-virtual-rows';
import styles from './virtual-grid.module.css';
import { rowIndexes } from './virtual-window';

export interface GridHandle {
  /** Moves the focus into the rows. */
  readonly focus: () => void;
  /** The same, to the row with this key, where there is one. */
  readonly goTo: (key: string) => void;
  /** Brings the row with this key into sight and makes it the one that the focus comes back to. */
  readonly show: (key: string) => void;
}

export interface VirtualGridProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Accessible name of a row. */
  readonly nameOf: (row: Row) => string;
  /** Draws a row's cells in the order of the columns. Must be the same function from render to render. */
  readonly cellsOf: (row: Row) => React.ReactNode;
  readonly selectedKey?: string | undefined;
  /** The focus moved to this row, or it was pressed. */
  readonly onSelect?: (row: Row) => void;
  /** A second row that is selected beside it. */
  readonly markedKey?: string | undefined;
  /** Mod+click, or Space. */
  readonly onMark?: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly onCopy?: (row: Row) => void;
  readonly menuOf?: (row: Row) => readonly MenuEntry[];
  /** `host/path` that charts dropped on the row go to, where rows are such places. */
  readonly dropDestinationOf?: (row: Row) => string;
  /** Sets `--columns`, the tracks of the grid. */
  readonly className?: string | undefined;
  readonly ref?: Ref<GridHandle>;
}

export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, rows, keyOf, nameOf, cellsOf, selectedKey, markedKey, className, ref } = props;
  const rowHeight = useRowHeight();
  const takesFocus = useRef(false);
  const [activeKey, setActiveKey] = useState(selectedKey);
  const foundIndex = activeKey === undefined ? -1 : rows.findIndex((row) => keyOf(row) === activeKey);
  const activeIndex = foundIndex < 0 ? null : foundIndex;
  const activeRow = activeIndex === null ? undefined : rows[activeIndex];
  const { scroller, range, scrolls, reveal } = useVirtualRows<HTMLTableSectionElement>({
    rowCount: rows.length,
    rowHeight,
    firstIndex: activeIndex,
  });

  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  });

  function goTo(index: number): void {
    const row = rows[index];
    if (row === undefined) return;
    takesFocus.current = true;
    setActiveKey(keyOf(row));
    reveal(index);
    props.onSelect?.(row);
  }

  useImperativeHandle(ref, () => ({
    focus: () => goTo(activeIndex ?? 0),
    goTo: (key) => goTo(rows.findIndex((row) => keyOf(row) === key)),
    show(key) {
      const index = rows.findIndex((row) => keyOf(row) === key);
      if (index < 0) return;
      setActiveKey(key);
      reveal(index);
    },
  }));

  function onKeyDown(event: KeyboardEvent): void {
    if (indexOf(event.target) === null) return;
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight);
    // Without an active row the first one is the Tab stop.
    const index = activeIndex ?? 0;
    const row = rows[index];
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    const target = hasModifier ? null : rowAfterKey(event.key, index, rows.length, pageRows);
    if (target !== null) goTo(target);
    else if (row === undefined) return;
    else if (event.key === 'Enter' && !hasModifier) props.onOpen(row);
    else if (event.key === ' ' && !hasModifier && props.onMark !== undefined) props.onMark(row);
    else if (event.key === ' ' && !hasModifier) goTo(index);
    else if (props.onCopy && matchesShortcut(event, ROW_SHORTCUTS.copy) && !hasSelectedText()) props.onCopy(row);
    else return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const row = rows[indexOf(event.target) ?? -1];
    const isMark = IS_MAC ? event.metaKey : event.ctrlKey;
    if (row !== undefined && isMark && props.onMark !== undefined) props.onMark(row);
    else activate(event.target);
  }

  function activate(target: EventTarget | null): void {
    const row = rows[indexOf(target) ?? -1];
    if (row === undefined) return;
    setActiveKey(keyOf(row));
    props.onSelect?.(row);
  }

  function open(target: EventTarget | null): void {
    const row = rows[indexOf(target) ?? -1];
    if (row !== undefined) props.onOpen(row);
  }

  const body = (
    <tbody ref={scroller} className={styles.body}>
      {rowIndexes(range, activeIndex).map((index) => {
        const row = rows[index];
        if (row === undefined) return null;
        const key = keyOf(row);
        return (
          <GridRow
            key={key}
            row={row}
            index={index}
            name={nameOf(row)}
            top={index * rowHeight}
            isSelected={key === selectedKey || key === markedKey}
            isTabStop={index === (activeIndex ?? 0)}
            destination={props.dropDestinationOf?.(row) ?? null}
            cellsOf={cellsOf}
          />
        );
      })}
      <tr aria-hidden className={styles.spacer} style={{ height: rows.length * rowHeight }} />
    </tbody>
  );

  return (
    <table
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className={classNames(styles.grid, scrolls && styles.scrolls, className)}
      onKeyDown={onKeyDown}
      aria-multiselectable={props.onMark === undefined ? undefined : true}
      onClick={onClick}
      onDoubleClick={(event) => open(event.target)}
    >
      <thead className={styles.head}>
        <tr aria-rowindex={1} className={styles.headRow}>
          {columns.map((column) => (
            <ColumnHead key={column.id} column={column} />
          ))}
        </tr>
      </thead>
      {props.menuOf === undefined ? (
        body
      ) : (
        <ContextMenu area={body} entries={activeRow === undefined ? [] : props.menuOf(activeRow)} onOpen={activate} />
      )}
    </table>
  );
}

/** The row that an event happened in. */
function indexOf(target: EventTarget | null): number | null {
  const text = target instanceof Element ? target.closest('[data-row]')?.getAttribute('data-row') : null;
  return text === null || text === undefined ? null : Number(text);
}

function hasSelectedText(): boolean {
  return document.getSelection()?.isCollapsed === false;
}
