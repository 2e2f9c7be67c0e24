/** The head of a chart's page, wherever the chart lies: its name with what marks it, what can be done, and what it is called elsewhere. */
import type { ReactNode } from 'react';
import head from '../../components/name-head.module.css';
import styles from './chart-page.module.css';

export interface ChartHeadProps {
  readonly name: string;
  /** Its version, and badges. */
  readonly marks: ReactNode;
  readonly actions: ReactNode;
  /** Its reference, or its file. */
  readonly children: ReactNode;
}

export function ChartHead({ name, marks, actions, children }: ChartHeadProps) {
  return (
    <header className={head.head}>
      <div className={head.titleLine}>
        <h1 className={head.title}>
          <bdi>{name}</bdi>
        </h1>
        {marks}
      </div>
      <div className={head.actions}>{actions}</div>
      <div className={styles.reference}>{children}</div>
    </header>
  );
}
