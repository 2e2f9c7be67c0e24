/**
 * Finds programs of this machine. An app that was started from the desktop doesn't get the PATH of a login shell, so the usual
 * places are searched as well. Runs nothing.
 */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Program } from './run-command';

export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
}

export function thisMachine(): Machine {
  return { env: process.env, platform: process.platform, homeFolder: homedir() };
}

/** The folders that are searched: absolute ones of PATH first, in its order, then the usual places. */
export function searchFolders({ env, platform, homeFolder }: Machine): readonly string[] {
  const paths = pathsOf(platform);
  // An empty or relative entry means the working folder: whoever can write there must not choose what we run.
  const own = (env['PATH'] ?? '').split(paths.delimiter).filter((folder) => paths.isAbsolute(folder));
  return [...new Set([...own, ...usualFolders(platform, homeFolder)])];
}

/**
 * The first program that has one of the names; earlier names win. Its environment has the searched folders as PATH: Docker's
 * command looks there for its credential helpers. Null where there is none.
 */
export async function findProgram(names: readonly string[], machine: Machine): Promise<Program | null> {
  const { env, platform } = machine;
  const folders = searchFolders(machine);
  const paths = pathsOf(platform);
  for (const name of names) {
    for (const folder of folders) {
      // Never .cmd or .bat: those run in a shell, which reads the arguments in its own way.
      const candidate = paths.join(folder, platform === 'win32' ? `${name}.exe` : name);
      if (await isProgram(candidate)) return { path: candidate, env: { ...env, PATH: folders.join(paths.delimiter) } };
    }
  }
  return null;
}

function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

function usualFolders(platform: NodeJS.Platform, homeFolder: string): readonly string[] {
  const inHome = (...names: readonly string[]) => path.posix.join(homeFolder, ...names);
  switch (platform) {
    // Installers put themselves on the PATH of every program there.
    case 'win32':
      return [];
    case 'darwin':
      return [
        '/usr/local/bin',
        '/opt/homebrew/bin',
        '/opt/local/bin',
        '/opt/podman/bin',
        '/Applications/Docker.app/Contents/Resources/bin',
        inHome('.docker', 'bin'),
        inHome('.orbstack', 'bin'),
        inHome('.rd', 'bin'),
        inHome('go', 'bin'),
        inHome('.nix-profile', 'bin'),
        '/usr/bin',
        '/bin',
      ];
    default:
      return [
        '/usr/local/bin',
        '/usr/bin',
        '/bin',
        '/snap/bin',
        '/home/linuxbrew/.linuxbrew/bin',
        inHome('.local', 'bin'),
        inHome('.rd', 'bin'),
        inHome('go', 'bin'),
        inHome('.nix-profile', 'bin'),
      ];
  }
}

async function isProgram(candidate: string): Promise<boolean> {
  try {
    await access(candidate, constants.X_OK);
    return (await stat(candidate)).isFile();
  } catch {
    // Not there, or not ours to run: either way it isn't the one.
    return false;
  }
}
