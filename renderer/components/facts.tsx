/** Names and values, one pair a line. */
import { Fragment, type ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './facts.module.css';

export interface FactsProps {
  /** Pairs whose value is missing are left out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly isRoomy?: boolean;
}

export function Facts({ facts, isRoomy = false }: FactsProps) {
  return (
    <dl className={classNames(styles.facts, isRoomy && styles.roomy)}>
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? <bdi>{value}</bdi> : value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
