/** Words for screen readers only. */
import type { ReactNode } from 'react';
import styles from './visually-hidden.module.css';

export interface VisuallyHiddenProps {
  readonly children: ReactNode;
  /** `status`: what appears in it is read out. */
  readonly role?: 'status';
}

/** Takes no room, nor a gap between its neighbours. */
export function VisuallyHidden({ children, role }: VisuallyHiddenProps) {
  return (
    <span role={role} className={styles.hidden}>
      {children}
    </span>
  );
}
