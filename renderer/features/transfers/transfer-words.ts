/** What the dock, the status bar and screen readers say of transfers. Pure. */
import { assertNever } from '../../../shared/assert-never';
import { cutReference } from '../../format/middle-cut';
import { formatSize } from '../../../shared/format-size';
import { formatCount } from '../../format/size';
import type { Transfer } from '../../../shared/transfer';

export interface TransferWords {
  /** The state's own word, which comes first: `Uploading 42 %`, `Failed`. */
  readonly word: string;
  /** What follows it: the speed, the reason. */
  readonly more: string | null;
}

/** `nowMs` counts the seconds until the next try. */
export function transferWords({ kind, state }: Transfer, nowMs: number): TransferWords {
  switch (state.name) {
    case 'queued':
      return { word: 'Queued', more: null };
    case 'checking':
      return { word: 'Checking', more: null };
    case 'running': {
      const percent = Math.floor(progressOf(state) * 100);
      const word = `${kind === 'push' ? 'Uploading' : 'Downloading'} ${percent} %`;
      if (state.retryAt !== undefined) return { word, more: nextTry(state.retryAt, nowMs) };
      return { word, more: state.bytesPerSecond > 0 ? `${formatSize(Math.round(state.bytesPerSecond))}/s` : null };
    }
    case 'finishing':
      return { word: 'Finishing', more: null };
    case 'done':
      return { word: 'Done', more: state.unchanged ? 'nothing to upload' : null };
    case 'failed':
      return { word: 'Failed', more: state.error.message };
    case 'cancelled':
      return { word: 'Cancelled', more: null };
    default:
      return assertNever(state);
  }
}

/** From 0 to 1; an empty file is done from the start. */
export function progressOf(state: { readonly sentBytes: number; readonly totalBytes: number }): number {
  return state.totalBytes === 0 ? 1 : Math.min(state.sentBytes / state.totalBytes, 1);
}

function nextTry(retryAt: number, nowMs: number): string {
  const seconds = Math.ceil((retryAt - nowMs) / 1000);
  return seconds > 0 ? `next try in ${formatCount(seconds)} s` : 'trying again';
}

/** In the order in which the dock's head counts them. */
type Group = 'uploading' | 'downloading' | 'queued' | 'failed' | 'cancelled' | 'done';

function groupOf({ kind, state }: Transfer): Group {
  if (state.name === 'checking' || state.name === 'running' || state.name === 'finishing') {
    return kind === 'push' ? 'uploading' : 'downloading';
  }
  return state.name;
}

function countGroups(transfers: readonly Transfer[], groups: readonly Group[]): string {
  const count = (group: Group): number => transfers.filter((transfer) => groupOf(transfer) === group).length;
  return groups
    .filter((group) => count(group) > 0)
    .map((group) => `${formatCount(count(group))} ${group}`)
    .join(', ');
}

/** The dock's head: `1 uploading, 1 queued, 1 failed, 1 done`. */
export function summarizeTransfers(transfers: readonly Transfer[]): string {
  return countGroups(transfers, ['uploading', 'downloading', 'queued', 'failed', 'cancelled', 'done']);
}

/** The status bar: what needs an eye on it, else what is over, else `No transfers`. */
export function statusOfTransfers(transfers: readonly Transfer[]): string {
  const open = countGroups(transfers, ['failed', 'uploading', 'downloading', 'queued']);
  const over = open === '' ? countGroups(transfers, ['done', 'cancelled']) : open;
  return over === '' ? 'No transfers' : over;
}

/** What a screen reader hears after a snapshot: a sentence for one change, numbers for several, null for mere progress. */
export function announcementOf(before: readonly Transfer[], after: readonly Transfer[]): string | null {
  const stateBefore = new Map(before.map(({ id, state }) => [id, state.name]));
  const changed = after.filter(
    ({ id, state }) =>
      stateBefore.get(id) !== state.name && ['running', 'done', 'failed', 'cancelled'].includes(state.name),
  );
  const [only] = changed;
  if (only === undefined) return null;
  if (changed.length > 1) return `Transfers: ${summarizeTransfers(changed)}.`;
  const { tail } = cutReference(only.reference);
  switch (only.state.name) {
    case 'failed':
      return [`${tail} failed:`, only.state.error.message, only.state.error.why].filter(Boolean).join(' ');
    case 'done':
      return only.kind === 'push' ? `${tail} is pushed.` : `${tail} is pulled.`;
    case 'cancelled':
      return `${tail} is cancelled.`;
    default:
      return `${only.kind === 'push' ? 'Uploading' : 'Downloading'} ${tail}.`;
  }
}
