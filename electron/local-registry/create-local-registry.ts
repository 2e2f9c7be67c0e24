/** Puts the local registry's parts together. main.ts gives it what only Electron has, tests a plain child of Node. */
import { join } from 'node:path';
import type { LocalRegistry, LocalRegistryLogLine } from '../../shared/local-registry';
import type { Machine } from '../programs/find-program';
import { createBuiltInEngine } from './engines/built-in-engine';
import { createContainerEngine } from './engines/container-engine';
import { createProgramEngine } from './engines/program-engine';
import { createListEntry, type ListEntryOptions } from './list-entry';
import { LocalRegistryService, type LocalRegistryWords } from './local-registry-service';
import { createPasswordFile } from './password-file';
import type { ChildLine } from './process-messages';
import { createRegistryLog, type RegistryLog } from './registry-log';

export interface LocalRegistryOptions extends ListEntryOptions {
  /** Starts the process of the built-in registry. */
  readonly openLine: () => ChildLine;
  /** Where the other engines are looked for. */
  readonly machine: Machine;
  /** The user data folder, absolute. */
  readonly dataFolder: string;
  /** Takes secrets and this machine's paths out of a line of the log. */
  readonly clean: (text: string) => string;
  /** What may be seen of a folder. */
  readonly shorten: (folder: string) => string;
  readonly words: LocalRegistryWords;
  readonly onChange: (registry: LocalRegistry) => void;
  readonly onLogged: (lines: readonly LocalRegistryLogLine[]) => void;
}

export interface LocalRegistryParts {
  readonly service: LocalRegistryService;
  readonly log: Pick<RegistryLog, 'after'>;
}

export function createLocalRegistry(options: LocalRegistryOptions): LocalRegistryParts {
  const { store, machine, dataFolder, shorten, words, onChange, onProblem } = options;
  const log = createRegistryLog({ clean: options.clean, onLines: options.onLogged });
  const folder = join(dataFolder, 'local-registry');
  const service = new LocalRegistryService({
    store,
    engines: [
      createBuiltInEngine(options.openLine),
      createContainerEngine({ kind: 'docker', machine, ownFolder: folder }),
      createContainerEngine({ kind: 'podman', machine, ownFolder: folder }),
      createProgramEngine(machine),
    ],
    listEntry: createListEntry(options),
    passwordFile: createPasswordFile(folder),
    folder,
    log,
    shorten,
    words,
    onChange,
    onProblem,
  });
  return { service, log };
}
