/**
 * The starting side of the registry's process: starts it, hears when it is ready, asks it things, stops it, and says how it ended.
 * What runs the process is given as a line (process-messages.ts).
 */
import type { StartFailureCode } from '../../shared/local-registry';
import type { ChildLine, FromRegistry, LogLine, ToRegistry } from './process-messages';
import type { CollectedGarbage, GarbageOptions } from './server/garbage-collection';
import type { RegistryOptions, RegistryUsage } from './server/registry';

export class RegistryStartError extends Error {
  override readonly name = 'RegistryStartError';
  readonly code: StartFailureCode;

  constructor(code: StartFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface RegistryExit {
  /** Whether it was told to stop. */
  readonly wasStopped: boolean;
  /** Null where a signal ended it. */
  readonly code: number | null;
}

export interface RegistryProcess {
  readonly port: number;
  usage(): Promise<RegistryUsage>;
  collectGarbage(options: GarbageOptions): Promise<CollectedGarbage>;
  /** Lets running requests end for a moment. Resolves when the process is gone; may be called twice. */
  stop(): Promise<void>;
  /** Ends the process as a crash would. */
  kill(): void;
  readonly exited: Promise<RegistryExit>;
}

/** The registry itself gives up after a few seconds; this is for one that hangs. */
const STOP_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 60_000;

/** Throws RegistryStartError. `onLog` hears every line, also those of a start that fails. */
export async function startRegistryProcess(
  line: ChildLine,
  options: RegistryOptions,
  onLog: (lines: readonly LogLine[]) => void,
): Promise<RegistryProcess> {
  const waiting = new Map<number, Deferred<Answer>>();
  let lastId = 0;
  let wasStopped = false;
  let hasEnded = false;
  const started = deferred<number>();

  const exited = new Promise<RegistryExit>((resolve) => {
    line.onExit((code) => {
      const ended = new Error('The registry has ended.');
      started.reject(new RegistryStartError('internal', `The registry ended before it was ready, with code ${code}.`));
      for (const answer of waiting.values()) answer.reject(ended);
      waiting.clear();
      hasEnded = true;
      resolve({ wasStopped, code });
    });
  });

  function take(message: FromRegistry): void {
    switch (message.kind) {
      case 'ready':
        return started.resolve(message.port);
      case 'failed':
        return started.reject(new RegistryStartError(message.code, message.message));
      case 'log':
        return onLog(message.lines);
      case 'usage':
      case 'collect-garbage':
      case 'refused':
        waiting.get(message.id)?.resolve(message);
        waiting.delete(message.id);
        return;
      case 'crashed':
        return onLog([{ at: Date.now(), level: 'error', text: message.message }]);
    }
  }

  line.onMessage(take);
  line.onOutput((text) => onLog([{ at: Date.now(), level: 'error', text }]));
  line.send({ kind: 'start', options });
  const tooLate = setTimeout(() => {
    started.reject(new RegistryStartError('internal', 'The registry did not start in time.'));
  }, START_TIMEOUT_MS);
  let port: number;
  try {
    port = await started.promise;
  } catch (error) {
    line.kill();
    await exited;
    throw error;
  } finally {
    clearTimeout(tooLate);
  }

  function ask(question: (id: number) => ToRegistry): Promise<Answer> {
    if (hasEnded) return Promise.reject(new Error('The registry has ended.'));
    const id = ++lastId;
    const answer = deferred<Answer>();
    waiting.set(id, answer);
    line.send(question(id));
    return answer.promise;
  }

  return {
    port,
    exited,
    async usage() {
      const answer = await ask((id) => ({ kind: 'usage', id }));
      if (answer.kind === 'usage') return answer.usage;
      throw notAnswered(answer);
    },
    async collectGarbage(garbage) {
      const answer = await ask((id) => ({ kind: 'collect-garbage', id, options: garbage }));
      if (answer.kind === 'collect-garbage') return answer.collected;
      throw notAnswered(answer);
    },
    kill: () => line.kill(),
    async stop() {
      if (hasEnded) return;
      wasStopped = true;
      line.send({ kind: 'stop' });
      const hung = setTimeout(() => line.kill(), STOP_TIMEOUT_MS);
      await exited;
      clearTimeout(hung);
    },
  };
}

type Answer = Extract<FromRegistry, { readonly id: number }>;

function notAnswered(answer: Answer): Error {
  return new Error(answer.kind === 'refused' ? answer.message : `The registry answered ${answer.kind}.`);
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

/** Promise.withResolvers, which Electron 25 has not. */
function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // It may be settled before anybody waits.
  promise.catch(() => undefined);
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) };
}
