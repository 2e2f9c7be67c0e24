/** The registry's own process: takes orders over a line, starts the registry, sends its log, and ends when it is told or left alone. */
import { assertNever } from '../../../shared/assert-never';
import { FolderInUseError } from './folder-claim';
import { createLogBatch, type LogBatch } from './log-batch';
import type { StartFailureCode } from '../../../shared/local-registry';
import type { LogLine, ParentLine, ToRegistry } from '../process-messages';
import { systemFailureCode } from '../system-failure';
import { startRegistry, type RegistryOptions, type RunningRegistry } from './registry';
import type { AnsweredRequest } from './server';
import { StorageError } from './storage';

/** sysexits.h: EX_SOFTWARE. */
const CRASHED = 70;

/** Runs until the process ends. `end` is `process.exit`, which tests replace. */
export function runRegistryProcess(line: ParentLine, end: (code: number) => void): void {
  const log = createLogBatch((lines) => void line.send({ kind: 'log', lines }));
  let starting: Promise<RunningRegistry> | null = null;

  async function stop(): Promise<void> {
    const registry = await starting?.catch(() => null);
    await registry?.stop();
    log.flush();
    end(0);
  }

  async function crash(reason: unknown): Promise<void> {
    log.flush();
    await line.send({ kind: 'crashed', message: textOf(reason) });
    end(CRASHED);
  }

  async function start(options: RegistryOptions): Promise<void> {
    starting = startRegistry(options, {
      onRequest: (answered) => logRequest(log, answered),
      onUnusable: (path) => log.add('warning', `${path} is not what it should be. It is left alone and not shown.`),
    });
    try {
      const { port } = await starting;
      log.add('info', `Listening on port ${port}, on this machine only. Folder: ${options.folder}`);
      await line.send({ kind: 'ready', port });
    } catch (error) {
      const code = failureCode(error);
      if (code === 'internal') log.add('error', textOf(error));
      log.flush();
      await line.send({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
      end(1);
    }
  }

  async function answer(message: Exclude<ToRegistry, { kind: 'start' | 'stop' }>): Promise<void> {
    const { id } = message;
    try {
      const registry = await starting;
      if (!registry) throw new Error('The registry was not started.');
      await line.send(
        message.kind === 'usage'
          ? { kind: 'usage', id, usage: await registry.usage() }
          : { kind: 'collect-garbage', id, collected: await registry.collectGarbage(message.options) },
      );
    } catch (error) {
      log.add('error', textOf(error));
      await line.send({ kind: 'refused', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  function take(message: ToRegistry): Promise<void> {
    switch (message.kind) {
      case 'start':
        return start(message.options);
      case 'stop':
        return stop();
      case 'collect-garbage':
      case 'usage':
        return answer(message);
      default:
        return assertNever(message);
    }
  }

  process.on('uncaughtException', (error) => void crash(error));
  process.on('unhandledRejection', (error) => void crash(error));
  line.onMessage((message) => void take(message).catch(crash));
  // Nobody is left to stop it later.
  line.onClose(() => void stop().catch(() => end(CRASHED)));
}

function logRequest(log: LogBatch, answered: AnsweredRequest): void {
  const { method, path, status, durationMs, user, error } = answered;
  const outcome = status === 0 ? 'the client left' : String(status);
  log.add(levelOf(answered), `${method} ${path} ${outcome} ${durationMs} ms${user === null ? '' : ` (${user})`}`);
  if (error !== undefined) log.add('error', textOf(error));
}

/** Asking for what isn't there, or before logging in, is how clients find out. */
function levelOf({ status, isAnonymous, error }: AnsweredRequest): LogLine['level'] {
  if (error !== undefined) return 'error';
  const isOrdinary = status < 400 || status === 404 || (status === 401 && isAnonymous);
  return isOrdinary ? 'info' : 'warning';
}

function failureCode(error: unknown): StartFailureCode {
  if (error instanceof FolderInUseError) return 'folder-in-use';
  if (error instanceof StorageError) return 'folder-unusable';
  return systemFailureCode(error);
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
