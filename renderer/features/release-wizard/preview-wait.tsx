/** A preview on its way: being made, failed with what helps, not made yet. Once it is there, what is in it. */
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { ErrorPanel } from '../../components/error-panel';
import { SkeletonRows } from '../../components/skeleton-rows';
import { Waiting } from '../../components/waiting';
import { appErrorOf, failureOf } from '../../ipc';
import type { StepId } from '../../wizard-steps';
import { RemedyButton } from './remedy-button';

/** What a step shows of a run that is previewed: see use-previewed-run.ts. */
export interface PreviewRunView<Preview> {
  readonly fresh: Preview | null;
  readonly isPreviewing: boolean;
  readonly previewError: Error | null;
  readonly preview: () => void;
  readonly cancelPreview: () => void;
}

export interface PreviewWaitProps<Preview> {
  readonly context: string;
  readonly run: PreviewRunView<Preview>;
  readonly onStep: (step: StepId) => void;
  readonly children: (preview: Preview) => ReactNode;
}

export function PreviewWait<Preview>({ context, run, onStep, children }: PreviewWaitProps<Preview>) {
  if (run.isPreviewing) {
    return (
      <Waiting host={context} onCancel={run.cancelPreview}>
        <SkeletonRows />
      </Waiting>
    );
  }
  if (run.fresh !== null) return children(run.fresh);
  const failure = failureOf(run.previewError);
  if (failure !== null) {
    return (
      <ErrorPanel
        error={failure}
        actions={
          <>
            <RemedyButton error={appErrorOf(run.previewError)} onStep={onStep} />
            <Button onClick={run.preview}>Preview again</Button>
          </>
        }
      />
    );
  }
  return (
    <EmptyState title="Not previewed">
      Something was changed since. The cluster is asked what it would make of it; nothing is changed by that.
    </EmptyState>
  );
}
