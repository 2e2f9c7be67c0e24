/**
 * Brings changed folders to the disk, once for all who wait: a sync takes milliseconds, and many clients push at the same time.
 */
import { syncFolder } from '../../files/atomic-file';

export interface FolderSync {
  /** A file got or lost its name in this folder. */
  touch(folder: string): void;
  /** Resolves when everything that was touched before this call is on the disk. Throws the file system's error. */
  settle(): Promise<void>;
}

export function createFolderSync(sync: (folder: string) => Promise<void> = syncFolder): FolderSync {
  let touched = new Set<string>();
  let running: Promise<void> | null = null;
  /** For those who touched something since the running round began. */
  let next: Promise<void> | null = null;

  /** A repository that became empty is removed as a whole. */
  async function syncUnlessGone(folder: string): Promise<void> {
    try {
      await sync(folder);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }

  async function round(): Promise<void> {
    const folders = touched;
    touched = new Set();
    try {
      await Promise.all([...folders].map(syncUnlessGone));
    } catch (error) {
      // What is not known to be on the disk is tried again with the next round.
      for (const folder of folders) touched.add(folder);
      throw error;
    } finally {
      running = next;
      next = null;
    }
  }

  return {
    touch: (folder) => void touched.add(folder),
    settle() {
      if (!running) return (running = round());
      return (next ??= running.then(round, round));
    },
  };
}
