/** Rolls a release back to an earlier revision: shows first what that changes, and says what it does not bring back. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TIMEOUT_BOUNDS } from '../../../shared/helm-option-bounds';
import type { ReleasePlace } from '../../../shared/release';
import { Checkbox } from '../../components/choice';
import { FirstLoad } from '../../components/first-load';
import { call, failureOf } from '../../ipc';
import { RevisionDifferences } from './compare-revisions';
import { OperationDialog } from './operation-dialog';
import { revisionDiffQuery } from './queries';
import styles from './rollback-dialog.module.css';

export interface RollbackDialogProps {
  readonly place: ReleasePlace;
  /** To go back to. */
  readonly revision: number;
  /** What the user sees as the last one. */
  readonly lastRevision: number;
  readonly onClose: () => void;
}

export function RollbackDialog({ place, revision, lastRevision, onClose }: RollbackDialogProps) {
  const [waits, setWaits] = useState(true);
  const options = {
    wait: waits ? ('ready' as const) : ('none' as const),
    timeoutMs: TIMEOUT_BOUNDS.defaultMs,
    forceReplace: false,
    forceConflicts: false,
  };
  return (
    <OperationDialog
      title={`Roll back ${place.name} to revision ${revision}`}
      place={place}
      action={`Roll back ${place.name} in`}
      isDangerous={false}
      isReady
      variant="sheet"
      start={(confirmedContext) =>
        call('operations.rollback', { place, revision, lastRevision, options, confirmedContext })
      }
      command={{ kind: 'rollback', place, revision, options }}
      doneWords={`${place.name} was rolled back to revision ${revision} in ${place.context} / ${place.namespace}.`}
      onClose={onClose}
      onDone={onClose}
    >
      <p>
        Helm applies again what revision {revision} made, values included, as revision {lastRevision + 1}. Data in
        volumes, CRDs, and what others changed beside it are not brought back.
      </p>
      <Difference place={place} from={lastRevision} to={revision} />
      <Checkbox checked={waits} onCheckedChange={setWaits}>
        Wait until everything is ready, five minutes at most
      </Checkbox>
    </OperationDialog>
  );
}

interface DifferenceProps {
  readonly place: ReleasePlace;
  readonly from: number;
  readonly to: number;
}

/** A roll-back is possible without it: who can't see it is told so. */
function Difference({ place, from, to }: DifferenceProps) {
  const query = revisionDiffQuery(place, { from, to });
  const { data: diff, error, isFetching, refetch } = useQuery(query);
  const failure = failureOf(error);
  if (failure !== null && diff === undefined) return <p>{failure.message} What it changes is not known.</p>;
  return (
    <div className={styles.diff}>
      {diff === undefined ? (
        <FirstLoad
          host={place.context}
          queryKey={query.queryKey}
          isFetching={isFetching}
          onRetry={() => void refetch()}
        />
      ) : (
        <RevisionDifferences diff={diff} revisions={{ from, to }} />
      )}
    </div>
  );
}
