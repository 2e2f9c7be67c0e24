/** Asks before a registry leaves the list, and says what goes with it and what stays. */
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Registry } from '../../../shared/registry';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { appErrorOf } from '../../ipc';
import { LoginProblem } from './login-problem';
import { useRemoveRegistry } from './queries';

export interface RemoveRegistryDialogProps {
  readonly registry: Registry;
  readonly onClose: () => void;
}

export function RemoveRegistryDialog({ registry: { address, hasCredential }, onClose }: RemoveRegistryDialogProps) {
  const navigate = useNavigate();
  const { address: current } = useParams({ strict: false });
  const remove = useRemoveRegistry();

  async function confirm(): Promise<void> {
    const isRemoved = await remove.mutateAsync(address).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
    onClose();
    if (current === address) void navigate({ to: '/' });
  }

  return (
    <Dialog
      title={`Remove ${address}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={remove.isPending} onClick={() => void confirm()}>
            Remove
          </Button>
        </>
      }
    >
      <DialogBody>
        <p>
          It leaves the list here
          {hasCredential && ', and its login is deleted'}. Nothing changes in the registry itself.
        </p>
        {remove.error !== null && <LoginProblem error={appErrorOf(remove.error)} />}
      </DialogBody>
    </Dialog>
  );
}
