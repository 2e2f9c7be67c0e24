/** Uninstalls a release: says what goes and what stays, wants its name typed, then shows how it goes on. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState, type FormEvent } from 'react';
import { TIMEOUT_BOUNDS } from '../../../shared/helm-option-bounds';
import type { Operation } from '../../../shared/operation';
import type { ReleasePlace } from '../../../shared/release';
import { clustersQuery } from '../../clusters';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { ConfirmContext } from '../../components/operation/confirm-context';
import { OperationProgress } from '../../components/operation/operation-progress';
import { TextField } from '../../components/text-field';
import { useToast } from '../../components/toast';
import { useTellFailure } from '../../components/use-tell-failure';
import { call, failureOf } from '../../ipc';
import { useOperation } from '../../operations';
import { manifestQuery } from './queries';
import { uninstallEffect } from './uninstall-effect';

export interface UninstallDialogProps {
  readonly place: ReleasePlace;
  /** What the user sees as the last one. */
  readonly revision: number;
  readonly onClose: () => void;
  /** It is done. */
  readonly onGone: () => void;
}

export function UninstallDialog({ place, revision, onClose, onGone }: UninstallDialogProps) {
  const formId = useId();
  const showToast = useToast();
  const tellFailure = useTellFailure();
  const { data: clusters } = useQuery(clustersQuery);
  const [typedName, setTypedName] = useState('');
  const [typedContext, setTypedContext] = useState('');
  const [keepHistory, setKeepHistory] = useState(false);
  const isProtected = clusters?.protectedContexts.includes(place.context) === true;
  const start = useMutation({
    mutationFn: () =>
      call('operations.uninstall', {
        place,
        lastRevision: revision,
        options: { wait: 'none', timeoutMs: TIMEOUT_BOUNDS.defaultMs, keepHistory, description: '' },
        confirmedName: typedName,
        confirmedContext: isProtected ? typedContext : null,
      }),
  });
  const operation = useOperation(start.data?.id ?? null) ?? start.data;
  const failure = failureOf(start.error) ?? errorOf(operation);
  const isRunning = operation?.state.name === 'running';
  const canStart =
    typedName === place.name && (!isProtected || typedContext === place.context) && !start.isPending && !isRunning;

  const isDone = operation?.state.name === 'succeeded';
  const finish = useEffectEvent(() => {
    showToast({ tone: 'success', text: `${place.name} was uninstalled from ${place.context} / ${place.namespace}.` });
    onGone();
  });
  useEffect(() => {
    if (isDone) finish();
  }, [isDone]);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (canStart) start.mutate();
  }

  return (
    <Dialog
      title={`Uninstall ${place.name}`}
      subtitle={<bdi>{`${place.context} / ${place.namespace}`}</bdi>}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{isRunning ? 'Stop watching' : 'Cancel'}</Button>
          <Button variant="danger" type="submit" form={formId} disabled={!canStart}>
            Uninstall {place.name} from {place.context} / {place.namespace}
          </Button>
        </>
      }
    >
      <DialogBody>
        {operation !== undefined && isRunning ? (
          <OperationProgress
            operation={operation}
            onCancel={() => void call('operations.cancel', { id: operation.id }).catch(tellFailure)}
          />
        ) : (
          <>
            <Effect place={place} revision={revision} />
            <form id={formId} noValidate onSubmit={onSubmit}>
              <DialogBody>
                <Checkbox checked={keepHistory} onCheckedChange={setKeepHistory}>
                  Keep its history, and with it its name
                </Checkbox>
                {isProtected && (
                  <ConfirmContext context={place.context} typed={typedContext} onTyped={setTypedContext} />
                )}
                <TextField
                  label={`Type ${place.name} to confirm`}
                  mono
                  value={typedName}
                  autoComplete="off"
                  onValueChange={setTypedName}
                />
              </DialogBody>
            </form>
          </>
        )}
        {failure !== null && !isRunning && <ErrorPanel error={failure} headingLevel={3} />}
      </DialogBody>
    </Dialog>
  );
}

function errorOf(operation: Operation | undefined) {
  return operation !== undefined && 'error' in operation.state ? operation.state.error : null;
}

const MAX_NAMES = 8;

function Effect({ place, revision }: Pick<UninstallDialogProps, 'place' | 'revision'>) {
  const { data: resources, error } = useQuery(manifestQuery(place, revision));
  const failure = failureOf(error);
  if (resources === undefined) {
    return (
      <p>{failure === null ? 'Reading what it has made…' : `${failure.message} What it has made is not known.`}</p>
    );
  }
  const { goes, kept, hooks } = uninstallEffect(resources);
  return (
    <>
      <p>
        What goes: {goes.length === 0 ? 'nothing that it made.' : <Names names={goes} />}
        {' This can’t be undone.'}
      </p>
      <p>
        What stays: the namespace, CRDs, volumes that were claimed by pods, and what others made.
        {kept.length > 0 && (
          <>
            {' '}
            Marked to be kept: <Names names={kept} />
          </>
        )}
        {hooks.length > 0 && (
          <>
            {' '}
            Made by hooks, and left unless they say otherwise: <Names names={hooks} />
          </>
        )}
      </p>
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return (
    <>
      <bdi>{shown}</bdi>
      {names.length > MAX_NAMES && ` and ${names.length - MAX_NAMES} more`}.
    </>
  );
}
