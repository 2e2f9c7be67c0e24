/** Lines with their signs and numbers, of any number of texts below each other: only what is in sight is drawn. */
import { ChevronDown, ChevronRight, UnfoldVertical } from 'lucide-react';
import { useEffectEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type Ref } from 'react';
import { classNames } from '../class-names';
import { Icon } from '../icon';
import { VisuallyHidden } from '../visually-hidden';
import { watchScroll } from '../watch-scroll';
import type { DiffRow } from './diff-rows';
import styles from './diff-lines.module.css';
import { lineParts } from './line-parts';
import { rowAt, rowOffsets } from './row-offsets';

/** px, as in diff-lines.module.css. */
const HEIGHTS: Readonly<Record<DiffRow['kind'], number>> = { head: 36, line: 20, fold: 28 };
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

  const measure = useEffectEvent(() => {
    const element = scroller.current;
    if (element === null) return;
    setPlace({ top: element.scrollTop, height: element.clientHeight });
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
      <div className={styles.canvas} style={{ height: total, minWidth: `calc(${widest}ch + 104px)` }}>
        {shown.map((row, offset) => {
          const index = first + offset;
          const top = offsets[index] ?? 0;
          return (
            <div key={index} className={styles.row} data-row={row.kind} style={{ transform: `translateY(${top}px)` }}>
              {row.kind === 'line' ? (
                <Line row={row} isCurrent={index === currentRow} />
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
      <code className={styles.text}>
        {sign !== ' ' && <VisuallyHidden>{SIGN_WORDS[sign]}</VisuallyHidden>}
        {lineParts(text, words).map((part, index) => (
          <span key={index} className={classNames(styles[part.kind], part.isChanged && styles.changed)}>
            {part.text}
          </span>
        ))}
      </code>
    </div>
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
  return rows.reduce((widest, row) => (row.kind === 'line' ? Math.max(widest, row.text.length) : widest), 0);
}
