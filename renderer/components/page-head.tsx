/** The head of a page: its one heading, a line about it, and its actions at the end. */
import type { ReactNode } from 'react';
import styles from './page-head.module.css';

export interface PageHeadProps {
  readonly title: string;
  readonly line: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHead({ title, line, actions }: PageHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <h1 className={styles.title} title={title}>
          <bdi>{title}</bdi>
        </h1>
        <p className={styles.line}>{line}</p>
      </div>
      {actions}
    </header>
  );
}
