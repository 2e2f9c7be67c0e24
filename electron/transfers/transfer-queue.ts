/**
 * The transfers of this run: queued, at most three at once, cancelled, retried, shown. Knows what a transfer needs to run
 * but not how it is done: that is the runners' business. Everything unfinished is in the journal too.
 */
import { randomUUID } from 'node:crypto';
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import { transferIdSchema, type Transfer, type TransferId, type TransferState } from '../../shared/transfer';
import { isFinished, isSettled } from '../../shared/transfer-progress';
import { createSnapshotThrottle, type SnapshotThrottle } from './snapshot-throttle';
import { createSpeedMeter, type SpeedMeter } from './speed-meter';
import { TransferError } from './transfer-error';
import type { JournalEntry, TransferFailure, TransferJournal } from './transfer-journal';
import {
  describeRequest,
  writtenBy,
  type PullRequest,
  type PushRequest,
  type TransferRequest,
} from './transfer-request';
import type { TransferContext, TransferOutcome, TransferRunner } from './transfer-runner';

/** Each moves up to three blobs side by side; more would only share the same line, and registries count requests. */
const TRANSFERS_AT_ONCE = 3;
/** Of those that ended well or were cancelled the oldest go, so that a long batch doesn't grow for ever. Failed ones stay. */
const MAX_KEPT_ENDED = 1000;
/** How long quitting waits for requests to end; what is not over by then is in the journal. */
const CLOSE_TIMEOUT_MS = 3000;
const TICK_MS = 1000;

export interface TransferQueueOptions {
  readonly runPush: TransferRunner<PushRequest>;
  readonly runPull: TransferRunner<PullRequest>;
  readonly journal: TransferJournal;
  readonly toAppError: (error: unknown) => AppError;
  /** Gets all transfers, oldest first: at most ten times a second, and always after the last change. */
  readonly onChange: (transfers: readonly Transfer[]) => void;
  /** Told of each transfer that ended well, once. */
  readonly onDone: (transfer: Transfer) => void;
}

/** A transfer that can still move: what is known while it runs. */
interface Entry {
  readonly id: TransferId;
  readonly request: TransferRequest;
  readonly startedAt: number;
  readonly controller: AbortController;
  readonly meter: SpeedMeter;
  state: TransferState;
  canRetry: boolean;
  mayBeWritten: boolean;
}

/** What stays of a transfer from one try, or one run of Chartroom, to the next. */
type KnownTransfer = Pick<JournalEntry, 'id' | 'request' | 'startedAt' | 'mayBeWritten'>;

export class TransferQueue {
  readonly #options: TransferQueueOptions;
  readonly #snapshots: SnapshotThrottle;
  // A Map keeps the order of insertion, which is the order of the line.
  readonly #entries = new Map<TransferId, Entry>();
  readonly #running = new Map<TransferId, Promise<void>>();
  /** What running transfers write. */
  readonly #beingWritten = new Set<string>();
  #ticker: NodeJS.Timeout | null = null;
  #closing = false;

  constructor(options: TransferQueueOptions) {
    this.#options = options;
    this.#snapshots = createSnapshotThrottle(() => options.onChange(this.list()));
  }

  /** A transfer of an earlier run, shown as failed until the user retries it or puts it away. To be called before all else. */
  restore(transfer: KnownTransfer, { error, canRetry }: TransferFailure): void {
    this.#entries.set(transfer.id, { ...newEntry(transfer), state: { name: 'failed', error }, canRetry });
  }

