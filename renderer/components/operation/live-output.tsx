/** What helm says while it runs: the last lines, following their end until the user scrolls up. */
import { useLayoutEffect, useRef } from 'react';
import type { Operation } from '../../../shared/operation';
import { CopyButton } from '../copy-button';
import { countOf } from '../../format/size';
import { useOperationLines } from '../../operations';
import styles from './live-output.module.css';

/** px from the end that still count as the end. */
const NEAR_END = 24;

export function LiveOutput({ operation }: { readonly operation: Operation }) {
  const lines = useOperationLines(operation);
  const scroller = useRef<HTMLElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && follows.current) element.scrollTop = element.scrollHeight;
  });

  function onScroll(): void {
    const element = scroller.current;
    if (element === null) return;
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  }

  return (
    <section aria-label="Output" className={styles.pane}>
      <div className={styles.head}>
        <h3>Output of Helm</h3>
        <span className={styles.count}>{countOf(lines.length, 'line')}, secrets removed</span>
        <CopyButton
          size="small"
          variant="ghost"
          label="Copy output"
          disabled={lines.length === 0}
          text={() => lines.map(({ text }) => text).join('\n')}
        />
      </div>
      {/* It scrolls, so it takes the focus. Not live: phases are read out, not each line. */}
      <section
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Lines of the output"
        tabIndex={0}
        onScroll={onScroll}
        className={styles.lines}
      >
        {lines.length === 0 ? (
          <p className={styles.empty}>Nothing yet.</p>
        ) : (
          lines.map(({ number, text }) => (
            <div key={number} className={styles.line}>
              <bdi>{text}</bdi>
            </div>
          ))
        )}
      </section>
    </section>
  );
}
