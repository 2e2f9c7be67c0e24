/** The ways on from a wizard's step: back, and the one thing that is to be done next. */
import { ArrowLeft } from 'lucide-react';
import type { StepId } from '../../wizard-steps';
import { Button } from '../../components/button';

export interface WizardFootProps {
  readonly steps: { readonly shown: StepId; readonly goBack: () => void; readonly goOn: () => void };
  readonly run: {
    readonly operation: object | undefined;
    readonly isRunning: boolean;
    readonly isPreviewing: boolean;
    readonly fresh: object | null;
    readonly canStart: boolean;
    readonly preview: () => void;
    readonly start: () => void;
  };
  /** `Run install`. */
  readonly runLabel: string;
  /** What it does where: `Install shop in kind-dev / shop`. */
  readonly runTitle: string;
  readonly onOpenRelease: () => void;
}

export function WizardFoot({ steps, run, runLabel, runTitle, onOpenRelease }: WizardFootProps) {
  if (run.isRunning) return null;
  if (run.operation !== undefined) {
    return (
      <Button variant="primary" onClick={onOpenRelease}>
        Open release
      </Button>
    );
  }
  return (
    <>
      {steps.shown !== 'target' && (
        <Button icon={ArrowLeft} onClick={steps.goBack}>
          Back
        </Button>
      )}
      <WayOn steps={steps} run={run} runLabel={runLabel} runTitle={runTitle} />
    </>
  );
}

function WayOn({ steps: { shown, goOn }, run, runLabel, runTitle }: Omit<WizardFootProps, 'onOpenRelease'>) {
  if (shown === 'run') {
    return (
      <Button variant="primary" disabled={!run.canStart} title={runTitle} onClick={run.start}>
        {runLabel}
      </Button>
    );
  }
  if ((shown === 'preview' || shown === 'options') && run.fresh === null) {
    return (
      <Button variant="primary" disabled={run.isPreviewing} onClick={run.preview}>
        Preview
      </Button>
    );
  }
  return (
    <Button variant="primary" onClick={goOn}>
      Next
    </Button>
  );
}
