/** Why a transfer failed, in full, with what to do about it. */
import type { AppError } from '../../../shared/errors';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { Dialog } from '../../components/dialog';
import { ErrorPanel } from '../../components/error-panel';
import { cutReference } from '../../format/middle-cut';
import styles from './failed-transfer-dialog.module.css';

export interface FailedTransferDialogProps {
  readonly reference: string;
  readonly error: AppError;
  /** Null where trying again can't help. */
  readonly onRetry: (() => void) | null;
  readonly onClose: () => void;
}

export function FailedTransferDialog({ reference, error, onRetry, onClose }: FailedTransferDialogProps) {
  function retry(): void {
    onRetry?.();
    onClose();
  }

  function logIn(address: string): void {
    onClose();
    commands.run('log-in', { address });
  }

  return (
    <Dialog
      title="Transfer failed"
      subtitle={<bdi>{cutReference(reference).tail}</bdi>}
      variant="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {error.kind === 'auth-required' && <Button onClick={() => logIn(error.host)}>Log in</Button>}
          {onRetry && (
            <Button variant="primary" onClick={retry}>
              Retry
            </Button>
          )}
        </>
      }
    >
      <div className={styles.body}>
        <ErrorPanel error={error} headingLevel={3} />
      </div>
    </Dialog>
  );
}
