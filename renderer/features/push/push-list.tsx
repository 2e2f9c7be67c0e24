/**
 * The files of the push sheet, of which only those in sight are in the document: a drop may hold hundreds. Brings the
 * first one that asks something into sight once all are checked.
 */
import { Fragment, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { FileId } from '../../../shared/push';
import { rowIndexes } from '../../components/virtual-window';
import styles from './push-list.module.css';
import { earlierOfSameTag, needsChoice, type PushPlan } from './push-plan';
import { PushRow } from './push-row';
import type { PushSession, PushSnapshot } from './push-session';
import { useMeasuredRows } from './use-measured-rows';

/** px, of a row of two lines; others are measured. */
const USUAL_ROW_HEIGHT = 62;

export interface PushListProps {
  readonly snapshot: PushSnapshot;
  readonly plan: PushPlan;
  readonly session: PushSession;
  readonly onInspect: (fileId: FileId) => void;
  /** Stands below the last row. */
  readonly children: ReactNode;
}

export function PushList(props: PushListProps) {
  const { plan, session, onInspect, children } = props;
  const { entries, destination } = props.snapshot;
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const focusedIndex = entries.findIndex(({ fileId }) => fileId === focusedId);
  const earlier = earlierOfSameTag(entries);
  const isSettled = plan.pendingCount === 0;
  const { scroller, rowRef, range, offsets, reveal } = useMeasuredRows<HTMLDivElement>({
    keys: entries.map(({ fileId }) => fileId),
    usualHeight: USUAL_ROW_HEIGHT,
  });
  // The row that has the focus stays, so that scrolling doesn't take the focus away.
  const shown = rowIndexes(range, focusedIndex < 0 ? null : focusedIndex);

  const showFirstQuestion = useEffectEvent(() => {
    const index = plan.outcomes.findIndex(needsChoice);
    if (index >= 0) reveal(index);
  });
  useEffect(() => {
    if (isSettled) showFirstQuestion();
  }, [isSettled]);

  function heightBetween(from: number, to: number): number {
    return (offsets[to] ?? 0) - (offsets[from] ?? 0);
  }

  return (
    <div ref={scroller} className={styles.scroller}>
      <table aria-label="Charts to push" aria-rowcount={entries.length} className={styles.table}>
        <tbody className={styles.rows}>
          {shown.map((index, position) => {
            const entry = entries[index];
            const indexBefore = shown[position - 1] ?? -1;
            return (
              entry && (
                <Fragment key={entry.fileId}>
                  <Gap height={heightBetween(indexBefore + 1, index)} />
                  <PushRow
                    ref={rowRef}
                    entry={entry}
                    index={index}
                    earlier={earlier[index]}
                    destination={destination}
                    session={session}
                    onInspect={onInspect}
                    onFocus={setFocusedId}
                  />
                </Fragment>
              )
            );
          })}
          <Gap height={heightBetween((shown.at(-1) ?? -1) + 1, entries.length)} />
        </tbody>
      </table>
      <div className={styles.more}>{children}</div>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 && <tr aria-hidden className={styles.gap} style={{ height }} />;
}
