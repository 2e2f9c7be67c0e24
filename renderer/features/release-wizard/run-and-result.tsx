/** The last two steps of both wizards: the run, and what became of it. */
import type { ReactNode } from 'react';
import type { Operation } from '../../../shared/operation';
import { appErrorOf, failureOf } from '../../ipc';
import type { StepId } from '../../wizard-steps';
import { RemedyButton } from './remedy-button';
import { ResultStep } from './result-step';
import { RunStep, type RunStepProps } from './run-step';

export interface RunAndResultProps {
  readonly step: 'run' | 'result';
  /** What will be done, in one sentence. */
  readonly sentence: ReactNode;
  readonly run: {
    readonly operation: Operation | undefined;
    readonly startError: Error | null;
    readonly confirmation: RunStepProps['confirmation'];
    readonly cancel: () => void;
  };
  readonly onStep: (step: StepId) => void;
}

export function RunAndResult({ step, sentence, run, onStep }: RunAndResultProps) {
  const { operation, startError } = run;
  if (step === 'run') {
    return (
      <RunStep
        sentence={sentence}
        operation={operation}
        failure={failureOf(startError)}
        remedy={startError === null ? undefined : <RemedyButton error={appErrorOf(startError)} onStep={onStep} />}
        confirmation={run.confirmation}
        onCancelRun={run.cancel}
      />
    );
  }
  if (operation === undefined || operation.state.name === 'running') return null;
  const { state } = operation;
  return (
    <ResultStep
      operation={operation}
      remedy={'error' in state ? <RemedyButton error={state.error} onStep={onStep} /> : undefined}
    />
  );
}
