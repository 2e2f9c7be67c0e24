/** A change of a release while it runs: its phase, its time, what helm says, and how to stop it. */
import { useEffect, useState } from 'react';
import type { Operation } from '../../../shared/operation';
import { elapsed, stateWords } from '../../format/operation-words';
import { Button } from '../button';
import { Notice } from '../notice';
import { VisuallyHidden } from '../visually-hidden';
import { LiveOutput } from './live-output';
import styles from './operation-progress.module.css';

export interface OperationProgressProps {
  readonly operation: Operation;
  readonly onCancel: () => void;
}

export function OperationProgress({ operation, onCancel }: OperationProgressProps) {
  const { kind, state, startedAt } = operation;
  const isRunning = state.name === 'running';
  const nowMs = useSecondsWhile(isRunning);
  const words = stateWords(kind, state);
  const isCancelling = state.name === 'running' && state.isCancelling;
  return (
    <>
      <div className={styles.state}>
        <span className={styles.phase}>{words}…</span>
        <span className={styles.elapsed}>{elapsed(nowMs - startedAt)}</span>
        <Button onClick={onCancel} disabled={!isRunning || isCancelling}>
          Cancel Helm (what was applied stays)
        </Button>
      </div>
      {/* Phases only: lines would be read out one by one. */}
      <VisuallyHidden role="status">{words}</VisuallyHidden>
      {isCancelling && (
        <Notice tone="info">
          Helm was asked to stop and finishes what it has begun. With rolling back on failure that may take as long as
          the time-out.
        </Notice>
      )}
      <LiveOutput operation={operation} />
    </>
  );
}

/** Epoch ms, once a second. */
function useSecondsWhile(isCounting: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return nowMs;
}
