/**
 * The local registry as the app has it: what is set, what runs, and its place in the list of registries. One thing after the other,
 * so that two clicks never meet in the middle. Who serves it is an engine's business, what is seen of it the window's.
 */
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../shared/errors';
import type {
  CollectedGarbage,
  FoundEngine,
  LocalRegistry,
  LocalRegistryConfig,
  LocalRegistryState,
  LocalRegistryUsage,
} from '../../shared/local-registry';
import { withChange, type Change } from '../settings/change';
import type { Engine, EngineContext, EngineOptions, RunningEngine } from './engines/engine';
import { folderSize, freeSpace } from './folder-usage';
import { LocalRegistryError } from './local-registry-error';
import { localAddress, type ListEntry } from './list-entry';
import type { LocalRegistryStore, StoredLocalRegistry } from './local-registry-store';
import type { PasswordFile } from './password-file';
import type { RegistryLog } from './registry-log';
import { RegistryStartError, type RegistryExit } from './registry-process';
import { failedState, type StartFailureWords } from './start-failure';
import type { GarbageOptions } from './server/garbage-collection';
import { isMissing } from './server/storage';

export interface LocalRegistryServiceOptions {
  readonly store: LocalRegistryStore;
  readonly engines: readonly Engine[];
  readonly listEntry: ListEntry;
  readonly passwordFile: PasswordFile;
  /** Absolute: for what it keeps, where the user has chosen no folder. */
  readonly folder: string;
  readonly log: RegistryLog;
  /** What may be seen of a folder. */
  readonly shorten: (folder: string) => string;
  readonly words: LocalRegistryWords;
  readonly onChange: (registry: LocalRegistry) => void;
  /** Told of what went wrong beside the point, for the app's own log. */
  readonly onProblem: (what: string, error: unknown) => void;
}

export interface LocalRegistryWords {
  readonly startFailure: StartFailureWords;
  readonly crash: (exit: RegistryExit) => AppError;
}

/** Of a crash; more is in its log. */
const LAST_LINES = 12;
/** What is made in a folder that the user chose, so that nothing of theirs is mixed with it or removed with it. */
const OWN_FOLDER_NAME = 'chartroom-registry';

