/** One transfer: where to or from, its state, and what can be done about it. A failed one says why on a line of its own. */
import {
  Ban,
  Check,
  CircleAlert,
  Clock,
  Download,
  FolderOpen,
  RotateCw,
  Upload,
  X,
  type LucideIcon,
} from 'lucide-react';
import { memo, useId } from 'react';
import type { Transfer } from '../../../shared/transfer';
import { isFinished } from '../../../shared/transfer-progress';
import { commands } from '../../commands';
import { Button, IconButton } from '../../components/button';
import { classNames } from '../../components/class-names';
import { CopyButton } from '../../components/copy-button';
import { Icon } from '../../components/icon';
import { keptFocusRow } from '../../components/use-kept-focus';
import { cutReference } from '../../format/middle-cut';
import { TransferReason } from './transfer-reason';
import styles from './transfer-row.module.css';
import { TransferState } from './transfer-state';
import type { TransferActions } from './use-transfer-actions';

export interface TransferRowProps {
  readonly transfer: Transfer;
  readonly actions: TransferActions;
}

/** Snapshots keep what did not change as it is, so that only rows that moved are drawn anew. */
export const TransferRow = memo(function TransferRow({ transfer, actions }: TransferRowProps) {
  const { id, kind, address, reference, state, canRetry } = transfer;
  const referenceId = useId();
  const { head, tail } = cutReference(reference);
  const { icon, tone } = iconOf(transfer);
  const hasFailed = state.name === 'failed';

  return (
    <li {...keptFocusRow(id)} className={classNames(styles.row, hasFailed && styles.failed)}>
      <Icon icon={icon} className={classNames(styles.icon, tone && styles[tone])} />
      <code id={referenceId} className={styles.reference} title={reference}>
        <bdi>
          <span className={styles.place}>{head}</span>
          <span className={styles.chart}>{tail}</span>
        </bdi>
      </code>
      <div className={styles.standing}>
        <TransferState transfer={transfer} />
        <div className={styles.actions}>
          {state.name === 'done' && kind === 'pull' && (
            <Button
              variant="ghost"
              size="small"
              icon={FolderOpen}
              aria-describedby={referenceId}
              onClick={() => actions.reveal(id)}
            >
              Show in folder
            </Button>
          )}
          {state.name === 'done' && <CopyButton text={state.digest} label="Copy digest" variant="ghost" size="small" />}
          {hasFailed && state.error.kind === 'auth-required' && (
            <Button
              size="small"
              aria-describedby={referenceId}
              aria-haspopup="dialog"
              onClick={() => commands.run('log-in', { address })}
            >
              Log in
            </Button>
          )}
          {isFinished(transfer) && canRetry && (
            <Button size="small" icon={RotateCw} aria-describedby={referenceId} onClick={() => actions.retry(id)}>
              Retry
            </Button>
          )}
          {hasFailed && (
            <IconButton icon={X} size="small" label={`Put ${tail} away`} onClick={() => actions.putAway(id)} />
          )}
          {!isFinished(transfer) && (
            <Button size="small" aria-describedby={referenceId} onClick={() => actions.cancel(id)}>
              Cancel
            </Button>
          )}
        </div>
      </div>
      {hasFailed && <TransferReason id={id} error={state.error} referenceId={referenceId} />}
    </li>
  );
});

function iconOf({ kind, state }: Transfer): {
  readonly icon: LucideIcon;
  readonly tone?: 'good' | 'danger';
} {
  switch (state.name) {
    case 'queued':
      return { icon: Clock };
    case 'done':
      return { icon: Check, tone: 'good' };
    case 'failed':
      return { icon: CircleAlert, tone: 'danger' };
    case 'cancelled':
      return { icon: Ban };
    default:
      return { icon: kind === 'push' ? Upload : Download };
  }
}
