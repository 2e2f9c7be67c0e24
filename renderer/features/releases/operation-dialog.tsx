/** Asks before a release is changed, in which context and namespace, starts the change, and shows how it goes on until it is done. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState, type FormEvent, type ReactNode } from 'react';
import type { CommandRequest } from '../../../shared/helm-command';
import type { Operation } from '../../../shared/operation';
import type { ReleasePlace } from '../../../shared/release';
import { clustersQuery } from '../../clusters';
import { Button } from '../../components/button';
import { CopyHelmCommand } from '../../components/copy-helm-command';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { ConfirmContext } from '../../components/operation/confirm-context';
import { OperationProgress } from '../../components/operation/operation-progress';
import { useToast } from '../../components/toast';
import { useTellFailure } from '../../components/use-tell-failure';
import { call, failureOf } from '../../ipc';
import { useOperation } from '../../operations';

export interface OperationDialogProps {
  readonly title: string;
  readonly place: ReleasePlace;
  /** What the button does, with its object: `Uninstall shop from`. The place follows. */
  readonly action: string;
  readonly isDangerous: boolean;
  /** What is asked in the dialog itself was answered. */
  readonly isReady: boolean;
  /** `confirmedContext`: typed; null where the context isn't protected. */
  readonly start: (confirmedContext: string | null) => Promise<Operation>;
  /** The same as the helm command for it; null while not enough is known. */
  readonly command: CommandRequest | null;
  readonly doneWords: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
  /** `sheet` where there is much to be read first. */
  readonly variant?: 'dialog' | 'sheet';
  /** What will be done, and what is asked. */
  readonly children: ReactNode;
}

export function OperationDialog(props: OperationDialogProps) {
  const { title, place, action, isDangerous, isReady, command, doneWords, onClose, onDone, variant, children } = props;
  const formId = useId();
  const showToast = useToast();
  const tellFailure = useTellFailure();
  const { data: clusters } = useQuery(clustersQuery);
  const [typedContext, setTypedContext] = useState('');
  const isProtected = clusters?.protectedContexts.includes(place.context) === true;
  const start = useMutation({ mutationFn: () => props.start(isProtected ? typedContext : null) });
  const operation = useOperation(start.data?.id ?? null) ?? start.data;
  const failure = failureOf(start.error) ?? errorOf(operation);
  const isRunning = operation?.state.name === 'running';
  const isConfirmed = !isProtected || typedContext === place.context;
  const canStart = isReady && isConfirmed && clusters !== undefined && !start.isPending && !isRunning;

  const isDone = operation?.state.name === 'succeeded';
  const finish = useEffectEvent(() => {
    showToast({ tone: 'success', text: doneWords });
    onDone();
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
      title={title}
      subtitle={<bdi>{`${place.context} / ${place.namespace}`}</bdi>}
      onClose={onClose}
      {...(variant === undefined ? {} : { variant })}
      footStart={!isRunning && <CopyHelmCommand request={command} />}
      actions={
        <>
          <Button onClick={onClose}>{isRunning ? 'Stop watching' : 'Cancel'}</Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            type="submit"
            form={formId}
            disabled={!canStart}
          >{`${action} ${place.context} / ${place.namespace}`}</Button>
        </>
      }
    >
      {operation !== undefined && isRunning ? (
        <DialogBody>
          <OperationProgress
            operation={operation}
            onCancel={() => void call('operations.cancel', { id: operation.id }).catch(tellFailure)}
          />
        </DialogBody>
      ) : (
        <form id={formId} noValidate onSubmit={onSubmit}>
          <DialogBody>
            {children}
            {isProtected && <ConfirmContext context={place.context} typed={typedContext} onTyped={setTypedContext} />}
            {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
          </DialogBody>
        </form>
      )}
    </Dialog>
  );
}

function errorOf(operation: Operation | undefined) {
  return operation !== undefined && 'error' in operation.state ? operation.state.error : null;
}
