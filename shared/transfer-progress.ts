/** Questions about a transfer's state, for both sides. */
import type { Transfer } from './transfer';

export function isFinished(transfer: Transfer): boolean {
  return ['done', 'failed', 'cancelled'].includes(transfer.state.name);
}
