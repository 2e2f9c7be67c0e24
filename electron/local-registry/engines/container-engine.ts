/**
 * The registry in a container of Docker or Podman, as Helm's own guide starts it. It is meant to outlive the app: its restart policy
 * brings it back with the engine, and the app finds it again. Stopping removes the container; the charts are in the folder.
 */
import { readFile } from 'node:fs/promises';
import { LocalRegistryError } from '../local-registry-error';
import { RegistryStartError } from '../registry-process';
import { systemFailureCode } from '../system-failure';
import { findContainerEngine, knownProblem, openContainerCli, TITLES } from './container-cli';
import type { ContainerCli, ContainerEngineKind } from './container-cli';
import {
  containerName,
  imageArguments,
  optionsMark,
  pullArguments,
  REGISTRY_IMAGE,
  runArguments,
} from './container-commands';
import { createContainerNote } from './container-note';
import { findContainer, followContainer, removeContainer, type ContainerHost } from './container-run';
import { containerUser } from './container-user';
import type { Engine, EngineContext, EngineOptions, RunningEngine } from './engine';
import { lastWords, plainText } from './engine-words';
import type { Machine } from '../../programs/find-program';
import { waitForAnswer } from './first-answer';
import { LOOK_EVERY_MS, PULL_TIMEOUT_MS, READY_TIMEOUT_MS, RUN_TIMEOUT_MS } from './limits';
import { CommandError } from '../../programs/run-command';
import { ensureFolder, ensurePortFree, failureCodeOf, startFailure } from './start-problems';

export interface ContainerEngineOptions {
  readonly kind: ContainerEngineKind;
  readonly machine: Machine;
  /** Absolute: the app's own, for the local registry, in its user data. It names the container and remembers whether there is one. */
  readonly ownFolder: string;
  /** REGISTRY_IMAGE where it is left out. */
  readonly image?: string;
}

/** Our one container and what it is to be made of. */
interface OwnContainer extends ContainerHost {
  readonly name: string;
  readonly image: string;
}

export function createContainerEngine(options: ContainerEngineOptions): Engine {
  const { kind, machine, ownFolder, image = REGISTRY_IMAGE } = options;
  const name = containerName(ownFolder);
  const note = createContainerNote(ownFolder, kind, name);
  const openCli = () => openContainerCli(kind, machine);

  return {
    kind,
    // The same as that of `registry` as a program: CNCF's distribution in each case.
    storage: 'distribution',
    find: async () => findContainerEngine(await openCli(), kind),

    async start(wanted, context) {
      context.signal.throwIfAborted();
      const cli = await openCli();
      if (cli === null) throw new RegistryStartError('engine-missing', `${TITLES[kind]} isn't on this computer.`);
      const own: OwnContainer = { cli, note, name, image };
      try {
        return await startContainer(own, wanted, context);
      } catch (error) {
        // It may have been made before what went wrong, also by a command that we ended.
        await removeOurs(own).catch(() => undefined);
        context.signal.throwIfAborted();
        throw engineFailure(cli, error);
      }
    },

    async attach(wanted, context) {
      const cli = await openCli();
      if (cli === null) return null;
      try {
        const found = await findContainer(cli, name);
        if (!found?.isRunning || found.mark !== (await markOf(wanted))) return null;
        return followContainer({ cli, note }, found.id, wanted.port, context);
      } catch {
        // Without its engine or its password file it isn't the one that is wanted; a start says what is wrong.
        return null;
      }
    },

    async remove() {
      // An engine that never had one is not asked: it may not be running, or hang.
      if (!(await note.isThere())) return;
      const cli = await openCli();
      // The engine is gone from this machine. Should it come back with the container, the note is still there.
      if (cli === null) return;
      try {
        await removeOurs({ cli, note, name });
      } catch (error) {
        // It would come back with its engine, without its charts, and take the port: the charts must not go first.
        throw new LocalRegistryError('not-removed', notRemovedWords(cli, name, error), { cause: error });
      }
    },
  };
}

