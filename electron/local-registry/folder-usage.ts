/** What a folder holds and what its disk has left, for engines that can't tell, and for a registry that is stopped. */
import { lstat, readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isMissing } from './server/storage';

/** Bytes in files, links not followed; null where it isn't there or can't be read. */
export async function folderSize(folder: string, { signal }: { readonly signal: AbortSignal }): Promise<number | null> {
  let sizeBytes = 0;
  const open = [folder];
  try {
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      signal.throwIfAborted();
      for (const entry of await readdir(next, { withFileTypes: true })) {
        const path = join(next, entry.name);
        if (entry.isDirectory()) open.push(path);
        // What is removed meanwhile does not count.
        else if (entry.isFile())
          sizeBytes += await lstat(path).then(
            ({ size }) => size,
            () => 0,
          );
      }
    }
    return sizeBytes;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/** Bytes that this user may still write there; of the nearest folder that exists. Null where the system doesn't tell. */
export async function freeSpace(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const parent = dirname(folder);
    return isMissing(error) && parent !== folder ? await freeSpace(parent) : null;
  }
}
