/**
 * Pushes and pulls, as the rest of the app asks for them: from ids and places to requests for the queue, and what earlier
 * runs left behind. Wires the folder's parts together; main.ts gives it what it needs from outside.
 */
import { basename, join } from 'node:path';
import { formatDestination, type Destination } from '../../shared/destination';
import type { Digest } from '../../shared/digest';
import type { AppError } from '../../shared/errors';
import type { PushItem } from '../../shared/push';
import type { Transfer, TransferId } from '../../shared/transfer';
import { pushReference } from '../charts/push-reference';
import type { PushService } from '../push/push-service';
import type { RegistryClient, Retry } from '../registry/registry-client';
import { createPullRunner, helmFileName } from './pull-transfer';
import { createPushRunner } from './push-transfer';
import { transferAppError, TransferError } from './transfer-error';
import type { JournalEntry, OpenJournal, TransferFailure } from './transfer-journal';
import { TransferQueue } from './transfer-queue';
import type { PushRequest } from './transfer-request';

export interface TransferServiceOptions {
  /** What earlier runs left: in the list from the start, as failed. */
  readonly unfinished: OpenJournal;
  readonly push: Pick<PushService, 'shown' | 'charts'>;
  readonly clientFor: (address: string) => RegistryClient;
  /** Who is logged in there, for the words of a refusal. */
  readonly usernameOf: (address: string) => string | undefined;
  readonly toAppError: (error: unknown) => AppError;
  /** Gets all transfers, oldest first: at most ten times a second, and always after the last change. */
  readonly onChange: (transfers: readonly Transfer[]) => void;
  /** Told of each transfer that ended well: after a push, a saved list of versions is out of date. */
  readonly onDone: (transfer: Transfer) => void;
  /** Told of each wait before another try, so that the user can end it. */
  readonly onRetry: (address: string, retry: Retry) => void;
}

export interface PullPlace {
  readonly address: string;
  readonly repository: string;
  /** Names the file; `digest`, the manifest's, says what is in it. */
  readonly tag: string;
  readonly digest: Digest;
}

export interface TransferService extends Pick<
  TransferQueue,
  'list' | 'cancel' | 'retry' | 'clearDone' | 'putAway' | 'close'
> {
  /**
   * Queues a push of each item, as it was shown. Throws OfferedFileError for a file that wasn't shown as a chart, and
   * TransferError `cannot-push` for one that has no place there; nothing is queued then.
   */
  readonly startPushes: (destination: Destination, items: readonly PushItem[]) => Promise<readonly TransferId[]>;
  /** Queues a pull into a folder, under the name that Helm gives it. */
  readonly startPull: (place: PullPlace, folder: string) => Promise<TransferId>;
  /** The file that is read or written. Throws TransferError `unknown-transfer`. */
  readonly pathOf: (id: TransferId) => string;
  /** A push reads this file, or may still be tried again. */
  readonly needsFile: (filePath: string) => boolean;
}

export function createTransferService(options: TransferServiceOptions): TransferService {
  const { push, clientFor, onRetry, toAppError } = options;
  const { journal, entries } = options.unfinished;
  const queue = new TransferQueue({
    runPush: createPushRunner({ charts: push.charts, clientFor, usernameOf: options.usernameOf, onRetry, toAppError }),
    runPull: createPullRunner({ clientFor, onRetry, toAppError }),
    journal,
    toAppError,
    onChange: options.onChange,
    onDone: options.onDone,
  });
  for (const entry of entries) queue.restore(entry, entry.failure ?? closedBeforeTheEnd(entry));

  function pushRequest(destination: Destination, item: PushItem): PushRequest {
    const { filePath, chart } = push.shown(item.fileId);
    const reference = pushReference(formatDestination(destination), chart);
    if (!reference.ok) throw new TransferError('cannot-push', reference.error.message);
    const { address, repository, tag } = reference.data;
    return {
      kind: 'push',
      address,
      repository,
      tag,
      filePath,
      shown: chart,
      withProvenance: item.withProvenance,
      ...(item.replaceDigest === undefined ? {} : { replaceDigest: item.replaceDigest }),
    };
  }

  return {
    list: () => queue.list(),
    cancel: (id) => queue.cancel(id),
    retry: (id) => queue.retry(id),
    clearDone: () => queue.clearDone(),
    putAway: (id) => queue.putAway(id),
    close: () => queue.close(),
    pathOf: (id) => queue.filePathOf(id),
    needsFile: (filePath) => queue.needsFile(filePath),
    async startPushes(destination, items) {
      return await queue.start(items.map((item) => pushRequest(destination, item)));
    },
    async startPull({ address, repository, tag, digest }, folder) {
      const filePath = join(folder, helmFileName({ repository, tag }));
      const [id] = await queue.start([{ kind: 'pull', address, repository, tag, digest, filePath }]);
      if (id === undefined) throw new Error(`The queue gave no id for ${basename(filePath)}.`);
      return id;
    },
  };
}

function closedBeforeTheEnd({ request, mayBeWritten }: JournalEntry): TransferFailure {
  return { error: transferAppError(closedError(request.kind, mayBeWritten)), canRetry: true };
}

function closedError(kind: 'push' | 'pull', mayBeWritten: boolean): TransferError {
  const message = 'Chartroom was closed before this finished.';
  if (kind === 'pull') return new TransferError('closed', `${message} No file was written.`);
  if (!mayBeWritten) return new TransferError('closed', `${message} No tag was written.`);
  return new TransferError('closed', `${message} The tag may have been written.`, {
    why: 'It happened in the very last step. Retry looks first, and writes the tag only where it is missing.',
  });
}
