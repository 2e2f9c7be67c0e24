/**
 * The bytes of blobs and manifests by digest, once for all repositories. Content gets its name only when it was verified and is on
 * the disk. Who claims content (a repository that lists it) does so in the turn of its digest, so that a collection never takes what
 * is just being claimed.
 */
import { lstat, readdir, stat, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { isDigest, type Digest } from '../../../shared/digest';
import { createKeyedLock } from './keyed-lock';
import { checkOwnFolder, isMissing, type Storage } from './storage';

export interface ContentStore {
  /** In bytes; null for what is not there. */
  size(digest: Digest): Promise<number | null>;
  /** For reading; null for what is not there. */
  open(digest: Digest): Promise<FileHandle | null>;
  /**
   * Takes a finished, verified and synced file as the content of this digest, then runs `claim`. The file is gone after, wherever
   * it went. Gives what `claim` gives.
   */
  keep<T>(file: string, digest: Digest, claim: () => Promise<T>): Promise<T>;
  /** Runs `claim` for content that is there already, while no collection looks at it. */
  claim<T>(digest: Digest, claim: () => Promise<T>): Promise<T>;
  /** Removes what `isUsed` does not know, asking in the turn of each digest. */
  sweep(isUsed: (digest: Digest) => boolean): Promise<SweptContent>;
}

export interface SweptContent {
  readonly files: number;
  readonly sizeBytes: number;
}

export function createContentStore(storage: Storage): ContentStore {
  const turns = createKeyedLock();

  async function size(digest: Digest): Promise<number | null> {
    try {
      const found = await lstat(storage.contentPath(digest));
      // A symbolic link is no content, wherever it leads.
      return found.isFile() ? found.size : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async function takeIn(file: string, digest: Digest): Promise<void> {
    // The same bytes are there already: Windows can't replace a file that somebody reads. Another size means a broken file.
    if ((await size(digest)) === (await stat(file)).size) await unlink(file);
    else await storage.place(file, storage.contentPath(digest));
  }

  async function sweepOne(digest: Digest, isUsed: (digest: Digest) => boolean): Promise<number | null> {
    if (isUsed(digest)) return null;
    return turns.run(digest, async () => {
      if (isUsed(digest)) return null;
      const sizeBytes = await size(digest);
      await storage.remove(storage.contentPath(digest));
      return sizeBytes;
    });
  }

  return {
    size,
    open: (digest) => storage.openContent(digest),
    keep: (file, digest, claim) =>
      turns.run(digest, async () => {
        await takeIn(file, digest);
        return claim();
      }),
    claim: (digest, claim) => turns.run(digest, claim),

    async sweep(isUsed) {
      let files = 0;
      let sizeBytes = 0;
      for (const folder of storage.contentFolders) {
        await checkOwnFolder(folder);
        for (const name of await readdir(folder)) {
          const digest = `${basename(folder)}:${name}`;
          // What is not named by a digest is not ours to remove.
          const removed = isDigest(digest) ? await sweepOne(digest, isUsed) : null;
          if (removed === null) continue;
          files += 1;
          sizeBytes += removed;
        }
      }
      return { files, sizeBytes };
    },
  };
}
