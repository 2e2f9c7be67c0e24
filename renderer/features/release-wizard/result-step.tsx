/** What became of it, in the words of the cluster: the notes and where to go next, or why it failed and what helps. */
import type { ReactNode } from 'react';
import type { Operation } from '../../../shared/operation';
import { ChartNotes } from '../../components/chart-notes';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { LiveOutput } from '../../components/operation/live-output';
import { stateWords } from '../../format/operation-words';
import styles from './run-step.module.css';

export interface ResultStepProps {
  readonly operation: Operation;
  /** The button that helps where it failed. */
  readonly remedy?: ReactNode;
}

export function ResultStep({ operation, remedy }: ResultStepProps) {
  const { kind, place, state } = operation;
  if (state.name === 'running') return null;
  const { release } = state;
  return (
    <>
      {state.name === 'succeeded' ? (
        <Notice tone="success" announced="politely">
          <strong>
            {stateWords(kind, state)}: <bdi>{place.name}</bdi> in <bdi>{place.context}</bdi> /{' '}
            <bdi>{place.namespace}</bdi>
          </strong>
          {release?.state === 'present' && `, revision ${release.revision}, ${release.status}.`}
        </Notice>
      ) : (
        <ErrorPanel error={state.error} actions={remedy} />
      )}
      {state.name !== 'succeeded' && release !== null && (
        <Notice tone="info">
          {release.state === 'absent'
            ? 'The cluster has no release of this name now.'
            : `The cluster has it at revision ${release.revision}, ${release.status}.`}
        </Notice>
      )}
      {state.name === 'succeeded' && state.notes.trim() !== '' && (
        <>
          <h3 className={styles.heading}>Notes of the chart</h3>
          <ChartNotes notes={state.notes} className={styles.notes} />
        </>
      )}
      <LiveOutput operation={operation} />
    </>
  );
}
