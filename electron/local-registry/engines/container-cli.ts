/** The `docker` or `podman` command of this machine: whether it is there and works, and what it is called. */
import type { EngineKind, FoundEngine } from '../../../shared/local-registry';
import { lastWords } from './engine-words';
import { findProgram, type Machine } from '../../programs/find-program';
import { COMMAND_TIMEOUT_MS, FIND_TIMEOUT_MS } from './limits';
import { CommandError, runCommand, type CommandOptions, type CommandOutput } from '../../programs/run-command';

export type ContainerEngineKind = Extract<EngineKind, 'docker' | 'podman'>;

export const TITLES: Readonly<Record<ContainerEngineKind, string>> = { docker: 'Docker', podman: 'Podman' };

export interface ContainerCli {
  readonly kind: ContainerEngineKind;
  readonly title: string;
  readonly platform: NodeJS.Platform;
  /** Throws CommandError, or the signal's reason. It has COMMAND_TIMEOUT_MS unless another time is given. */
  readonly run: (args: readonly string[], options?: CommandOptions) => Promise<CommandOutput>;
  /** The same for a command that goes on until it is told to end. */
  readonly follow: (args: readonly string[], options: CommandOptions) => Promise<CommandOutput>;
}

/** Null where the command isn't on this machine. Looked for each time: it may be installed while the app runs. */
export async function openContainerCli(kind: ContainerEngineKind, machine: Machine): Promise<ContainerCli | null> {
  const program = await findProgram([kind], machine);
  if (program === null) return null;
  return {
    kind,
    title: TITLES[kind],
    platform: machine.platform,
    run: (args, options) => runCommand(program, args, { timeoutMs: COMMAND_TIMEOUT_MS, ...options }),
    follow: (args, options) => runCommand(program, args, options),
  };
}

/** Asks the command for its version, then whether what does the work answers. Never throws for what it finds. */
export async function findContainerEngine(cli: ContainerCli | null, kind: ContainerEngineKind): Promise<FoundEngine> {
  const title = TITLES[kind];
  if (cli === null) {
    const why = `Install ${title}, or use the built-in registry, which needs nothing.`;
    return { kind, problem: { kind: 'unavailable', message: `${title} isn't on this machine.`, why } };
  }
  try {
    const { stdout } = await cli.run(['--version'], { timeoutMs: FIND_TIMEOUT_MS });
    if (kind === 'docker' && /podman/i.test(stdout)) {
      const why = 'Choose Podman: it is the same program.';
      return { kind, problem: { kind: 'unavailable', message: 'The docker command of this machine is Podman.', why } };
    }
    const version = /version (\d[\w.+-]*)/i.exec(stdout)?.[1];
    const name = version === undefined ? title : `${title} ${version}`;
    const problem = await problemOf(cli);
    return { kind, name, ...(problem === null ? {} : { problem }) };
  } catch (error) {
    return { kind, name: title, problem: engineProblem(cli, error) };
  }
}

type Problem = NonNullable<FoundEngine['problem']>;

async function problemOf(cli: ContainerCli): Promise<Problem | null> {
  // Each asks the part that runs the containers: Docker's daemon, Podman's machine or what it needs of this one.
  const question =
    cli.kind === 'docker'
      ? ['version', '--format', '{{.Server.Version}}']
      : ['info', '--format', '{{.Host.Security.Rootless}}'];
  try {
    await cli.run(question, { timeoutMs: FIND_TIMEOUT_MS });
    return null;
  } catch (error) {
    return engineProblem(cli, error);
  }
}

function engineProblem(cli: ContainerCli, error: unknown): Problem {
  if (!(error instanceof CommandError)) throw error;
  const details = lastWords(error.output.stderr) || error.message;
  const known = knownProblem(cli, error);
  return known === null
    ? { kind: 'unavailable', message: `${cli.title} can't be used: ${details}` }
    : { kind: 'unavailable', ...known, details };
}

/** What keeps the engine as a whole from working, and what to do. Null for what is not known to be such a problem. */
export function knownProblem(
  { kind, title, platform }: Pick<ContainerCli, 'kind' | 'title' | 'platform'>,
  { reason, output: { stderr } }: CommandError,
): { readonly message: string; readonly why: string } | null {
  if (reason === 'timeout') return { message: `${title} does not answer.`, why: 'Starting it again often helps.' };
  if (kind === 'podman') {
    if (!/cannot connect to podman|podman machine (?:init|start)/i.test(stderr)) return null;
    const why = 'Start it with `podman machine start`; the first time, `podman machine init` comes before.';
    return { message: "Podman's virtual machine isn't running.", why };
  }
  if (/permission denied/i.test(stderr) && /docker daemon|docker api|docker\.sock/i.test(stderr)) {
    const why =
      'Add yourself to it with `sudo usermod -aG docker $USER` and log in to this computer again. Its members can do here what root can.';
    return { message: 'You have no right to use Docker: only the group docker has.', why };
  }
  if (
    /cannot connect to the docker|docker daemon running|docker_?engine|failed to connect to the docker/i.test(stderr)
  ) {
    const why =
      platform === 'linux'
        ? 'Start it with `sudo systemctl start docker`.'
        : 'Start Docker Desktop and wait until it says that it runs.';
    return { message: "Docker isn't running.", why };
  }
  return null;
}