  /** Puts them at the end of the line. When it resolves they are in the journal. Gives their ids in the same order. */
  async start(requests: readonly TransferRequest[]): Promise<readonly TransferId[]> {
    const entries = requests.map((request) =>
      newEntry({
        id: transferIdSchema.parse(randomUUID()),
        request,
        startedAt: Date.now(),
        mayBeWritten: false,
      }),
    );
    for (const entry of entries) this.#entries.set(entry.id, entry);
    const written = entries.map((entry) => this.#note(entry));
    this.#pump();
    await Promise.all(written);
    return entries.map((entry) => entry.id);
  }

  /** All of them, oldest first. */
  list(): readonly Transfer[] {
    return [...this.#entries.values()].map(snapshotOf);
  }

  /**
   * Asks it to stop as soon as that leaves nothing half done; how it ended is told by the next snapshots. A push whose
   * manifest is on its way ends as done or failed: see push-transfer.ts. Nothing happens to one that is over.
   */
  async cancel(id: TransferId): Promise<void> {
    const entry = this.#entry(id);
    entry.controller.abort();
    if (entry.state.name !== 'queued') return;
    entry.state = { name: 'cancelled' };
    entry.canRetry = true;
    this.#snapshots.request();
    await this.#options.journal.remove(id);
  }

  /** Puts a failed or cancelled one at the end of the line again. Nothing happens to others. */
  async retry(id: TransferId): Promise<void> {
    const { request, canRetry, mayBeWritten } = this.#entry(id);
    if (!canRetry) return;
    const entry = newEntry({ id, request, startedAt: Date.now(), mayBeWritten });
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    const written = this.#note(entry);
    this.#pump();
    await written;
  }

  /** Takes those that are done or cancelled off the list. Failed ones stay until they are retried or put away one by one. */
  async clearDone(): Promise<void> {
    await this.#forget(this.list().filter(isSettled));
  }

  /** Takes one that is over off the list and out of the journal. Nothing happens to others. */
  async putAway(id: TransferId): Promise<void> {
    await this.#forget(this.list().filter((transfer) => transfer.id === id && isFinished(transfer)));
  }

  async #forget(transfers: readonly Transfer[]): Promise<void> {
    for (const { id } of transfers) this.#entries.delete(id);
    this.#snapshots.request();
    await Promise.all(transfers.map(({ id }) => this.#options.journal.remove(id)));
  }

  /** The file that is read or written. Throws TransferError `unknown-transfer`. */
  filePathOf(id: TransferId): string {
    return this.#entry(id).request.filePath;
  }

  /** A push reads this file, or may still be tried again. */
  needsFile(filePath: string): boolean {
    return [...this.#entries.values()].some(
      ({ request, state }) => request.kind === 'push' && request.filePath === filePath && state.name !== 'done',
    );
  }

  /** Stops everything and leaves what is unfinished in the journal. Resolves when all have ended, or after some seconds. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { controller } of this.#entries.values()) controller.abort();
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
    });
    const ended = Promise.all(this.#running.values()).then(() => this.#options.journal.settled());
    await Promise.race([ended, timeout]);
    clearTimeout(timer);
    this.#snapshots.flush();
  }

  /** Starts what may start, in the order of the line. */
  #pump(): void {
    for (const entry of this.#entries.values()) {
      if (this.#running.size >= TRANSFERS_AT_ONCE || this.#closing) break;
      if (entry.state.name !== 'queued' || this.#beingWritten.has(writtenBy(entry.request))) continue;
      this.#running.set(entry.id, this.#run(entry));
    }
    this.#tick();
    this.#snapshots.request();
  }

  /** Never rejects. */
  async #run(entry: Entry): Promise<void> {
    const { id, request } = entry;
    const written = writtenBy(request);
    this.#beingWritten.add(written);
    entry.state = { name: 'checking' };
    const ended = await this.#outcomeOf(entry);
    this.#end(entry, ended);
    this.#running.delete(id);
    this.#beingWritten.delete(written);
    this.#pump();
  }

  async #outcomeOf(entry: Entry): Promise<TransferOutcome | { readonly kind: 'cancelled' }> {
    const { request, controller } = entry;
    const context = this.#contextOf(entry);
    try {
      return request.kind === 'push'
        ? await this.#options.runPush(request, context)
        : await this.#options.runPull(request, context);
    } catch (error) {
      if (controller.signal.aborted) return { kind: 'cancelled' };
      return { kind: 'failed', error: this.#options.toAppError(error), canRetry: true };
    }
  }

  #end(entry: Entry, outcome: TransferOutcome | { readonly kind: 'cancelled' }): void {
    const { journal, onDone } = this.#options;
    switch (outcome.kind) {
      case 'done':
        entry.state = { name: 'done', digest: outcome.digest, unchanged: outcome.unchanged };
        void journal.remove(entry.id);
        onDone(snapshotOf(entry));
        break;
      case 'failed':
        entry.state = { name: 'failed', error: outcome.error };
        entry.canRetry = outcome.canRetry;
        void this.#note(entry, { error: outcome.error, canRetry: outcome.canRetry });
        break;
      case 'cancelled':
        entry.state = { name: 'cancelled' };
        entry.canRetry = true;
        // Quitting is no cancel of the user's: what was noted at the start or at the finish stays for the next run.
        if (!this.#closing) void journal.remove(entry.id);
        break;
      default:
        assertNever(outcome);
    }
    this.#forgetOldest();
  }

  #contextOf(entry: Entry): TransferContext {
    let moved = { sentBytes: 0, totalBytes: 0 };
    const show = (state: TransferState): void => {
      entry.state = state;
      this.#snapshots.request();
    };
    return {
      id: entry.id,
      signal: entry.controller.signal,
      progress: (sentBytes, totalBytes) => {
        moved = { sentBytes, totalBytes };
        entry.meter.record(performance.now(), sentBytes);
        show({ name: 'running', ...moved, bytesPerSecond: 0 });
      },
      waiting: ({ delayMs }) => show({ name: 'running', ...moved, bytesPerSecond: 0, retryAt: Date.now() + delayMs }),
      finishing: async () => {
        entry.mayBeWritten = true;
        await this.#note(entry);
        show({ name: 'finishing' });
      },
    };
  }

  #note({ id, request, startedAt, mayBeWritten }: Entry, failure?: TransferFailure): Promise<void> {
    const failed = failure === undefined ? {} : { failure };
    return this.#options.journal.write({ formatVersion: 1, id, request, startedAt, mayBeWritten, ...failed });
  }

  /** While something runs, so that the speed of a line that hangs falls in the window too. */
  #tick(): void {
    if (this.#running.size > 0) {
      this.#ticker ??= setInterval(() => this.#snapshots.request(), TICK_MS);
    } else if (this.#ticker !== null) {
      clearInterval(this.#ticker);
      this.#ticker = null;
    }
  }

  #forgetOldest(): void {
    const ended = this.list().filter(isSettled);
    for (const { id } of ended.slice(0, Math.max(0, ended.length - MAX_KEPT_ENDED))) this.#entries.delete(id);
  }

  #entry(id: TransferId): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new TransferError('unknown-transfer', "This transfer isn't in the list any more.");
    return entry;
  }
}

function newEntry({ id, request, startedAt, mayBeWritten }: KnownTransfer): Entry {
  return {
    id,
    request,
    startedAt,
    mayBeWritten,
    state: { name: 'queued' },
    canRetry: false,
    controller: new AbortController(),
    meter: createSpeedMeter(),
  };
}

function snapshotOf({ id, request, startedAt, canRetry, state, meter }: Entry): Transfer {
  const current =
    state.name === 'running' ? { ...state, bytesPerSecond: meter.bytesPerSecond(performance.now()) } : state;
  return { id, ...describeRequest(request), startedAt, canRetry, state: current };
}
