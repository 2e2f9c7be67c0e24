/** The content of a dialog on the dialog's own edges, its parts one below the other. */
import type { ReactNode } from 'react';
import styles from './dialog-body.module.css';

export function DialogBody({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}
