/** A newcomer's one click: starts the local registry, pushes the sample charts to it, and opens the first of them. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { LocalRegistryState } from '../../../shared/local-registry';
import type { Transfer, TransferId } from '../../../shared/transfer';
import { isFinished } from '../../../shared/transfer-progress';
import type { AppError } from '../../../shared/errors';
import { countOf } from '../../format/size';
import { call, failureOf } from '../../ipc';
import { localRegistryQuery, useShownState } from '../../local-registry';
import type { CrashedState, FailedState } from '../../local-registry-way-out';
import { placeLink } from '../../place-link';
import { transfersQuery } from '../../transfers';

export type SamplingProblem =
  | { readonly kind: 'registry'; readonly state: FailedState | CrashedState }
  | { readonly kind: 'call'; readonly error: AppError }
  | { readonly kind: 'transfers'; readonly failed: readonly Transfer[] };

export interface Sampling {
  /** Does nothing while it is at it. */
  readonly begin: () => void;
  /** What is being done; null while nothing is. */
  readonly progress: string | null;
  readonly problem: SamplingProblem | null;
}

const STOPPED: LocalRegistryState = { name: 'stopped' };
const NONE: readonly TransferId[] = [];

export function useSampling(): Sampling {
  const navigate = useNavigate();
  const { data: registry } = useQuery(localRegistryQuery);
  const state = useShownState(registry?.state ?? STOPPED);
  const run = useMutation({ mutationFn: startAndPush });
  const ids = run.data?.transfers ?? NONE;
  const { data: pushes = [] } = useQuery({
    ...transfersQuery,
    select: (transfers) => transfers.filter(({ id }) => ids.includes(id)),
  });
  const areOver = pushes.length === ids.length && pushes.every(isFinished);
  const failed = pushes.filter(({ state: { name } }) => name === 'failed');
  const isDone = areOver && pushes.every(({ state: { name } }) => name === 'done');
  // Who has left the page is not taken away from where they are: then nobody listens here any more.
  const first = isDone ? run.data?.first : undefined;
  useEffect(() => {
    if (first !== undefined) void navigate(placeLink({ kind: 'chart', reference: first }));
  }, [first, navigate]);

  function problemNow(): SamplingProblem | null {
    const error = failureOf(run.error);
    if (error !== null) return { kind: 'call', error };
    if (run.isIdle || run.isPending) return null;
    if (state.name === 'failed' || state.name === 'crashed') return { kind: 'registry', state };
    return areOver && failed.length > 0 ? { kind: 'transfers', failed } : null;
  }

  return {
    begin: () => !run.isPending && run.mutate(),
    progress: run.isPending ? startWords(state) : run.data && !areOver ? pushWords(ids) : null,
    problem: problemNow(),
  };
}

/** Null where it doesn't run: its state says why. */
async function startAndPush() {
  const { state } = await call('localRegistry.start', null);
  return state.name === 'running' ? await call('localRegistry.pushSamples', null) : null;
}

function startWords({ name }: LocalRegistryState): string | null {
  if (name === 'running') return 'Pushing sample charts…';
  return name === 'starting' ? 'Starting…' : null;
}

function pushWords(ids: readonly TransferId[]): string {
  return `Pushing ${countOf(ids.length, 'sample chart')}…`;
}
