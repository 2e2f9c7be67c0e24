/** How a transfer stands: its word first, so that the words of all rows align, then what it adds, then its progress. */
import type { Transfer } from '../../../shared/transfer';
import { classNames } from '../../components/class-names';
import { progressOf, transferWords } from './transfer-words';
import styles from './transfer-state.module.css';
import { useSeconds } from './use-seconds';

export function TransferState({ transfer }: { readonly transfer: Transfer }) {
  const { state } = transfer;
  const isWaiting = state.name === 'running' && state.retryAt !== undefined;
  const { word, more } = transferWords(transfer, useSeconds(isWaiting));
  return (
    <div className={styles.state}>
      <span
        className={classNames(
          styles.text,
          state.name === 'failed' && styles.whole,
          state.name === 'running' && styles.moving,
        )}
      >
        <span className={classNames(styles.word, toneOf(state.name))}>{word}</span>
        {more !== null && (
          <>
            {' · '}
            <bdi>{more}</bdi>
          </>
        )}
      </span>
      {state.name === 'done' && (
        // Whole for copying and screen readers; the style cuts it for the eyes.
        <code className={styles.digest} title={state.digest}>
          {state.digest}
        </code>
      )}
      {state.name === 'running' && <ProgressBar value={progressOf(state)} reference={transfer.reference} />}
    </div>
  );
}

function toneOf(name: Transfer['state']['name']): string | undefined {
  if (name === 'done') return styles.good;
  if (name === 'failed') return styles.danger;
  return name === 'queued' || name === 'cancelled' ? styles.quiet : undefined;
}

function ProgressBar({ value, reference }: { readonly value: number; readonly reference: string }) {
  return <progress aria-label={`Progress of ${reference}`} max={1} value={value} className={styles.progress} />;
}
