/** Transfers for the tests of the window. */
import { transferIdSchema, type Transfer, type TransferState } from '../../shared/transfer';

/** A push of app 1.0.0 in this state. */
export function transferOf(state: TransferState, changed: Partial<Transfer> = {}): Transfer {
  return {
    id: transferIdSchema.parse('00000000-0000-4000-8000-000000000001'),
    kind: 'push',
    reference: 'registry.lan/charts/app:1.0.0',
    address: 'registry.lan',
    repository: 'charts/app',
    tag: '1.0.0',
    fileName: 'app-1.0.0.tgz',
    startedAt: 0,
    canRetry: false,
    state,
    ...changed,
  };
}
