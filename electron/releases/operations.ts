/**
 * Runs the changes of releases: one at a time for each release, told by snapshots, noted on the disk so that a crash leaves none
 * forgotten. When helm has ended, well or not, the release is read again: that counts, not what helm said. Nothing is repeated by itself.
 */
import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/errors';
import type { HelmRunEvent, ReleaseRevision } from '../../shared/helm';
import {
  isRunning,
  operationIdSchema,
  type Operation,
  type OperationId,
  type OperationKind,
  type OperationLine,
  type OperationState,
  type ReleaseTruth,
} from '../../shared/operation';
import type { ReleasePlace } from '../../shared/release';
import { isHelmError } from '../helm/helm-error';
import type { HelmRun } from '../helm/run-helm';
import { createSnapshotThrottle } from '../transfers/snapshot-throttle';
import type { ClusterAccess } from './cluster-access';
import { ContextError } from './context-error';
import { MAX_ENDED_OPERATIONS, QUIT_TIMEOUT_MS, TRUTH_TIMEOUT_MS } from './limits';
import { OperationError } from './operation-error';
import type { OperationJournal } from './operation-journal';
import { OperationRecord, type OperationHead } from './operation-record';
import { truthOf } from './release-truth';

/** What one change needs of its operation. */
export interface OperationControl {
  /** Aborts when it is cancelled before helm runs. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: HelmRunEvent) => void;
  /** Waits for a helm that was just started, which is what is cancelled from now on. Throws HelmError. */
  readonly follow: <Result>(run: HelmRun<Result>) => Promise<Result>;
}

export interface OperationPlan {
  readonly kind: OperationKind;
  readonly place: ReleasePlace;
  /** `web 1.2.3`; '' for one without a chart. */
  readonly chart: string;
  /** What the user typed; null where nothing was asked. */
  readonly confirmedContext: string | null;
  /** Whether it may begin; nothing else of ours changes the release meanwhile. Throws what is told to the user. */
  readonly check: (signal: AbortSignal) => Promise<void>;
  /** Gives the notes of the release, '' for none. */
  readonly work: (control: OperationControl) => Promise<string>;
  /** After it has ended, well or not, and the release was read again (null where it couldn't be). What it throws is for the log only. */
  readonly onEnded?: (truth: ReleaseTruth | null) => Promise<void>;
}

export interface OperationsOptions {
  readonly access: ClusterAccess;
  readonly journal: OperationJournal;
  readonly toAppError: (error: unknown) => AppError;
  /** Those that the last run left: what is told of them. */
  readonly lostError: AppError;
  readonly onChange: (all: readonly Operation[]) => void;
  /** For the log, which redacts. */
  readonly onProblem: (what: string, cause?: unknown) => void;
}

interface Running {
  readonly record: OperationRecord;
  readonly controller: AbortController;
  run: HelmRun<unknown> | null;
  readonly ended: Promise<void>;
}

export class Operations {
  readonly #options: OperationsOptions;
  readonly #records = new Map<OperationId, OperationRecord>();
  readonly #running = new Map<OperationId, Running>();
  /** Releases that an operation of ours works on, by cluster, namespace and name. */
  readonly #locks = new Set<string>();
  readonly #throttle;
  #opened: Promise<void> | undefined;

  constructor(options: OperationsOptions) {
    this.#options = options;
    this.#throttle = createSnapshotThrottle(() => options.onChange(this.#all()));
  }

  /** Oldest first; those that an earlier run of the app left among them. */
  async list(): Promise<readonly Operation[]> {
    await this.open();
    return this.#all();
  }

  runningOnes(): readonly Operation[] {
    return this.#all().filter(isRunning);
  }

  /** Whether one of ours works on that release. */
  async isBusy(place: ReleasePlace): Promise<boolean> {
    return this.#locks.has(await this.#lockOf(place));
  }

