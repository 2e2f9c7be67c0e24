/** The files of the push sheet. Brings the first one that asks something into sight once all are checked. */
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './push-list.module.css';
import { earlierOfSameTag, type PushPlan } from './push-plan';
import { PushRow } from './push-row';
import type { PushSession, PushSnapshot } from './push-session';

export interface PushListProps {
  readonly snapshot: PushSnapshot;
  readonly plan: PushPlan;
  readonly session: PushSession;
  /** Stands below the last row. */
  readonly children: ReactNode;
}

export function PushList({ snapshot: { entries, destination }, plan, session, children }: PushListProps) {
  const list = useRef<HTMLDivElement>(null);
  const earlier = earlierOfSameTag(entries);
  const isSettled = plan.pendingCount === 0;

  useEffect(() => {
    if (!isSettled) return;
    list.current?.querySelector('[data-needs-choice]')?.scrollIntoView({ block: 'nearest' });
  }, [isSettled]);

  return (
    <div ref={list} className={styles.scroller}>
      <table aria-label="Charts to push" className={styles.table}>
        <tbody className={styles.rows}>
          {entries.map((entry, index) => (
            <PushRow
              key={entry.fileId}
              entry={entry}
              earlier={earlier[index]}
              destination={destination}
              session={session}
            />
          ))}
        </tbody>
      </table>
      <div className={styles.more}>{children}</div>
    </div>
  );
}
