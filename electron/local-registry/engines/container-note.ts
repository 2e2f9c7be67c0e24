/**
 * Remembers, over runs of the app, that an engine may have a container of ours. Without it nobody could tell, while the engine isn't
 * running, whether one will come back with it. Knows no engine.
 */
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../server/storage';

export interface ContainerNote {
  /** Throws where that can't be known. */
  readonly isThere: () => Promise<boolean>;
  /** To be called before a container is made, so that one is never without its note. Throws what the system says. */
  readonly write: () => Promise<void>;
  /** To be called when there is none any more. Throws what the system says. */
  readonly clear: () => Promise<void>;
}

/** `folder`: made where it is missing. `name`: that of the container, for whoever finds the file. */
export function createContainerNote(folder: string, kind: string, name: string): ContainerNote {
  const file = path.join(folder, `${kind}-container`);
  return {
    async isThere() {
      try {
        await access(file);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async write() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(file, `${name}\n`, { mode: 0o600 });
    },
    clear: () => rm(file, { force: true }),
  };
}
