/** Finds a registry program of this machine. Starts none: it only asks for versions. */
import type { FoundEngine } from '../../../shared/local-registry';
import { findProgram, type Machine } from '../../programs/find-program';
import { CommandError, runCommand, type Program } from '../../programs/run-command';
import { VERSION_TIMEOUT_MS } from './limits';
import { REGISTRY_PROGRAMS, type RegistryProgram } from './registry-programs';

export interface FoundProgram {
  readonly kind: RegistryProgram;
  readonly program: Program;
  /** '' where it does not say. */
  readonly version: string;
}

/** The first that is there and says that it is one. Looked for each time: it may be installed while the app runs. */
export async function findRegistryProgram(machine: Machine): Promise<FoundProgram | null> {
  // Side by side: another program of that name may hang.
  const found = await Promise.all(REGISTRY_PROGRAMS.map((kind) => findOne(kind, machine)));
  return found.find((each) => each !== null) ?? null;
}

export async function findProgramEngine(machine: Machine): Promise<FoundEngine> {
  const found = await findRegistryProgram(machine);
  if (found !== null) return { kind: 'program', name: `${found.kind.name} ${found.version}`.trim() };
  const names = REGISTRY_PROGRAMS.map(({ name }) => name).join(', ');
  const message = 'There is no registry program on this computer that Chartroom knows.';
  const why = `It looked for ${names}. Install one of them, or use the built-in registry, which needs nothing.`;
  return { kind: 'program', problem: { kind: 'unavailable', message, why } };
}

async function findOne(kind: RegistryProgram, machine: Machine): Promise<FoundProgram | null> {
  const program = await findProgram([kind.name], machine);
  if (program === null) return null;
  try {
    const { stdout, stderr } = await runCommand(program, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS });
    const version = kind.readVersion(stdout + stderr);
    return version === null ? null : { kind, program, version };
  } catch (error) {
    // Many a program may be called `registry`: one that fails or hangs when asked for its version is not the one.
    if (error instanceof CommandError) return null;
    throw error;
  }
}
