/** What can be done with transfers. What fails is told in a toast: the transfer itself stays as its row shows it. */
import { useMemo } from 'react';
import type { TransferId } from '../../../shared/transfer';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';

export interface TransferActions {
  readonly cancel: (id: TransferId) => void;
  readonly retry: (id: TransferId) => void;
  readonly reveal: (id: TransferId) => void;
  /** Takes one that is over off the list. */
  readonly putAway: (id: TransferId) => void;
  /** Takes all that are done or cancelled off the list. */
  readonly clearDone: () => void;
}

/** The same object from render to render. */
export function useTransferActions(): TransferActions {
  const tell = useTellFailure();
  return useMemo(
    () => ({
      cancel: (id) => void call('transfers.cancel', { id }).catch(tell),
      retry: (id) => void call('transfers.retry', { id }).catch(tell),
      reveal: (id) => void call('transfers.reveal', { id }).catch(tell),
      putAway: (id) => void call('transfers.putAway', { id }).catch(tell),
      clearDone: () => void call('transfers.clearDone', null).catch(tell),
    }),
    [tell],
  );
}
