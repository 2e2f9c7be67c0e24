/** Dialogs about transfers. Mounted by the shell over the page: the dock lies outside of what dialogs may cover. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TransferId } from '../../../shared/transfer';
import { useCommand } from '../../commands';
import { transfersQuery } from '../../transfers';
import { FailedTransferDialog } from './failed-transfer-dialog';
import { useTransferActions } from './use-transfer-actions';

export function TransferDialogs() {
  const [shownId, setShownId] = useState<TransferId | null>(null);
  const { data: shown } = useQuery({
    ...transfersQuery,
    select: (transfers) => transfers.find(({ id }) => id === shownId),
  });
  const actions = useTransferActions();
  useCommand('show-failure', ({ transferId }) => setShownId(transferId));
  if (shown?.state.name !== 'failed') return null;
  const { id, reference, canRetry, state } = shown;
  return (
    <FailedTransferDialog
      reference={reference}
      error={state.error}
      onRetry={canRetry ? () => actions.retry(id) : null}
      onClose={() => setShownId(null)}
    />
  );
}
