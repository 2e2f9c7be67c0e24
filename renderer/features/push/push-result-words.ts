/** How a push of one or many charts ended, in a sentence, and where to see it. Pure. */
import { cutReference } from '../../format/middle-cut';
import { countOf } from '../../format/size';
import type { Place } from '../../places';
import type { Transfer } from '../../../shared/transfer';

export interface PushResultWords {
  /** Null where there is nothing to tell: the user cancelled it all. */
  readonly text: string | null;
  readonly tone: 'success' | 'danger';
  /** The chart that was pushed, or the registry of several; null where nothing arrived. */
  readonly place: Place | null;
}

/** `transfers`: all those of one push, finished. */
export function pushResultOf(transfers: readonly Transfer[]): PushResultWords {
  const done = transfers.filter(({ state }) => state.name === 'done');
  const failed = transfers.filter(({ state }) => state.name === 'failed');
  const place = placeOf(done);
  const [firstFailed] = failed;
  if (firstFailed !== undefined) {
    const text =
      transfers.length === 1
        ? `${cutReference(firstFailed.reference).tail} couldn't be pushed.`
        : `${failed.length} of ${countOf(transfers.length, 'chart')} couldn't be pushed.`;
    return { text, tone: 'danger', place };
  }
  const [first] = done;
  if (first === undefined) return { text: null, tone: 'success', place };
  const text =
    done.length === 1
      ? `${cutReference(first.reference).tail} is pushed.`
      : `${countOf(done.length, 'chart')} are pushed.`;
  return { text, tone: 'success', place };
}

function placeOf(done: readonly Transfer[]): Place | null {
  const [first] = done;
  if (first === undefined) return null;
  const { address, repository, tag } = first;
  return done.length === 1 ? { kind: 'chart', reference: { address, repository, tag } } : { kind: 'registry', address };
}
