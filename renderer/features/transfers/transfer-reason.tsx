/** The second line of a failed transfer: likely why and what to do, always in sight; technical details a press away. */
import type { AppError } from '../../../shared/errors';
import type { TransferId } from '../../../shared/transfer';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import styles from './transfer-reason.module.css';

export interface TransferReasonProps {
  readonly id: TransferId;
  readonly error: AppError;
  /** Of the element that holds the transfer's reference. */
  readonly referenceId: string;
}

export function TransferReason({ id, error: { why, details }, referenceId }: TransferReasonProps) {
  if (why === undefined && details === undefined) return null;
  return (
    <div className={styles.reason}>
      {why !== undefined && <bdi className={styles.why}>{why}</bdi>}
      {details !== undefined && (
        <Button
          variant="ghost"
          size="small"
          aria-describedby={referenceId}
          aria-haspopup="dialog"
          className={styles.details}
          onClick={() => commands.run('show-failure', { transferId: id })}
        >
          Details
        </Button>
      )}
    </div>
  );
}
