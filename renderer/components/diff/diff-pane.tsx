/** Differences to be read: the lines, with the ways through them and a copy above. */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type Ref } from 'react';
import { IconButton } from '../button';
import { CopyButton } from '../copy-button';
import { VisuallyHidden } from '../visually-hidden';
import { DiffLines, type DiffLinesHandle } from './diff-lines';
import styles from './diff-pane.module.css';
import { diffRows, rowOfLine, type DiffLayout, type DiffSection } from './diff-rows';
import { diffText } from './diff-text';
import { useDifferences } from './use-differences';

export interface DiffPaneHandle {
  /** Brings a section to the top. */
  readonly reveal: (sectionKey: string) => void;
  /** Brings a line of the old or the new text near the top, where it isn't folded. Counted from 1. */
  readonly revealLine: (side: 'from' | 'to', line: number) => void;
}

export interface DiffPaneProps {
  /** Accessible name of the lines. */
  readonly label: string;
  readonly sections: readonly DiffSection[];
  readonly showsNoise: boolean;
  readonly layout?: DiffLayout;
  /** At the start of the head. */
  readonly head?: ReactNode;
  /** The section at the top of what is in sight. */
  readonly onSection?: (key: string) => void;
  readonly ref?: Ref<DiffPaneHandle>;
}

const NONE: ReadonlySet<string> = new Set();

export function DiffPane({ label, sections, showsNoise, layout = 'unified', head, onSection, ref }: DiffPaneProps) {
  const [openFolds, setOpenFolds] = useState(NONE);
  const [closedSections, setClosedSections] = useState(NONE);
  const { rows, differences, starts } = useMemo(
    () => diffRows(sections, { showsNoise, openFolds, closedSections, layout }),
    [sections, showsNoise, openFolds, closedSections, layout],
  );
  const lines = useRef<DiffLinesHandle>(null);
  const way = useDifferences(differences, lines);
  function show(key: string): void {
    const row = starts.get(key);
    if (row !== undefined) lines.current?.reveal(row);
  }

  const wanted = useRef<string>(null);
  useImperativeHandle(ref, () => ({
    revealLine(side, line) {
      const row = rowOfLine(rows, side, line);
      if (row !== undefined) lines.current?.reveal(row, { isNear: true });
    },
    reveal(key) {
      if (!closedSections.has(key)) return show(key);
      // Its row may be another one once it is open.
      wanted.current = key;
      setClosedSections(without(closedSections, key));
    },
  }));
  useLayoutEffect(() => {
    if (wanted.current !== null) show(wanted.current);
    wanted.current = null;
  });

  function onTopRow(row: number): void {
    let top: string | undefined;
    for (const [key, start] of starts) if (start <= row) top = key;
    if (top !== undefined) onSection?.(top);
  }

  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <div className={styles.title}>{head}</div>
        <span role="status" className={styles.place}>
          {way.words}
          {way.words === '' && <VisuallyHidden>{`${differences.length} differences`}</VisuallyHidden>}
        </span>
        <IconButton
          icon={ArrowUp}
          label="Previous difference"
          aria-keyshortcuts="Shift+F7"
          disabled={differences.length === 0}
          onClick={() => way.go(-1)}
        />
        <IconButton
          icon={ArrowDown}
          label="Next difference"
          aria-keyshortcuts="F7"
          disabled={differences.length === 0}
          onClick={() => way.go(1)}
        />
        <CopyButton label="Copy" variant="ghost" text={() => diffText(sections)} />
      </div>
      <DiffLines
        ref={lines}
        label={label}
        rows={rows}
        currentRow={way.currentRow}
        onTopRow={onTopRow}
        onFold={(key) => {
          way.forget();
          setOpenFolds((open) => new Set([...open, key]));
        }}
        onSection={(key) => {
          way.forget();
          setClosedSections((closed) => (closed.has(key) ? without(closed, key) : new Set([...closed, key])));
        }}
      />
    </div>
  );
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return keys.has(key) ? new Set([...keys].filter((each) => each !== key)) : keys;
}
