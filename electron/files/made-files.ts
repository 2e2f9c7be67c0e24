/** Files and folders that were made for the user: ids for the window, paths for the main process. */
import { randomUUID } from 'node:crypto';
import { madeFileIdSchema, type MadeFileId } from '../../shared/archive';

export interface MadeFile {
  readonly path: string;
  /** Called when it is forgotten: where it is of no more use then, it goes. */
  readonly release?: () => Promise<void>;
}

export interface MadeFiles {
  readonly remember: (file: MadeFile) => MadeFileId;
  /** Undefined for what was never made, or long ago. */
  readonly pathOf: (id: MadeFileId) => string | undefined;
}

/** Nobody comes back to what was made that many files ago. */
const MAX_REMEMBERED = 20;

export function createMadeFiles(): MadeFiles {
  // A Map keeps the order of insertion: the first key is the oldest.
  const files = new Map<MadeFileId, MadeFile>();
  return {
    remember(file) {
      const id = madeFileIdSchema.parse(randomUUID());
      files.set(id, file);
      const [oldest] = files;
      if (files.size > MAX_REMEMBERED && oldest !== undefined) {
        files.delete(oldest[0]);
        // What can't be removed is gone with the next start, which empties its folder.
        void oldest[1].release?.().catch(() => undefined);
      }
      return id;
    },
    pathOf: (id) => files.get(id)?.path,
  };
}
