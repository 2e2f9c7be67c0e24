/** Lines with their signs and numbers, of any number of texts below each other: only what is in sight is drawn. */
import { ChevronDown, ChevronRight, UnfoldVertical } from 'lucide-react';
import { useEffectEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type Ref } from 'react';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import { VisuallyHidden } from '../visually-hidden';
import { watchScroll } from '../watch-scroll';
import type { DiffRow, DiffTextRow } from './diff-rows';
import styles from './diff-lines.module.css';
import { lineParts, MAX_SHOWN_LENGTH, shownLine } from './line-parts';
import { rowAt, rowOffsets } from './row-offsets';

/** px, as in diff-lines.module.css. */
const HEIGHTS: Readonly<Record<DiffRow['kind'], number>> = { head: 36, line: 20, pair: 20, fold: 28 };
/** px drawn above and below what is in sight. */
const OVERSCAN = 200;
/** px, of a view that was not measured yet. */
const FIRST_HEIGHT = 600;
const SIGN_WORDS = { '+': 'Added: ', '-': 'Removed: ', ' ': '' } as const;

export interface DiffLinesHandle {
  /** Brings a row to the top, at once; `isNear`: with some lines above it. */
  readonly reveal: (row: number, options?: { readonly isNear?: boolean }) => void;
  /** The row at the top. */
  readonly topRow: () => number;
}

export interface DiffLinesProps {
  /** Accessible name. */
  readonly label: string;
  readonly rows: readonly DiffRow[];
  /** The row of the difference that was gone to last. */
  readonly currentRow: number | null;
  readonly onFold: (key: string) => void;
  readonly onSection: (key: string) => void;
  /** The section at the top, when another one comes there. */
  readonly onTopRow?: (row: number) => void;
  readonly ref?: Ref<DiffLinesHandle>;
}

