/** Puts a release right that a change was cut off in: says what would be done and why, and never while somebody may still be at it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReleasePlace } from '../../../shared/release';
import type { RepairPlan } from '../../../shared/release-repair';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { releaseStatusWords } from '../../format/release-status';
import { formatMoment } from '../../format/time';
import { call, failureOf } from '../../ipc';
import { OperationDialog } from './operation-dialog';
import { repairPlanQuery } from './queries';

export interface RepairDialogProps {
  readonly place: ReleasePlace;
  readonly onClose: () => void;
  /** It was uninstalled. */
  readonly onGone: () => void;
}

export function RepairDialog({ place, onClose, onGone }: RepairDialogProps) {
  const { data: plan, error, refetch } = useQuery(repairPlanQuery(place));
  const [isDead, setDead] = useState(false);
  const title = `Repair ${place.name}`;
  if (plan?.state !== 'stuck') {
    const failure = failureOf(error);
    return (
      <Dialog title={title} onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
        <DialogBody>
          {failure !== null && (
            <ErrorPanel
              error={failure}
              headingLevel={3}
              actions={<Button onClick={() => void refetch()}>Try again</Button>}
            />
          )}
          {failure === null && <p>{WAITING_WORDS[plan?.state ?? 'reading']}</p>}
        </DialogBody>
      </Dialog>
    );
  }
  const { action, revision, mayBeLive } = plan;
  return (
    <OperationDialog
      title={title}
      place={place}
      action={
        action.kind === 'rollback' ? `Roll ${place.name} back to ${action.revision} in` : `Uninstall ${place.name} from`
      }
      isDangerous={action.kind === 'uninstall'}
      isReady={!mayBeLive || isDead}
      start={(confirmedContext) => call('operations.repair', { place, revision, action, isDead, confirmedContext })}
      command={{ kind: 'repair', place, action }}
      doneWords={`${place.name} was repaired.`}
      onClose={onClose}
      onDone={action.kind === 'uninstall' ? onGone : onClose}
    >
      <PlanWords plan={plan} />
      {mayBeLive && (
        <>
          <Notice tone="warning">
            It was begun only minutes ago: another Helm, or a pipeline, may still be at it. Two at once can leave it
            worse than it is.
          </Notice>
          <Checkbox checked={isDead} onCheckedChange={setDead}>
            Nobody is changing this release any more
          </Checkbox>
        </>
      )}
    </OperationDialog>
  );
}

const WAITING_WORDS = {
  reading: 'Reading its history…',
  sound: 'This release is not stuck any more: nothing has to be repaired.',
  busy: 'Chartroom is changing this release just now. Wait until that is over.',
} as const;

function PlanWords({
  plan: { action, revision, status, since },
}: {
  readonly plan: Extract<RepairPlan, { readonly state: 'stuck' }>;
}) {
  return (
    <>
      <p>
        Revision {revision} is {releaseStatusWords(status).toLowerCase()}
        {since !== null && ` since ${formatMoment(since)}`}: Helm was stopped before it came to an end, and refuses
        every other change until then.
      </p>
      <p>
        {action.kind === 'rollback'
          ? `It is rolled back to revision ${action.revision}, the last one that was deployed, as a new revision. What the change that was cut off had applied is undone by that.`
          : 'No revision of it was ever deployed, or it was on its way out: it is uninstalled, with what had been made of it. It can be installed again then.'}
      </p>
    </>
  );
}