  /**
   * Whether what left a revision as it is was an operation of ours that has ended: its helm is gone. One that an earlier run of the app
   * left counts as well: helm ends with what reads its output.
   */
  hasEnded(place: ReleasePlace, { updatedAt }: Pick<ReleaseRevision, 'updatedAt'>): boolean {
    if (updatedAt === null) return false;
    return this.#all().some(
      ({ place: own, state, startedAt }) =>
        own.context === place.context &&
        own.namespace === place.namespace &&
        own.name === place.name &&
        state.name !== 'running' &&
        // helm notes whole seconds in some places.
        startedAt - 1_000 <= updatedAt &&
        updatedAt <= state.endedAt,
    );
  }

  /** Lists what an earlier run left, and reads what became of it. To be called when the window is there; once is enough. */
  open(): Promise<void> {
    return (this.#opened ??= this.#restore());
  }

  /** Resolves when it runs. Throws OperationError, what the plan's check throws, or the signal's reason. */
  async start(plan: OperationPlan, { signal }: { readonly signal: AbortSignal }): Promise<Operation> {
    const { place } = plan;
    const { access, journal } = this.#options;
    // Else this one would be read from the journal as one that an earlier run left.
    await this.open();
    if ((await access.isProtected(place.context)) && plan.confirmedContext !== place.context) {
      throw new OperationError('not-confirmed');
    }
    const lock = await this.#lockOf(place);
    if (this.#locks.has(lock)) throw new OperationError('busy');
    this.#locks.add(lock);
    try {
      await plan.check(signal);
      signal.throwIfAborted();
      const head: OperationHead = {
        id: operationIdSchema.parse(randomUUID()),
        kind: plan.kind,
        place,
        chart: plan.chart,
        startedAt: Date.now(),
      };
      await journal.write({ formatVersion: 1, ...head });
      const record = this.#add(head, { name: 'running', phase: 'preparing', isCancelling: false });
      this.#begin(record, plan, () => void this.#locks.delete(lock));
      return record.snapshot();
    } catch (error) {
      this.#locks.delete(lock);
      throw error;
    }
  }

  /** Throws OperationError. */
  log(id: OperationId, after: number): readonly OperationLine[] {
    return this.#record(id).linesAfter(after);
  }

  /** Asks it to stop; does nothing to one that is over, or was asked before. Throws OperationError. */
  cancel(id: OperationId): void {
    const record = this.#record(id);
    const running = this.#running.get(id);
    if (running === undefined || record.state.name !== 'running' || record.state.isCancelling) return;
    record.cancelling();
    running.controller.abort();
    running.run?.cancel();
  }

  /** Throws OperationError. */
  async putAway(id: OperationId): Promise<void> {
    if (isRunning(this.#record(id).snapshot())) throw new OperationError('still-running');
    this.#records.delete(id);
    this.#throttle.request();
    await this.#options.journal.remove(id);
  }

  /** The app quits, and the user agreed: what runs is asked to stop, and what doesn't in time is found as unknown next time. */
  async close(): Promise<void> {
    const ended = [...this.#running.values()].map((running) => running.ended);
    for (const id of this.#running.keys()) this.cancel(id);
    let timer: NodeJS.Timeout | undefined;
    const timeIsOver = new Promise<void>((resolve) => (timer = setTimeout(resolve, QUIT_TIMEOUT_MS)));
    await Promise.race([Promise.all(ended), timeIsOver]);
    clearTimeout(timer);
  }

  /** Two contexts may lead to one cluster. */
  async #lockOf({ context, namespace, name }: ReleasePlace): Promise<string> {
    return JSON.stringify([(await this.#options.access.serverOf(context)) ?? context, namespace, name]);
  }

  #all(): readonly Operation[] {
    return [...this.#records.values()].map((record) => record.snapshot());
  }

  #record(id: OperationId): OperationRecord {
    const record = this.#records.get(id);
    if (record === undefined) throw new OperationError('unknown-operation');
    return record;
  }

  #add(head: OperationHead, state: OperationState): OperationRecord {
    const record = new OperationRecord(head, state, () => this.#throttle.request());
    this.#records.set(head.id, record);
    const over = [...this.#records.values()].filter((each) => each.state.name !== 'running');
    for (const each of over.slice(0, Math.max(0, over.length - MAX_ENDED_OPERATIONS))) {
      this.#records.delete(each.head.id);
    }
    this.#throttle.request();
    return record;
  }

  #begin(record: OperationRecord, plan: OperationPlan, unlock: () => void): void {
    const { id } = record.head;
    let onEnded!: () => void;
    const running: Running = {
      record,
      controller: new AbortController(),
      run: null,
      ended: new Promise((resolve) => (onEnded = resolve)),
    };
    this.#running.set(id, running);
    void this.#run(running, plan)
      .finally(unlock)
      // After that: whoever hears of the end may begin the next change of that release at once.
      .then((state) => record.become(state))
      .catch((error: unknown) => this.#options.onProblem('an operation was not followed to its end', error))
      .finally(() => {
        this.#running.delete(id);
        this.#throttle.request();
        onEnded();
      });
  }

  /** Gives what it has ended in. */
  async #run(running: Running, plan: OperationPlan): Promise<OperationState> {
    const { record } = running;
    const outcome = await this.#outcomeOf(running, plan);
    record.enter('finishing');
    const release = await this.#truth(plan.place);
    try {
      await plan.onEnded?.(release);
    } catch (error) {
      this.#options.onProblem('what follows an operation failed', error);
    }
    const ended = { endedAt: Date.now(), release };
    const state: OperationState = outcome.ok
      ? { name: 'succeeded', ...ended, notes: outcome.notes }
      : { name: failedName(outcome, release), ...ended, error: this.#options.toAppError(outcome.error) };
    // One of which nothing is known stays noted, so that it is read again at the next start.
    if (state.name !== 'unknown' || release !== null) await this.#options.journal.remove(record.head.id);
    return state;
  }

  async #outcomeOf(running: Running, plan: OperationPlan): Promise<Outcome> {
    const { record, controller } = running;
    let hasChanged = false;
    const control: OperationControl = {
      signal: controller.signal,
      onEvent(event) {
        if (event.type === 'line') return record.addLine(event.text);
        if (event.phase !== 'starting') hasChanged = true;
        record.enter(event.phase);
      },
      follow: (run) => {
        running.run = run;
        // It was cancelled while helm was on its way.
        if (controller.signal.aborted) run.cancel();
        return run.ended;
      },
    };
    try {
      return { ok: true, notes: await plan.work(control) };
    } catch (error) {
      return { ok: false, error, hasChanged, wasCancelled: controller.signal.aborted };
    } finally {
      running.run = null;
    }
  }

  /** Null where it can't be read, which is told to the log only: the operation's own end is what the user hears of. */
  async #truth({ context, namespace, name }: ReleasePlace): Promise<ReleaseTruth | null> {
    try {
      const signal = AbortSignal.timeout(TRUTH_TIMEOUT_MS);
      return await this.#options.access.withHelm(context, namespace, (helm) => truthOf(helm, name, { signal }));
    } catch (error) {
      this.#options.onProblem('a release could not be read after an operation', error);
      return null;
    }
  }

  async #restore(): Promise<void> {
    const entries = await this.#options.journal.entries();
    const lost = entries.map(({ formatVersion: _version, ...head }) => {
      const error = this.#options.lostError;
      return this.#add(head, { name: 'unknown', endedAt: Date.now(), release: null, error });
    });
    void Promise.all(
      lost.map(async (record) => {
        const { state } = record;
        const release = await this.#truth(record.head.place);
        if (state.name === 'unknown' && record.state === state) record.become({ ...state, release });
      }),
    );
  }
}

type Outcome =
  | { readonly ok: true; readonly notes: string }
  | { readonly ok: false; readonly error: unknown; readonly hasChanged: boolean; readonly wasCancelled: boolean };

function failedName(
  { error, hasChanged, wasCancelled }: Extract<Outcome, { readonly ok: false }>,
  release: ReleaseTruth | null,
): 'failed' | 'cancelled' | 'unknown' {
  const cause = error instanceof ContextError ? error.cause : error;
  if (isHelmError(cause, 'killed') || isHelmError(cause, 'bad-answer')) return 'unknown';
  // It had begun, and now nobody can say how far it got.
  if (release === null && hasChanged) return 'unknown';
  if (isHelmError(cause, 'cancelled') || (wasCancelled && !isHelmError(cause))) return 'cancelled';
  return 'failed';
}
