/** A container of ours that runs: its log, its end, and how it is stopped. Knows it by its id, never by a name. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RegistryExit } from '../registry-process';
import { createLogBatch } from '../server/log-batch';
import type { ContainerCli } from './container-cli';
import {
  inspectArguments,
  isNoSuchContainer,
  readInspect,
  removeArguments,
  stopArguments,
  waitArguments,
  type FoundContainer,
} from './container-commands';
import { readContainerLog } from './container-log';
import type { ContainerNote } from './container-note';
import type { EngineContext, RunningEngine } from './engine';
import { lastWords } from './engine-words';
import { waitForAnswer } from './first-answer';
import { COME_BACK_TIMEOUT_MS, COMMAND_TIMEOUT_MS, FOLLOW_AGAIN_MS, STOP_SECONDS } from './limits';
import { CommandError, type CommandOptions } from '../../programs/run-command';

/** Null where there is none. Throws CommandError where the engine can't tell. */
export async function findContainer(
  cli: ContainerCli,
  nameOrId: string,
  options?: CommandOptions,
): Promise<FoundContainer | null> {
  try {
    return readInspect((await cli.run(inspectArguments(nameOrId), options)).stdout);
  } catch (error) {
    if (saysGone(error)) return null;
    throw error;
  }
}

/** What runs our one container, and where it is remembered that there may be one. */
export interface ContainerHost {
  readonly cli: ContainerCli;
  readonly note: ContainerNote;
}

/** Takes it away, running or not; its charts are in the folder. Does nothing where it is gone already. Throws CommandError. */
export async function removeContainer({ cli, note }: ContainerHost, id: string): Promise<void> {
  await unlessGone(cli.run(removeArguments(id)));
  await note.clear();
}

/** Follows a container that was just started, or was found running, until it ends or the app leaves it alone. */
export function followContainer(
  host: ContainerHost,
  id: string,
  port: number,
  { onLog }: Pick<EngineContext, 'onLog'>,
): RunningEngine {
  const { cli } = host;
  const batch = createLogBatch(onLog);
  const log = readContainerLog(cli, id, batch);
  const waiting = new AbortController();
  let stopping: Promise<void> | null = null;
  let isReleased = false;
  const isLeft = () => isReleased || stopping !== null;

  /** Never rejects: an engine that can't be reached has most likely ended with all that it ran. */
  async function stop(): Promise<void> {
    try {
      await unlessGone(cli.run(stopArguments(id), { timeoutMs: STOP_SECONDS * 1000 + COMMAND_TIMEOUT_MS }));
      await log.end();
      // By its restart policy a container that is only stopped would come back with the engine, and take the port.
      await removeContainer(host, id);
    } catch (error) {
      const words = lastWords(error instanceof CommandError ? error.output.stderr : String(error));
      batch.add('error', `${cli.title} did not stop the container, so it may still run: ${words}`);
      waiting.abort();
      await log.leave();
    }
  }

  /** Resolves when the container has ended for good. */
  async function watch(): Promise<RegistryExit> {
    let code = await endOfContainer(cli, id, waiting.signal);
    while (!isLeft()) {
      const words = `The container ended${code === null ? '' : ` with code ${code}`}; by its policy ${cli.title} starts it again.`;
      batch.add('warning', words);
      if (!(await waitForAnswer(port, COME_BACK_TIMEOUT_MS, () => Promise.resolve(isLeft())))) break;
      // Not at once: where the engine itself fails, each further wait ends as soon as it began.
      await delay(FOLLOW_AGAIN_MS);
      code = await endOfContainer(cli, id, waiting.signal);
    }
    // The app left it: it runs on, and nobody hears of its end.
    if (isReleased) return new Promise<never>(() => undefined);
    const wasStopped = stopping !== null;
    if (stopping === null) {
      await log.end();
      // One that can't run would be started again and again for ever. An engine that can't remove it now runs nothing either.
      await removeContainer(host, id).catch(() => undefined);
    } else {
      await stopping;
    }
    return { wasStopped, code };
  }

  const exited = watch();
  return {
    port,
    exited,
    usage: () => Promise.resolve(null),
    // The image's own collection is safe only while nobody pushes.
    collectGarbage: null,
    stop() {
      stopping ??= stop();
      return stopping;
    },
    async release() {
      isReleased = true;
      waiting.abort();
      await log.leave();
    },
  };
}

/** Resolves with its exit code when it has ended; null where that can't be known or is not waited for any more. */
async function endOfContainer(cli: ContainerCli, id: string, signal: AbortSignal): Promise<number | null> {
  try {
    const { stdout } = await cli.follow(waitArguments(id), { signal });
    const code = Number.parseInt(stdout, 10);
    return Number.isNaN(code) ? null : code;
  } catch {
    // The engine went away, or the container is gone, or the app is leaving: there is no code in any of them.
    return null;
  }
}

async function unlessGone(command: Promise<unknown>): Promise<void> {
  try {
    await command;
  } catch (error) {
    if (!saysGone(error)) throw error;
  }
}

function saysGone(error: unknown): boolean {
  return error instanceof CommandError && isNoSuchContainer(error.output.stderr);
}