export class LocalRegistryService {
  readonly #options: LocalRegistryServiceOptions;
  #state: LocalRegistryState = { name: 'stopped' };
  #running: RunningEngine | null = null;
  /** Ends a start that is under way. */
  #starting: AbortController | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LocalRegistryServiceOptions) {
    this.#options = options;
  }

  get(): LocalRegistry {
    const { engine, port, startWithApp, allowedHosts, username } = this.#stored;
    return {
      state: this.#state,
      config: { engine, port, startWithApp, allowedHosts },
      folder: this.#options.shorten(this.folder()),
      login: username === null ? null : { username },
    };
  }

  /** Absolute. It may not be there yet. */
  folder(): string {
    return this.#stored.folder ?? this.#options.folder;
  }

  /** Throws LocalRegistryError `not-running`. */
  address(): string {
    if (this.#state.name === 'running') return this.#state.address;
    throw new LocalRegistryError('not-running', 'The local registry is not running');
  }

  /** Whether this address is its own, in the list of registries. */
  isAt(address: string): boolean {
    return this.#stored.address === address;
  }

  /**
   * Throws LocalRegistryError `stopped` for its address while it doesn't run: another program may have the port by now, and must
   * get neither its login nor its name.
   */
  assertMayAsk(address: string): void {
    if (this.#running === null && this.isAt(address)) {
      throw new LocalRegistryError('stopped', `The local registry at ${address} is stopped`);
    }
  }

  /** At the app's start: finds one that outlived the last run, or starts it where that is wanted. Never throws. */
  async open(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#stored.address !== null && !(await this.#attach()) && this.#stored.startWithApp) await this.#start();
    }).catch((error: unknown) => this.#options.onProblem('the local registry was not opened', error));
  }

  engines(): Promise<readonly FoundEngine[]> {
    return Promise.all(this.#options.engines.map((engine) => engine.find()));
  }

  /** How it went is in the state. Throws what can't be remembered. */
  async start(): Promise<LocalRegistry> {
    return await this.#inTurn(() => this.#start());
  }

  /** Also ends a start that is under way. */
  async stop(): Promise<LocalRegistry> {
    this.#starting?.abort();
    return await this.#inTurn(() => this.#stop());
  }

  async configure(change: Change<LocalRegistryConfig>): Promise<LocalRegistry> {
    const isSeenByEngine = Object.keys(change).some((name) => name !== 'startWithApp');
    return await this.#inTurn(() => this.#change(isSeenByEngine, () => this.#remember(change)));
  }

  /** `parent`: absolute. What it keeps elsewhere stays there. */
  async setFolder(parent: string): Promise<LocalRegistry> {
    const folder = basename(parent) === OWN_FOLDER_NAME ? parent : join(parent, OWN_FOLDER_NAME);
    return await this.#inTurn(() => this.#change(true, () => this.#remember({ folder })));
  }

  /** Throws LocalRegistryError `bad-login`, CredentialError; the login is as it was then. */
  async setLogin(login: { readonly username: string; readonly secret: string } | null): Promise<LocalRegistry> {
    return await this.#inTurn(() =>
      this.#change(true, () => (login === null ? this.#forgetLogin() : this.#keepLogin(login))),
    );
  }

  async usage({ signal }: { readonly signal: AbortSignal }): Promise<LocalRegistryUsage> {
    const told = await this.#running?.usage().catch(() => null);
    return {
      sizeBytes: told?.sizeBytes ?? (await folderSize(this.#engineFolder(this.#engine()), { signal })),
      repositories: told?.repositories ?? null,
      freeBytes: await freeSpace(this.folder()),
    };
  }

  /** Throws LocalRegistryError `not-running` or `not-supported`. */
  async collectGarbage(options: GarbageOptions): Promise<CollectedGarbage> {
    const running = this.#running;
    if (running === null) throw new LocalRegistryError('not-running', 'The local registry is not running');
    if (running.collectGarbage === null)
      throw new LocalRegistryError('not-supported', 'This engine collects no garbage');
    return await running.collectGarbage(options);
  }

  /** Stops it and deletes all that it keeps: charts of every engine, login, its place in the list. What is set stays. */
  async remove(): Promise<LocalRegistry> {
    this.#starting?.abort();
    return await this.#inTurn(async () => {
      await this.#stop();
      try {
        // A container that can't be removed would come back without its charts: then nothing goes.
        for (const engine of this.#options.engines) await engine.remove();
        for (const engine of this.#options.engines)
          await rm(this.#engineFolder(engine), { recursive: true, force: true });
        await this.#options.passwordFile.remove();
        await removeIfEmpty(this.folder());
      } catch (error) {
        throw new LocalRegistryError('not-removed', 'What the local registry keeps was not removed', { cause: error });
      }
      await this.#options.listEntry.remove();
      this.#tell();
    });
  }

  /** The app ends. Resolves when nothing of ours runs any more but what is meant to. */
  async close(): Promise<void> {
    this.#starting?.abort();
    await this.#inTurn(async () => {
      const running = this.#running;
      this.#running = null;
      await running?.release();
    });
  }

  get #stored(): StoredLocalRegistry {
    return this.#options.store.read();
  }

  /** One after the other, whatever the one before came to. */
  async #inTurn(work: () => Promise<unknown>): Promise<LocalRegistry> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    await turn;
    return this.get();
  }

  async #start(): Promise<void> {
    if (this.#running !== null) return;
    const starting = new AbortController();
    this.#starting = starting;
    this.#setState({ name: 'starting' });
    try {
      const engine = this.#engine();
      await mkdir(this.#options.folder, { recursive: true });
      await this.#run(await engine.start(this.#engineOptions(engine), this.#context(starting.signal)));
    } catch (error) {
      if (starting.signal.aborted) return this.#setState({ name: 'stopped' });
      this.#options.onProblem('the local registry did not start', error);
      const tried = { port: this.#stored.port, folder: this.#options.shorten(this.folder()) };
      this.#setState(await failedState(error, tried, this.#options.words.startFailure));
    } finally {
      this.#starting = null;
    }
  }

  /** True where one of an earlier run was found. */
  async #attach(): Promise<boolean> {
    const engine = this.#engine();
    const { signal } = new AbortController();
    const running = await engine.attach(this.#engineOptions(engine), this.#context(signal));
    if (running === null) return false;
    await this.#run(running);
    return true;
  }

  /** Throws what can't be remembered; it is stopped then. */
  async #run(running: RunningEngine): Promise<void> {
    this.#running = running;
    const address = localAddress(running.port);
    void running.exited.then((exit) => this.#ended(running, exit));
    try {
      await this.#options.listEntry.put(address);
    } catch (error) {
      this.#running = null;
      await running.stop();
      throw error;
    }
    // It may have ended meanwhile.
    if (this.#running === running) this.#setState({ name: 'running', address, startedAt: Date.now() });
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    if (running !== null) {
      this.#running = null;
      this.#setState({ name: 'stopping' });
      await running.stop();
    }
    this.#setState({ name: 'stopped' });
    await this.#options.listEntry.check();
  }

  #ended(running: RunningEngine, exit: RegistryExit): void {
    if (this.#running !== running) return;
    this.#running = null;
    const lastLines = this.#options.log.after(0).slice(-LAST_LINES);
    this.#setState({
      name: 'crashed',
      error: this.#options.words.crash(exit),
      lastLines: lastLines.map(({ text }) => text),
    });
    void this.#options.listEntry.check();
  }

  /** Changes what is set; one that runs is stopped before and started again after, also where the change failed. */
  async #change(isSeenByEngine: boolean, change: () => Promise<void>): Promise<void> {
    const restart = isSeenByEngine && this.#running !== null;
    if (restart) await this.#stop();
    // What failed or crashed did so with what was set before.
    else if (isSeenByEngine) this.#setState({ name: 'stopped' });
    try {
      await change();
    } finally {
      if (restart) await this.#start();
      else this.#tell();
    }
  }

  async #keepLogin(login: { readonly username: string; readonly secret: string }): Promise<void> {
    const { passwordFile, listEntry } = this.#options;
    await passwordFile.replace(login, () => listEntry.keepLogin(login));
  }

  async #forgetLogin(): Promise<void> {
    await this.#options.listEntry.forgetLogin();
    await this.#options.passwordFile.remove();
  }

  async #remember(change: Change<StoredLocalRegistry>): Promise<void> {
    await this.#options.store.update((stored) => withChange(stored, change));
  }

  #engine(): Engine {
    const { engine: kind } = this.#stored;
    const engine = this.#options.engines.find((each) => each.kind === kind);
    if (engine === undefined) throw new RegistryStartError('engine-missing', `There is no engine named ${kind}.`);
    return engine;
  }

  #engineFolder({ storage }: Engine): string {
    return join(this.folder(), storage);
  }

  #engineOptions(engine: Engine): EngineOptions {
    const { port, allowedHosts, username } = this.#stored;
    return {
      folder: this.#engineFolder(engine),
      port,
      htpasswdFile: username === null ? null : this.#options.passwordFile.path,
      allowedHosts,
    };
  }

  #context(signal: AbortSignal): EngineContext {
    return { signal, onLog: this.#options.log.add };
  }

  #setState(state: LocalRegistryState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    this.#options.onChange(this.get());
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST');
    if (!isFull && !isMissing(error)) throw error;
  }
}
