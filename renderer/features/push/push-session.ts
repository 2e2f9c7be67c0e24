/**
 * What lies in the push sheet while it is open: the files, what main read in them, the destination, and the registry's
 * answer for each. Not in the query cache: every answer belongs to this sheet alone and is asked anew. Draws nothing.
 */
import type { Destination } from '../../../shared/destination';
import type { Digest } from '../../../shared/digest';
import type { AppError } from '../../../shared/errors';
import type { FileId, InspectedFile, OfferedFile, PushCheck } from '../../../shared/push';
import { registryProblemOf, type CheckState } from './check-state';

export interface PushEntry {
  readonly fileId: FileId;
  readonly fileName: string;
  /** Null while main reads it. */
  readonly file: InspectedFile | null;
  readonly check: CheckState;
  readonly withProvenance: boolean;
  /** What lies under the tag and may be replaced: the user's yes, which counts for this content only. */
  readonly replaceDigest: Digest | null;
}

export interface PushSnapshot {
  readonly entries: readonly PushEntry[];
  readonly destination: Destination | null;
}

/** How the session reaches main; both may throw. */
export interface PushCalls {
  readonly inspect: (fileId: FileId, signal: AbortSignal) => Promise<InspectedFile>;
  readonly check: (
    input: { readonly fileId: FileId; readonly destination: Destination; readonly withProvenance: boolean },
    signal: AbortSignal,
  ) => Promise<PushCheck>;
  /** The sheet needs these no longer: what was made of them, such as a packaged folder, goes. */
  readonly release: (fileIds: readonly FileId[]) => void;
  readonly toAppError: (error: unknown) => AppError;
}

/** Enough to keep a registry's line busy; more would only stand in the way of the window's other requests. */
const MAX_CALLS_AT_ONCE = 4;
/** Between the last key press in the destination and the first check. */
export const SETTLE_MS = 300;
/** Answers of hundreds of charts come close together: they are told together. What the user does is told at once. */
export const GATHER_MS = 50;

const IDLE: CheckState = { name: 'idle' };

export class PushSession {
  readonly #calls: PushCalls;
  readonly #listeners = new Set<() => void>();
  /** One call a file at most: reading comes before checking. */
  readonly #running = new Map<FileId, AbortController>();
  #snapshot: PushSnapshot = { entries: [], destination: null };
  #settling: ReturnType<typeof setTimeout> | null = null;
  #gathering: ReturnType<typeof setTimeout> | null = null;

  constructor(calls: PushCalls) {
    this.#calls = calls;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): PushSnapshot => this.#snapshot;

  add(files: readonly OfferedFile[]): void {
    const added = files.map(({ fileId, fileName }) => ({
      fileId,
      fileName,
      file: null,
      check: IDLE,
      withProvenance: true,
      replaceDigest: null,
    }));
    this.#set({ entries: [...this.#snapshot.entries, ...added] });
    this.#tell();
    this.#pump();
  }

  remove(fileId: FileId): void {
    this.#abort(fileId);
    this.#calls.release([fileId]);
    this.#set({ entries: this.#snapshot.entries.filter((entry) => entry.fileId !== fileId) });
    this.#tell();
    this.#pump();
  }

  /** Null: what stands in the field is no destination. Checks start when the field has been quiet for SETTLE_MS. */
  setDestination(destination: Destination | null): void {
    const last = this.#snapshot.destination;
    if (last?.address === destination?.address && last?.path === destination?.path) return;
    this.#set({ destination, entries: this.#snapshot.entries.map((entry) => ({ ...entry, replaceDigest: null })) });
    this.#askAgain();
    this.#tell();
    if (this.#settling !== null) clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = null;
      this.#pump();
    }, SETTLE_MS);
  }

  /** Asks the registry again about every chart: after a login, or when the user says so. */
  recheck(): void {
    this.#askAgain();
    this.#tell();
    this.#pump();
  }

  setProvenance(fileId: FileId, withProvenance: boolean): void {
    this.#abort(fileId);
    this.#update(fileId, (entry) => this.#toCheck({ ...entry, withProvenance, replaceDigest: null }));
    this.#tell();
    this.#pump();
  }

