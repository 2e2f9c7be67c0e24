/** Before the run: what will be done where. While it runs: its phase, its time, and what helm says. */
import type { AppError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { ErrorPanel } from '../../components/error-panel';
import { ConfirmContext } from '../../components/operation/confirm-context';
import { LiveResources } from '../../components/live-resources/live-resources';
import { OperationProgress } from '../../components/operation/operation-progress';
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
  return (
    <>
      <OperationProgress operation={operation} onCancel={onCancelRun} />
      {/* Long ones are scrolled, by keyboard too. */}
      <section aria-label="Resources" tabIndex={0} className={styles.resources}>
        <h3 className={styles.heading}>Resources</h3>
        <LiveResources place={operation.place} revision={null} isFollowed={operation.state.name === 'running'} />
      </section>
    </>
  );
}
