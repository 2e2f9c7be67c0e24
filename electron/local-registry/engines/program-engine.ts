/**
 * A registry program of this machine, as a child of the app: it listens on loopback only and ends with the app. Its configuration is
 * written for it, readable by the user only, into a folder of ours beside the charts.
 */
import { randomBytes } from 'node:crypto';
import { access, constants, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../../files/atomic-file';
import type { Machine } from '../../programs/find-program';
import { RegistryStartError, type RegistryExit } from '../registry-process';
import { claimFolder, FolderInUseError } from '../server/folder-claim';
import { systemFailureCode } from '../system-failure';
import type { Engine, EngineContext, EngineOptions, RunningEngine } from './engine';
import { findProgramEngine, findRegistryProgram, type FoundProgram } from './find-registry-program';
import { waitForAnswer } from './first-answer';
import { READY_TIMEOUT_MS } from './limits';
import { endLeftovers, leftConfigs, newConfigName } from './program-leftovers';
import { runProgram, type ProgramRun } from './program-run';
import { programEnvironment } from './registry-programs';
import { ensureFolder, ensurePortFree, startFailure } from './start-problems';

/** Its configuration and who uses it; the charts are beside. */
const ownFolder = (folder: string): string => join(folder, 'program');

export function createProgramEngine(machine: Machine): Engine {
  return {
    kind: 'program',
    // The same as that of the containers: CNCF's distribution in each case, run as the same user. zot has a folder of its own in it.
    storage: 'distribution',
    find: () => findProgramEngine(machine),

    async start(options, context) {
      const { signal } = context;
      signal.throwIfAborted();
      try {
        const found = await findRegistryProgram(machine);
        if (found === null) throw new RegistryStartError('engine-missing', 'There is no registry program.');
        return await startProgram(found, options, machine, context);
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      }
    },

    /** None is meant to outlive the app. What a killed app left is ended here, before its port or folder is wanted by anybody. */
    async attach({ folder }, context) {
      const own = ownFolder(folder);
      try {
        if ((await leftConfigs(own)).length === 0) return null;
        const claim = await claimFolder(own);
        await endAndTell(own, machine, context).finally(() => claim.release());
      } catch {
        // A start meets the same, and says what is wrong.
      }
      return null;
    },

    remove: () => Promise.resolve(),
  };
}

async function startProgram(
  { kind, program }: FoundProgram,
  { folder, port, htpasswdFile }: EngineOptions,
  machine: Machine,
  context: EngineContext,
): Promise<RunningEngine> {
  const own = ownFolder(folder);
  await ensureFolder(own);
  const claim = await orFolderFailure(claimFolder(own));
  const configFile = join(own, newConfigName());
  let run: ProgramRun | null = null;

  /** It has ended: what is kept for as long as it runs. Never rejects: the next start clears up what is left here. */
  async function clearUp(): Promise<void> {
    await Promise.allSettled([rm(configFile, { force: true }), claim.release()]);
  }

  try {
    await endAndTell(own, machine, context);
    await ensurePortFree(port);
    const secret = randomBytes(32).toString('hex');
    // JSON, which is YAML as well.
    const config = JSON.stringify(kind.config({ folder, port, htpasswdFile, secret }), null, 2);
    await prepareFiles(configFile, config, htpasswdFile);
    context.signal.throwIfAborted();
    run = runProgram({ ...program, env: programEnvironment(program.env) }, ['serve', configFile], context.onLog);
    await waitUntilReady(run, kind.name, port, context.signal);
    await orFolderFailure(claim.confirm());
  } catch (error) {
    await run?.stop();
    await clearUp();
    throw error;
  }
  return follow(run, port, clearUp);
}

/** Throws RegistryStartError. */
async function orFolderFailure<T>(claiming: Promise<T>): Promise<T> {
  try {
    return await claiming;
  } catch (error) {
    if (error instanceof FolderInUseError) throw new RegistryStartError('folder-in-use', error.message);
    throw new RegistryStartError(systemFailureCode(error), 'The folder for the charts could not be written to.');
  }
}

async function endAndTell(own: string, machine: Machine, { signal, onLog }: EngineContext): Promise<void> {
  if ((await endLeftovers(own, machine, signal)) === 0) return;
  const text = 'A registry program of an earlier run of Chartroom was still there. It was ended.';
  onLog([{ at: Date.now(), level: 'warning', text }]);
}

/** Throws RegistryStartError. */
async function prepareFiles(configFile: string, config: string, htpasswdFile: string | null): Promise<void> {
  try {
    await writeFileAtomic(configFile, config);
  } catch (error) {
    throw new RegistryStartError(systemFailureCode(error), "The program's configuration could not be written.");
  }
  if (htpasswdFile === null) return;
  try {
    // Distribution makes one up where it is missing, with a login that only its log tells.
    await access(htpasswdFile, constants.R_OK);
  } catch (error) {
    throw new RegistryStartError(systemFailureCode(error), 'The password file could not be read.');
  }
}

/** Throws RegistryStartError, or the signal's reason. */
async function waitUntilReady(run: ProgramRun, name: string, port: number, signal: AbortSignal): Promise<void> {
  const isGone = () => Promise.resolve(run.hasEnded());
  if (await waitForAnswer(port, READY_TIMEOUT_MS, isGone, signal)) return;
  if (!run.hasEnded()) {
    throw new RegistryStartError('engine-failed', `${name} did not answer within ${READY_TIMEOUT_MS / 1000} seconds.`);
  }
  // Its last words come with its end.
  await run.exited;
  throw startFailure(name, run.lastOutput());
}

function follow(run: ProgramRun, port: number, clearUp: () => Promise<void>): RunningEngine {
  let wasStopped = false;

  async function untilGone(): Promise<RegistryExit> {
    const code = await run.exited;
    await clearUp();
    return { wasStopped, code };
  }

  const exited = untilGone();

  async function stop(): Promise<void> {
    // One that crashed before was not stopped.
    if (!run.hasEnded()) wasStopped = true;
    await run.stop();
    await exited;
  }

  return {
    port,
    exited,
    usage: () => Promise.resolve(null),
    // Distribution's own is safe only while nobody pushes; zot collects by itself.
    collectGarbage: null,
    stop,
    // It is a child of the app, and nobody's without it.
    release: stop,
  };
}
