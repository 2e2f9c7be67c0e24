/** The repositories of the registry: found by name, made when first pushed to, changed one change after the other. */
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../../shared/digest';
import { isRepositoryName } from '../../../shared/reference';
import { syncFolder } from '../../files/atomic-file';
import { createKeyedLock } from './keyed-lock';
import { compareNames } from './paging';
import { foldersOf, Repository } from './repository';
import { hashOfName, type Storage } from './storage';

export interface Repositories {
  /** In the order of lists. */
  names(): readonly string[];
  /** Null for a name that nothing was pushed to. */
  find(name: string): Promise<Repository | null>;
  /** Runs a change when those before it have ended. The repository is made where it is missing. */
  change<T>(name: string, action: (repository: Repository) => Promise<T>): Promise<T>;
  /** As change, but where there is no such repository nothing happens and null comes back. */
  changeExisting<T>(name: string, action: (repository: Repository) => Promise<T>): Promise<T | null>;
  /** Whether a repository that was read lists this content, as blob or manifest. */
  isListed(digest: Digest): boolean;
  /** Removes a repository that has nothing in it any more; otherwise does nothing. */
  removeIfEmpty(name: string): Promise<boolean>;
}

const NAME_FILE = 'name';

/** Reads the names; what is in a repository is read when it is first asked for. Throws StorageError or the file system's error. */
export async function openRepositories(storage: Storage, onUnusable: (path: string) => void): Promise<Repositories> {
  const known = new Map<string, Promise<Repository> | null>();
  const loaded = new Map<string, Repository>();
  for (const name of await readNames(storage, onUnusable)) known.set(name, null);
  const turns = createKeyedLock();

  function load(name: string): Promise<Repository> {
    const underWay = known.get(name);
    if (underWay) return underWay;
    const loading = Repository.load({ name, folder: storage.repositoryPath(name), storage, onUnusable });
    known.set(name, loading);
    loading.then(
      (repository) => loaded.set(name, repository),
      // A disk that failed once may answer the next time.
      () => known.set(name, null),
    );
    return loading;
  }

  async function make(name: string): Promise<void> {
    const unfinished = storage.temporaryPath();
    await mkdir(unfinished, { mode: 0o700 });
    for (const folder of Object.values(foldersOf(unfinished))) await mkdir(folder, { mode: 0o700 });
    await rename(await storage.prepareRecord(name), join(unfinished, NAME_FILE));
    await syncFolder(unfinished);
    await storage.place(unfinished, storage.repositoryPath(name));
    known.set(name, null);
  }

  return {
    names: () => [...known.keys()].sort(compareNames),

    find: async (name) => (known.has(name) ? load(name) : null),

    change: (name, action) =>
      turns.run(name, async () => {
        if (!known.has(name)) await make(name);
        return action(await load(name));
      }),

    changeExisting: (name, action) => turns.run(name, async () => (known.has(name) ? action(await load(name)) : null)),

    isListed: (digest) =>
      [...loaded.values()].some(({ blobs, manifests }) => blobs.has(digest) || manifests.has(digest)),

    removeIfEmpty: (name) =>
      turns.run(name, async () => {
        if (!known.has(name) || !(await load(name)).isEmpty) return false;
        await storage.removeFolder(storage.repositoryPath(name));
        known.delete(name);
        loaded.delete(name);
        return true;
      }),
  };
}

async function readNames(storage: Storage, onUnusable: (path: string) => void): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(storage.repositoriesFolder, { withFileTypes: true })) {
    const folder = join(storage.repositoriesFolder, entry.name);
    const name = entry.isDirectory() ? readName(storage, folder) : null;
    if (name !== null && isRepositoryName(name) && hashOfName(name) === entry.name) names.push(name);
    else onUnusable(folder);
  }
  return names;
}

function readName(storage: Storage, folder: string): string | null {
  try {
    return storage.readRecord(join(folder, NAME_FILE));
  } catch (error) {
    // ELOOP: a symbolic link.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP')) return null;
    throw error;
  }
}
