/** Before the run: what will be done where. While it runs: its phase, its time, and what helm says. */
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { VisuallyHidden } from '../../components/visually-hidden';
import { ConfirmContext } from './confirm-context';
import { LiveOutput } from './live-output';
import { elapsed, stateWords } from './operation-words';
import styles from './run-step.module.css';

export interface RunStepProps {
  /** What will be done, in one sentence. */
  readonly sentence: React.ReactNode;
  readonly operation: Operation | undefined;
  /** Why it did not start. */
  readonly failure: AppError | null;
  readonly remedy?: React.ReactNode;
  /** Null where the context isn't protected. */
  readonly confirmation: {
    readonly context: string;
    readonly typed: string;
    readonly onTyped: (typed: string) => void;
  } | null;
  readonly onCancelRun: () => void;
}

export function RunStep({ sentence, operation, failure, remedy, confirmation, onCancelRun }: RunStepProps) {
  if (operation === undefined) {
    return (
      <>
        <p className={styles.sentence}>{sentence}</p>
        {confirmation !== null && <ConfirmContext {...confirmation} />}
        {failure !== null && <ErrorPanel error={failure} headingLevel={3} actions={remedy} />}
      </>
    );
  }
  return <Running operation={operation} onCancelRun={onCancelRun} />;
}

function Running({ operation, onCancelRun }: { readonly operation: Operation; readonly onCancelRun: () => void }) {
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
        <Button onClick={onCancelRun} disabled={!isRunning || isCancelling}>
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
