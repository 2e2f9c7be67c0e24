/** The frame of something to be read: what it is, what can be done with it, and below it the thing itself. */
import type { ReactNode } from 'react';
import styles from './code-view.module.css';

export interface CodeFrameProps {
  /** What it is. */
  readonly head: ReactNode;
  /** Buttons. Where there is no room for all of them beside the head, they stand below it together. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function CodeFrame({ head, actions, children }: CodeFrameProps) {
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <div className={styles.title}>{head}</div>
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </div>
  );
}
