/**
 * Looks for the helm of this machine and asks it what it is. Never throws for what it finds: what is wrong comes in words, with what
 * to do about it.
 */
import path from 'node:path';
import type { FoundHelm, HelmVersion, UnusableHelmReason } from '../../shared/helm';
import { findProgram, searchFolders, type Machine } from '../programs/find-program';
import { CommandError, runCommand, type Program } from '../programs/run-command';
import { helmEnvironment } from './helm-environment';
import { foundHelmOf, missingHelm, unusableHelm } from './helm-words';
import { MAX_VERSION_LENGTH, VERSION_TIMEOUT_MS } from './limits';
import { readHelmVersion } from './helm-version';

/** A helm that can be used. */
export interface Helm {
  /** Its environment is the machine's; each command makes its own of it. */
  readonly program: Program;
  readonly version: HelmVersion;
}

export interface HelmSearch {
  /** Null where there is none that can be used. */
  readonly helm: Helm | null;
  /** The same for the window. */
  readonly found: FoundHelm;
}

export interface FindHelmOptions {
  /** `env` of the login shell: see programs/login-shell.ts. */
  readonly machine: Machine;
  /** Absolute, from the settings; no other is looked for then. */
  readonly chosenPath?: string;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** Rejects with the signal's reason only. */
export async function findHelm({
  machine,
  chosenPath,
  signal,
  timeoutMs = VERSION_TIMEOUT_MS,
}: FindHelmOptions): Promise<HelmSearch> {
  const program = chosenPath === undefined ? await findProgram(['helm'], machine) : chosenProgram(chosenPath, machine);
  if (program === null) return { helm: null, found: missingHelm() };
  const unusable = (reason: UnusableHelmReason, details: string): HelmSearch => ({
    helm: null,
    found: unusableHelm(shownPath(program.path, machine), reason, details),
  });
  try {
    // Not --short: helm 3 warns there of a kubeconfig that others may read, helm 4 adds its commit.
    const { stdout } = await runCommand(
      { path: program.path, env: helmEnvironment(program.env, null) },
      ['version', '--template', '{{.Version}}'],
      { timeoutMs, maxStdoutLength: MAX_VERSION_LENGTH, ownGroup: true, ...(signal ? { signal } : {}) },
    );
    const answer = readHelmVersion(stdout);
    switch (answer.state) {
      case 'usable':
        return {
          helm: { program, version: answer.helm },
          found: foundHelmOf(shownPath(program.path, machine), answer.helm),
        };
      case 'not-helm':
        return unusable('not-helm', stdout);
      default:
        return unusable(answer.state, answer.version);
    }
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    switch (error.reason) {
      case 'not-started':
        return unusable('not-started', error.message);
      case 'too-much-output':
        return unusable('not-helm', error.message);
      default:
        return unusable('no-answer', `${error.message}\n${error.output.stderr}`.trim());
    }
  }
}

function chosenProgram(chosenPath: string, machine: Machine): Program {
  const folders = searchFolders(machine).join(machine.platform === 'win32' ? ';' : ':');
  return { path: chosenPath, env: { ...machine.env, PATH: folders } };
}

function shownPath(programPath: string, { homeFolder, platform }: Machine): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const inHome = paths.relative(homeFolder, programPath);
  return inHome.startsWith('..') || paths.isAbsolute(inHome) ? programPath : paths.join('~', inHome);
}
