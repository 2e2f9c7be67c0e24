/** The words of a change that runs or has ended. Pure. */
import { assertNever } from '../../shared/assert-never';
import type { Operation, OperationKind, OperationPhase, OperationState, ReleaseTruth } from '../../shared/operation';
import { releaseStatusWords } from './release-status';

const PHASES: Readonly<Record<OperationPhase, string>> = {
  preparing: 'Fetching the chart',
  starting: 'Helm is starting',
  hooks: 'Running hooks',
  applying: 'Applying resources',
  waiting: 'Waiting until resources are ready',
  deleting: 'Deleting resources',
  'rolling-back': 'Rolling back',
  finishing: 'Reading what became of it',
};

export function phaseWords(phase: OperationPhase): string {
  return PHASES[phase];
}

const DONE: Readonly<Record<OperationKind, string>> = {
  install: 'Installed',
  upgrade: 'Upgraded',
  rollback: 'Rolled back',
  uninstall: 'Uninstalled',
  repair: 'Repaired',
};

/** One line for a live region and for the head: the phase while it runs, then how it ended. */
export function stateWords(kind: OperationKind, state: OperationState): string {
  switch (state.name) {
    case 'running':
      return state.isCancelling ? 'Helm was asked to stop' : phaseWords(state.phase);
    case 'succeeded':
      return DONE[kind];
    case 'failed':
      return 'Failed';
    case 'cancelled':
      return 'Cancelled';
    case 'unknown':
      return 'Ended, and how is not known';
    default:
      return assertNever(state);
  }
}

const DOING: Readonly<Record<OperationKind, string>> = {
  install: 'Installing',
  upgrade: 'Upgrading',
  rollback: 'Rolling back',
  uninstall: 'Uninstalling',
  repair: 'Repairing',
};

/** Of one whose end nobody saw. */
export function lostSentence({ kind, place, state }: Operation): string {
  const what = `${DOING[kind]} ${place.name} in ${place.context} / ${place.namespace} was cut off in the middle.`;
  const truth = 'release' in state ? state.release : null;
  return `${what} ${truth === null ? 'What became of it could not be read yet.' : truthSentence(truth)}`;
}

function truthSentence(truth: ReleaseTruth): string {
  if (truth.state === 'absent') return 'The cluster has no release of this name now.';
  const found = `The cluster has it at revision ${truth.revision}, ${releaseStatusWords(truth.status).toLowerCase()}.`;
  const isStuck = truth.status.startsWith('pending-') || truth.status === 'uninstalling';
  return isStuck ? `${found} It has to be repaired before anything else can change it.` : found;
}

/** `0:07`, `12:30`, `1:02:03`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
