/**
 * A Docker for tests: the command that the app finds on its PATH is a stand-in (docker-stand-in.mjs), what it runs is a real registry.
 * Everything it keeps is in one temporary folder that close() removes.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { REGISTRY_IMAGE } from '../../electron/local-registry/engines/container-commands';
import { thisMachine, type Machine } from '../../electron/programs/find-program';

const run = promisify(execFile);

/** What a command whose line begins with `command` says in place of its usual answer. */
export interface DockerAnswer {
  readonly command: string;
  /** 1 where it is left out. */
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** It never ends by itself. */
  readonly hangs?: boolean;
  /** Of `run`: the container was made, and could not be started. */
  readonly leavesContainer?: boolean;
}

export interface DockerStage {
  readonly machine: Machine;
  /** The arguments of each call since the last time this was asked, in order. */
  calls(): Promise<readonly (readonly string[])[]>;
  /** From now on; without any it answers as usual. */
  script(...answers: readonly DockerAnswer[]): Promise<void>;
  /** Runs it as the user would. Gives what it wrote to standard output. */
  docker(...args: readonly string[]): Promise<string>;
  /** Ends what it runs. */
  close(): Promise<void>;
}

export interface DockerStageOptions {
  /** Those that need no pull: the app's by default. */
  readonly images?: readonly string[];
}

export async function openDockerStage({ images = [REGISTRY_IMAGE] }: DockerStageOptions = {}): Promise<DockerStage> {
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-docker-'));
  const bin = join(folder, 'bin');
  const program = join(bin, 'docker');
  await mkdir(bin);
  const standIn = resolve(import.meta.dirname, 'docker-stand-in.mjs');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`, { mode: 0o755 });
  await writeFile(join(folder, 'images.json'), JSON.stringify(images));
  const { env, ...machine } = thisMachine();
  const standInEnv = { ...env, PATH: `${bin}${delimiter}${env['PATH'] ?? ''}`, DOCKER_STAND_IN: folder };
  const callsFile = join(folder, 'calls.jsonl');
  const script = (...answers: readonly DockerAnswer[]) =>
    writeFile(join(folder, 'script.json'), JSON.stringify(answers));
  await writeFile(callsFile, '');
  let seen = 0;

  async function calls(): Promise<readonly (readonly string[])[]> {
    const lines = (await readFile(callsFile, 'utf8')).split('\n').slice(seen, -1);
    seen += lines.length;
    return lines.map((line) => JSON.parse(line) as readonly string[]);
  }

  return {
    machine: { ...machine, env: standInEnv },
    calls,
    script,
    async docker(...args) {
      const { stdout } = await run(program, args, { env: standInEnv });
      return stdout;
    },
    async close() {
      await script();
      const container = await readFile(join(folder, 'container.json'), 'utf8').catch(() => null);
      if (container !== null)
        await run(program, ['rm', '-f', (JSON.parse(container) as { Id: string }).Id], { env: standInEnv });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
