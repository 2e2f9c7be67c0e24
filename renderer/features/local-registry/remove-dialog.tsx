/** Asks before everything that the local registry keeps is deleted: says what goes and what stays, and wants a word typed. */
import { useId, useState, type FormEvent } from 'react';
import type { LocalRegistry, LocalRegistryUsage } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { TextField } from '../../components/text-field';
import { useToast } from '../../components/toast';
import { failureOf } from '../../ipc';
import { useRemoveLocalRegistry } from './queries';
import styles from './remove-dialog.module.css';
import { keptWords } from './usage-words';

/** Typed, so that no slip of a hand can do it. */
const WORD = 'remove';

export interface RemoveDialogProps {
  readonly registry: LocalRegistry;
  /** Undefined while it isn't known. */
  readonly usage: LocalRegistryUsage | undefined;
  readonly onClose: () => void;
}

export function RemoveDialog({ registry: { folder, login, state }, usage, onClose }: RemoveDialogProps) {
  const formId = useId();
  const showToast = useToast();
  const remove = useRemoveLocalRegistry();
  const [typed, setTyped] = useState('');
  const failure = failureOf(remove.error);
  const canRemove = typed.trim().toLowerCase() === WORD && !remove.isPending;

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!canRemove) return;
    remove.mutate(undefined, {
      onSuccess: () => {
        showToast({ text: 'The local registry and its data were removed.' });
        onClose();
      },
    });
  }

  return (
    <Dialog
      title="Remove the local registry with its data?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" type="submit" form={formId} disabled={!canRemove}>
            Remove
          </Button>
        </>
      }
    >
      <DialogBody>
        <p>This can&apos;t be undone. What goes:</p>
        <ul className={styles.list}>
          <li>
            all charts in <bdi>{folder}</bdi>
            {usage !== undefined && usage.sizeBytes !== null && `: ${lowerFirst(keptWords(usage))}`}, also those of
            other engines, with containers made for it
          </li>
          {login !== null && (
            <li>
              the login of <bdi>{login.username}</bdi>, with its password in the keychain
            </li>
          )}
          <li>its place in the list of registries</li>
        </ul>
        <p>
          {state.name === 'running' && 'It is stopped first. '}
          Engine, port and the other settings stay, and so do charts that were pulled or pushed elsewhere.
        </p>
        <form id={formId} noValidate onSubmit={onSubmit}>
          <TextField
            label={`Type ${WORD} to confirm`}
            value={typed}
            disabled={remove.isPending}
            autoComplete="off"
            onValueChange={setTyped}
          />
        </form>
        {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
      </DialogBody>
    </Dialog>
  );
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