async function startContainer(
  own: OwnContainer,
  wanted: EngineOptions,
  { signal, onLog }: EngineContext,
): Promise<RunningEngine> {
  const { cli, note, name, image } = own;
  const { folder, port, htpasswdFile } = wanted;
  assertMountable(cli, [folder, htpasswdFile ?? '']);
  const old = await findContainer(cli, name, { signal });
  if (old?.mark === null) throw new RegistryStartError('engine-failed', nameTakenWords(cli, name));
  await ensureImage(cli, image, { signal, onLog });
  // A new one has the present options, and the image as it is now.
  if (old !== null) await removeContainer(own, old.id);
  await ensureFolder(folder);
  await ensurePortFree(port);
  const mark = await markOf(wanted);
  const user = await containerUser(cli, signal);
  const relabel = cli.platform === 'linux';
  const args = runArguments({ name, image, folder, port, htpasswdFile, mark, user, relabel });
  await note.write();
  const { stdout } = await cli.run(args, { timeoutMs: RUN_TIMEOUT_MS, signal });
  const id = stdout.trim();
  const running = followContainer(own, id, port, { onLog });
  const isGone = createLookout(cli, id);
  try {
    if (await waitForAnswer(port, READY_TIMEOUT_MS, isGone, signal)) return running;
    throw startFailure(cli.title, await lastOutput(cli, id));
  } catch (error) {
    await running.release();
    throw error;
  }
}

/** `-v` separates with colons, and knows only that of a Windows drive. */
function assertMountable({ title }: ContainerCli, paths: readonly string[]): void {
  if (!paths.some((each) => each.replace(/^[A-Za-z]:\\/, '').includes(':'))) return;
  throw new RegistryStartError('folder-unusable', `${title} can't use a folder that has a colon in its name.`);
}

function nameTakenWords({ kind }: ContainerCli, name: string): string {
  return `A container named ${name} is there already, and Chartroom did not make it. Give it another name first: ${kind} rename ${name} OTHER`;
}

/** Throws RegistryStartError where the image is neither here nor to be had. */
async function ensureImage(cli: ContainerCli, image: string, { signal, onLog }: EngineContext): Promise<void> {
  try {
    await cli.run(imageArguments(image), { signal });
    return;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
  }
  const say = (text: string) => onLog([{ at: Date.now(), level: 'info', text }]);
  say(`${cli.title} pulls ${image}, once.`);
  try {
    await cli.run(pullArguments(image), { signal, timeoutMs: PULL_TIMEOUT_MS, onLine: (line) => say(plainText(line)) });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const words = lastWords(error.output.stderr) || error.message;
    const code = failureCodeOf(words) === 'disk-full' ? 'disk-full' : 'engine-failed';
    const message = `The image ${image} isn't on this computer, and ${cli.title} could not pull it: ${words}`;
    throw new RegistryStartError(code, message);
  }
}

async function markOf({ folder, port, htpasswdFile }: EngineOptions): Promise<string> {
  const htpasswd = htpasswdFile === null ? null : await readPasswordFile(htpasswdFile);
  return optionsMark(folder, port, htpasswd);
}

async function readPasswordFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RegistryStartError(systemFailureCode(error), 'The password file could not be read.');
  }
}

/** Tells whether the container ended, also where its policy has started it again since; asks the engine only now and then. */
function createLookout(cli: ContainerCli, id: string): () => Promise<boolean> {
  let nextLook = performance.now() + LOOK_EVERY_MS;
  return async () => {
    if (performance.now() < nextLook) return false;
    nextLook = performance.now() + LOOK_EVERY_MS;
    const found = await findContainer(cli, id);
    return found === null || !found.isRunning || found.restarts > 0;
  };
}

/** What the registry itself wrote at last; '' where the engine can't tell. */
async function lastOutput(cli: ContainerCli, id: string): Promise<string> {
  try {
    const { stdout, stderr } = await cli.run(['logs', '--tail', '20', id]);
    return stdout + stderr;
  } catch {
    return '';
  }
}

/** Takes away the container of that name if it is ours. Throws CommandError. */
async function removeOurs({ cli, note, name }: Omit<OwnContainer, 'image'>): Promise<void> {
  const found = await findContainer(cli, name);
  if (found !== null && found.mark !== null) await removeContainer({ cli, note }, found.id);
  else await note.clear();
}

function notRemovedWords(cli: ContainerCli, name: string, error: unknown): string {
  const known = error instanceof CommandError ? knownProblem(cli, error) : null;
  const words = known === null ? wordsOf(error) : `${known.message} ${known.why}`;
  return `The container ${name} could not be removed, and would come back with ${cli.title}. ${words}`;
}

function wordsOf(error: unknown): string {
  if (error instanceof CommandError) return lastWords(error.output.stderr) || error.message;
  return error instanceof Error ? error.message : String(error);
}

function engineFailure(cli: ContainerCli, error: unknown): unknown {
  if (!(error instanceof CommandError)) return error;
  const known = knownProblem(cli, error);
  if (known !== null) return new RegistryStartError('engine-failed', `${known.message} ${known.why}`);
  return startFailure(cli.title, error.output.stderr || error.message);
}
