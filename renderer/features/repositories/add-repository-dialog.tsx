/** Adds a repository by its name, for registries that list none or not all. */
import { useId, useState, type FormEvent } from 'react';
import { isRepositoryName } from '../../../shared/reference';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { RegistryProblem } from '../../components/registry-problem';
import { TextField } from '../../components/text-field';
import { Waiting } from '../../components/waiting';
import { failureOf } from '../../ipc';
import { useAbortOnLeave } from '../../use-abort-on-leave';
import { useAddRepository } from './queries';

export interface AddRepositoryDialogProps {
  readonly address: string;
  readonly onClose: () => void;
  readonly onAdded: (repository: string) => void;
}

export function AddRepositoryDialog({ address, onClose, onAdded }: AddRepositoryDialogProps) {
  const formId = useId();
  const { freshSignal, abort } = useAbortOnLeave();
  const add = useAddRepository(address, freshSignal);
  const failure = failureOf(add.error);
  const [typed, setTyped] = useState('');
  const [isJudged, setJudged] = useState(false);
  const name = nameIn(typed, address);
  const isValid = isRepositoryName(name);

  async function submit(): Promise<void> {
    setJudged(true);
    if (!isValid || add.isPending) return;
    const isAdded = await add.mutateAsync(name).then(
      () => true,
      () => false,
    );
    if (isAdded) onAdded(name);
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit();
  }

  return (
    <Dialog
      title="Add repository by name"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={add.isPending || typed === ''}>
            Add repository
          </Button>
        </>
      }
    >
      <DialogBody>
        <form id={formId} noValidate onSubmit={onSubmit}>
          <TextField
            label="Repository"
            mono
            value={typed}
            disabled={add.isPending}
            placeholder="org/charts/app"
            onValueChange={setTyped}
            {...(isJudged && !isValid
              ? { problem: 'Use lower-case letters, digits and - _ . between slashes, without a tag.' }
              : { hint: `As it stands behind ${address}/` })}
          />
        </form>
        {add.isPending && (
          <Waiting host={address} onCancel={abort}>
            <output>Asking {address}…</output>
          </Waiting>
        )}
        {failure !== null && !add.isPending && (
          <RegistryProblem error={failure} address={address} isAdded headingLevel={3} onRetry={() => void submit()} />
        )}
      </DialogBody>
    </Dialog>
  );
}

/** People paste whole references: what stands before the name is taken off. */
function nameIn(typed: string, address: string): string {
  const bare = typed
    .trim()
    .replace(/^oci:\/\//i, '')
    .replace(/\/+$/, '');
  return bare.toLowerCase().startsWith(`${address}/`) ? bare.slice(address.length + 1) : bare;
}