  setReplace(fileId: FileId, replace: boolean): void {
    this.#update(fileId, (entry) => {
      const { check } = entry;
      if (check.name !== 'checked' || check.check.verdict.kind !== 'different') return entry;
      return { ...entry, replaceDigest: replace ? check.check.verdict.digest : null };
    });
    this.#tell();
  }

  /** Stops everything under way; what comes back after that is dropped. Pushes that were started keep their files. */
  close(): void {
    if (this.#settling !== null) clearTimeout(this.#settling);
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    for (const fileId of this.#running.keys()) this.#abort(fileId);
    const fileIds = this.#snapshot.entries.map((entry) => entry.fileId);
    if (fileIds.length > 0) this.#calls.release(fileIds);
    this.#listeners.clear();
  }

  #askAgain(): void {
    for (const { fileId, file } of this.#snapshot.entries) if (file !== null) this.#abort(fileId);
    this.#set({ entries: this.#snapshot.entries.map((entry) => this.#toCheck(entry)) });
  }

  /** The entry as one whose answer is not known yet, or idle where there is nothing to ask. */
  #toCheck(entry: PushEntry): PushEntry {
    const canAsk = this.#snapshot.destination !== null && entry.file?.kind === 'chart';
    if (!canAsk) return { ...entry, check: IDLE };
    const { check } = entry;
    const last = check.name === 'checked' ? check.check : check.name === 'checking' ? check.last : null;
    return { ...entry, check: { name: 'checking', last } };
  }

  /** Starts what waits, as far as there is room. Reading goes first: it tells what there is to ask. */
  #pump(): void {
    const waiting = this.#snapshot.entries.filter(({ fileId }) => !this.#running.has(fileId));
    const unread = waiting.filter(({ file }) => file === null);
    const unchecked = this.#settling === null ? waiting.filter(({ check }) => check.name === 'checking') : [];
    const room = MAX_CALLS_AT_ONCE - this.#running.size;
    for (const entry of [...unread, ...unchecked].slice(0, Math.max(room, 0))) void this.#run(entry);
  }

  async #run(entry: PushEntry): Promise<void> {
    const { fileId } = entry;
    const controller = new AbortController();
    this.#running.set(fileId, controller);
    const change = entry.file === null ? await this.#read(entry, controller) : await this.#check(entry, controller);
    // Stopped meanwhile: another call may run for this file already.
    if (controller.signal.aborted) return;
    this.#running.delete(fileId);
    this.#update(fileId, change);
    this.#stopWhereUseless(fileId);
    this.#pump();
  }

  /** A registry that can't be reached for one chart can't for the others: they are told so without asking again. */
  #stopWhereUseless(fileId: FileId): void {
    const answered = this.#snapshot.entries.find((entry) => entry.fileId === fileId);
    const problem = answered === undefined ? null : registryProblemOf(answered.check);
    if (problem === null) return;
    for (const entry of this.#snapshot.entries) if (entry.check.name === 'checking') this.#abort(entry.fileId);
    this.#set({
      entries: this.#snapshot.entries.map((entry) =>
        entry.check.name === 'checking' ? { ...entry, check: { name: 'failed', error: problem } } : entry,
      ),
    });
  }

  async #read({ fileId, fileName }: PushEntry, { signal }: AbortController): Promise<Change> {
    const file = await this.#calls.inspect(fileId, signal).catch((error: unknown): InspectedFile => {
      return { kind: 'unusable', fileId, fileName, error: this.#calls.toAppError(error) };
    });
    return (entry) => this.#toCheck({ ...entry, file });
  }

  async #check({ fileId, withProvenance }: PushEntry, { signal }: AbortController): Promise<Change> {
    const { destination } = this.#snapshot;
    if (destination === null) return (entry) => entry;
    const check = await this.#calls
      .check({ fileId, destination, withProvenance }, signal)
      .then((answer): CheckState => ({ name: 'checked', check: answer }))
      .catch((error: unknown): CheckState => ({ name: 'failed', error: this.#calls.toAppError(error) }));
    return (entry) => ({ ...entry, check, replaceDigest: stillTrue(entry.replaceDigest, check) });
  }

  #abort(fileId: FileId): void {
    this.#running.get(fileId)?.abort();
    this.#running.delete(fileId);
  }

  #update(fileId: FileId, change: Change): void {
    this.#set({
      entries: this.#snapshot.entries.map((entry) => (entry.fileId === fileId ? change(entry) : entry)),
    });
  }

  #set(changed: Partial<PushSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changed };
    this.#gathering ??= setTimeout(() => this.#tell(), GATHER_MS);
  }

  #tell(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gathering = null;
    for (const listener of this.#listeners) listener();
  }
}

type Change = (entry: PushEntry) => PushEntry;

/** A yes to replace one content is no yes to replace another. */
function stillTrue(replaceDigest: Digest | null, check: CheckState): Digest | null {
  const isSame =
    check.name === 'checked' &&
    check.check.verdict.kind === 'different' &&
    check.check.verdict.digest === replaceDigest;
  return isSame ? replaceDigest : null;
}
