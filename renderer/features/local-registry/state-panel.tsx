/** What there is to say of the state, beyond the line in the head: progress, or why it doesn't run and what helps. */
import { assertNever } from '../../../shared/assert-never';
import type { LocalRegistryState } from '../../../shared/local-registry';
import { bringIntoSight } from '../../components/bring-into-sight';
import { CodeBox } from '../../components/code-box';
import { LocalRegistryProblem } from '../../components/local-registry-problem';
import { Notice } from '../../components/notice';
import styles from './state-panel.module.css';

export interface StatePanelProps {
  readonly state: LocalRegistryState;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

export function StatePanel({ state, onStart, onStop }: StatePanelProps) {
  switch (state.name) {
    case 'stopped':
    case 'running':
      return null;
    case 'starting':
      return (
        <div className={styles.panel}>
          <Notice tone="info" announced="politely" action={{ label: 'Cancel', onClick: onStop }}>
            Starting the local registry…
          </Notice>
        </div>
      );
    case 'stopping':
      return (
        <div className={styles.panel}>
          <Notice tone="info" announced="politely">
            Stopping. What is under way may end.
          </Notice>
        </div>
      );
    case 'failed':
    case 'crashed':
      return (
        <div className={styles.panel}>
          <div ref={bringIntoSight}>
            <LocalRegistryProblem state={state} onStart={onStart} />
          </div>
          {state.name === 'crashed' && state.lastLines.length > 0 && (
            <CodeBox label="Last lines of its log" text={state.lastLines.join('\n')} copyLabel="Copy last lines" />
          )}
        </div>
      );
    default:
      return assertNever(state);
  }
}