export function DiffLines({ label, rows, currentRow, onFold, onSection, onTopRow, ref }: DiffLinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: FIRST_HEIGHT });
  const offsets = useMemo(() => rowOffsets(rows.map(({ kind }) => HEIGHTS[kind])), [rows]);
  const widest = useMemo(() => widestLine(rows), [rows]);
  const isPaired = useMemo(() => rows.some(({ kind }) => kind === 'pair'), [rows]);
  const minWidth = isPaired ? `calc(50cqi + ${widest}ch + 64px)` : `calc(${widest}ch + 104px)`;

  const measure = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null) return;
    setPlace({ top: element.scrollTop, height: element.clientHeight });
    // Both halves of two texts side by side move by this: each is as wide as its text, not as the view.
    element.style.setProperty('--shift', `${-element.scrollLeft}px`);
    onTopRow?.(rowAt(offsets, element.scrollTop));
  });
  useLayoutEffect(() => {
    if (scroller.current === null) return undefined;
    measure();
    return watchScroll(scroller.current, measure);
  }, []);
  useImperativeHandle(ref, () => ({
    topRow: () => rowAt(offsets, scroller.current?.scrollTop ?? 0),
    reveal(row, { isNear = false } = {}) {
      const element = scroller.current;
      if (element === null) return;
      const top = offsets[row] ?? 0;
      element.scrollTop = Math.max(isNear ? top - element.clientHeight / 3 : top, 0);
      setPlace({ top: element.scrollTop, height: element.clientHeight });
    },
  }));

  const total = offsets[rows.length] ?? 0;
  const first = rows.length === 0 ? 0 : rowAt(offsets, Math.max(place.top - OVERSCAN, 0));
  const last = rows.length === 0 ? -1 : rowAt(offsets, place.top + place.height + OVERSCAN);
  const shown = rows.slice(first, last + 1);
  return (
    <div ref={scroller} className={styles.scroller} role="group" aria-label={label} tabIndex={0}>
      <div className={styles.canvas} style={{ height: total, minWidth }}>
        {shown.map((row, offset) => {
          const index = first + offset;
          const top = offsets[index] ?? 0;
          return (
            <div key={index} className={styles.row} data-row={row.kind} style={{ transform: `translateY(${top}px)` }}>
              {row.kind === 'line' ? (
                <Line row={row} isCurrent={index === currentRow} />
              ) : row.kind === 'pair' ? (
                <Pair row={row} isCurrent={index === currentRow} />
              ) : row.kind === 'fold' ? (
                <button type="button" className={styles.fold} onClick={() => onFold(row.key)}>
                  <Icon icon={UnfoldVertical} />
                  {row.count === 1 ? '1 unchanged line' : `${row.count} unchanged lines`}
                </button>
              ) : (
                <Head row={row} onSection={onSection} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Line({
  row: { sign, text, before, after, words },
  isCurrent,
}: {
  readonly row: Extract<DiffRow, { readonly kind: 'line' }>;
  readonly isCurrent: boolean;
}) {
  return (
    <div className={classNames(styles.line, isCurrent && styles.current)} data-sign={sign}>
      <span aria-hidden className={styles.gutter}>
        {before}
      </span>
      <span aria-hidden className={styles.gutter}>
        {after}
      </span>
      <span aria-hidden className={styles.sign}>
        {sign}
      </span>
      <Text row={{ sign, text, words }} />
    </div>
  );
}

function Pair({
  row: { left, right },
  isCurrent,
}: {
  readonly row: Extract<DiffRow, { readonly kind: 'pair' }>;
  readonly isCurrent: boolean;
}) {
  return (
    <div className={classNames(styles.pair, isCurrent && styles.current)}>
      <Half row={left} number={left?.before ?? null} isRead={left?.sign === '-'} />
      <Half row={right} number={right?.after ?? null} isRead />
    </div>
  );
}

/** `isRead`: a line that stands on both sides is read out once. */
function Half({
  row,
  number,
  isRead,
}: {
  readonly row: DiffTextRow | null;
  readonly number: number | null;
  readonly isRead: boolean;
}) {
  if (row === null) return <div className={classNames(styles.half, styles.nothing)} />;
  return (
    <div className={classNames(styles.line, styles.half)} data-sign={row.sign} aria-hidden={isRead ? undefined : true}>
      <span aria-hidden className={styles.gutter}>
        {number}
      </span>
      <span aria-hidden className={styles.sign}>
        {row.sign}
      </span>
      <span className={styles.window}>
        <Text row={row} />
      </span>
    </div>
  );
}

function Text({ row: { sign, text, words } }: { readonly row: Pick<DiffTextRow, 'sign' | 'text' | 'words'> }) {
  const shown = shownLine(text);
  // Where signs stand for characters that show nothing, the places of words are other ones.
  const parts = lineParts(shown, shown === text ? words : undefined);
  return (
    <code className={styles.text}>
      {sign !== ' ' && <VisuallyHidden>{SIGN_WORDS[sign]}</VisuallyHidden>}
      {parts.map((part, index) => (
        <span key={index} className={classNames(styles[part.kind], part.isChanged && styles.changed)}>
          {part.text}
        </span>
      ))}
    </code>
  );
}

function Head({
  row: { section, isOpen, added, removed, hiddenCount },
  onSection,
}: {
  readonly row: Extract<DiffRow, { readonly kind: 'head' }>;
  readonly onSection: (key: string) => void;
}) {
  return (
    <button type="button" className={styles.head} aria-expanded={isOpen} onClick={() => onSection(section.key)}>
      <Icon icon={isOpen ? ChevronDown : ChevronRight} />
      <bdi className={styles.title}>{section.title}</bdi>
      <bdi className={styles.about}>{section.about}</bdi>
      <span className={styles.notes}>
        {[
          section.hidesChange ? 'Values are never shown' : '',
          hiddenCount === 0 ? '' : hiddenCount === 1 ? '1 chart label hidden' : `${hiddenCount} chart labels hidden`,
        ]
          .filter((words) => words !== '')
          .join(' · ')}
      </span>
      <Counts added={added} removed={removed} />
    </button>
  );
}

/** `+4 -3`; nothing for none. */
export function Counts({ added, removed }: { readonly added: number; readonly removed: number }) {
  return (
    <span className={styles.counts}>
      {added > 0 && (
        <span className={styles.added}>
          +{added}
          <VisuallyHidden> added</VisuallyHidden>
        </span>
      )}
      {removed > 0 && (
        <span className={styles.removed}>
          -{removed}
          <VisuallyHidden> removed</VisuallyHidden>
        </span>
      )}
    </span>
  );
}

/** In characters, so that the view scrolls sideways no further than it has text. */
function widestLine(rows: readonly DiffRow[]): number {
  return rows.reduce((widest, row) => {
    if (row.kind === 'line') return Math.max(widest, lengthOf(row));
    return row.kind === 'pair' ? Math.max(widest, lengthOf(row.left), lengthOf(row.right)) : widest;
  }, 0);
}

function lengthOf(row: DiffTextRow | null): number {
  return Math.min(row?.text.length ?? 0, MAX_SHOWN_LENGTH);
}
