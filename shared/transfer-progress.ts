/** Questions about a transfer's state, for both sides. */
import type { Transfer } from './transfer';

/** Over, well or not: it moves no more by itself. */
export function isFinished(transfer: Transfer): boolean {
  return isSettled(transfer) || transfer.state.name === 'failed';
}

/** Ended as the user wanted: nothing is left to do about it. A failed one still waits for them. */
export function isSettled({ state }: Transfer): boolean {
  return state.name === 'done' || state.name === 'cancelled';
}
