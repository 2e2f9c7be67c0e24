/** A change of a release with a note of where its chart comes from: made before helm runs, settled when it has ended. */
import type { OperationPlan } from './operations';
import type { ComingRevision, ReleaseSources } from './release-sources';

export interface SourceRecording {
  readonly sources: ReleaseSources;
  /** For the log: what can't be noted is no reason not to run. */
  readonly onProblem: (what: string, cause?: unknown) => void;
  /** Of the revision that it will make. */
  readonly coming: ComingRevision;
  /** Absent where nothing is to be noted before. */
  readonly record?: (coming: ComingRevision) => Promise<void>;
  /** The revision that helm goes back to by itself where it fails. */
  readonly undoneTo?: number;
}

export function recordingSource(plan: OperationPlan, recording: SourceRecording): OperationPlan {
  const { sources, onProblem, coming, record, undoneTo = null } = recording;
  return {
    ...plan,
    async work(control) {
      try {
        await record?.(coming);
      } catch (error) {
        onProblem('where a release comes from could not be noted', error);
      }
      return plan.work(control);
    },
    async onEnded(truth) {
      await plan.onEnded?.(truth);
      if (truth !== null) await sources.settle(coming, truth, { undoneTo });
    },
  };
}
