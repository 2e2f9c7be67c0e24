/** Why the one click did not lead to a chart, and the way on. */
import { Link } from '@tanstack/react-router';
import { assertNever } from '../../../shared/assert-never';
import { commands } from '../../commands';
import { bringIntoSight } from '../../components/bring-into-sight';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/error-panel';
import { LocalRegistryProblem } from '../../components/local-registry-problem';
import { countOf } from '../../format/size';
import styles from './first-run.module.css';
import type { SamplingProblem } from './use-sampling';

export interface SamplesProblemProps {
  readonly problem: SamplingProblem;
  readonly onTryAgain: () => void;
}

export function SamplesProblem({ problem, onTryAgain }: SamplesProblemProps) {
  return (
    <div ref={bringIntoSight} className={styles.problem}>
      <ProblemPanel problem={problem} onTryAgain={onTryAgain} />
      <p>
        <Link to="/local-registry">Settings and log of the local registry</Link>
      </p>
    </div>
  );
}

function ProblemPanel({ problem, onTryAgain }: SamplesProblemProps) {
  switch (problem.kind) {
    case 'registry':
      return <LocalRegistryProblem state={problem.state} onStart={onTryAgain} />;
    case 'call':
      return (
        <ErrorPanel
          error={problem.error}
          actions={
            <Button variant="primary" onClick={onTryAgain}>
              Try again
            </Button>
          }
        />
      );
    case 'transfers': {
      const [{ state } = {}] = problem.failed;
      const why = state?.name === 'failed' ? state.error.message : undefined;
      return (
        <ErrorPanel
          error={{
            kind: 'unavailable',
            message: `${countOf(problem.failed.length, 'sample chart')} couldn't be pushed.`,
            ...(why === undefined ? {} : { why }),
          }}
          actions={
            <>
              <Button variant="primary" onClick={() => commands.run('show-transfers', undefined)}>
                Show transfers
              </Button>
              <Button onClick={onTryAgain}>Try again</Button>
            </>
          }
        />
      );
    }
    default:
      return assertNever(problem);
  }
}
