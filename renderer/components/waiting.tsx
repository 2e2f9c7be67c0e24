/** What a view shows while its first data is on the way. Mount it anew for each wait. */
import type { ReactNode } from 'react';
import { Notice } from './notice';
import { useWaitPhase } from './wait-phase';
import styles from './waiting.module.css';

export interface WaitingProps {
  /** Who is asked, for the words: `Still waiting for ghcr.io…`. */
  readonly host: string;
  readonly onCancel: () => void;
  /** The view's own skeleton. */
  readonly children: ReactNode;
}

export function Waiting({ host, onCancel, children }: WaitingProps) {
  const phase = useWaitPhase();
  if (phase === 'quiet') return null;
  return (
    <>
      {phase === 'long' && (
        <Notice
          tone="info"
          announced="politely"
          action={{ label: 'Cancel', onClick: onCancel }}
          className={styles.notice}
        >
          Still waiting for <bdi>{host}</bdi>…
        </Notice>
      )}
      {children}
    </>
  );
}
