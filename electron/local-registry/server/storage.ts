/**
 * The folder of the built-in registry: what lies where, and that nothing outside it is touched. Knows nothing of HTTP.
 *
 *   registry.json                    marks the folder as ours
 *   content/sha256/<hex>             the bytes of blobs and manifests, once for all repositories
 *   repositories/<hash of name>/     `name`; blobs/ and manifests/ by digest, tags/ by hash
 *   temporary/                       what is not finished; emptied at each start
 *
 * No name that a client sends becomes a part of a path: names and tags go in as their hash, digests as checked hexadecimal. So
 * there is nothing to traverse, and no trouble with upper case on macOS or `con` on Windows. Symbolic links are never followed.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rm, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDigest, type Digest } from '../../../shared/digest';
import { removeLeftovers, renamePatiently, writeFileAtomic } from '../../files/atomic-file';
import { readSmallFile } from '../../files/read-small-file';
import { digestOf } from '../../registry/digests';
import { createFolderSync } from './folder-sync';
import { MAX_RECORD_BYTES } from './limits';

export type StorageErrorCode =
  /** The folder holds something else already. */
  | 'not-a-registry'
  /** It was written by a newer Chartroom. */
  | 'newer-format'
  /** A part of it leads elsewhere by a symbolic link, or is no folder or file. */
  | 'outside';

export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface Storage {
  /** Absolute and without symbolic links. */
  readonly root: string;
  readonly contentFolders: readonly string[];
  readonly repositoriesFolder: string;
  contentPath(digest: Digest): string;
  /** Where a repository of this name is or would be. */
  repositoryPath(name: string): string;
  /** A path for something unfinished, not used before. */
  temporaryPath(): string;
  /** Writes a small file under a temporary path, to the disk; `place` makes it count. */
  prepareRecord(text: string): Promise<string>;
  /**
   * Reads a small file in a folder that was checked, through no symbolic link. Synchronously: a large repository has twenty
   * thousand of them, and each would wait for several turns of the file system's threads.
   */
  readRecord(path: string): string;
  /** Moves what is finished to its place, replacing a file that is there. */
  place(temporaryPath: string, path: string): Promise<void>;
  /** Makes an empty file, whose name says everything. */
  mark(path: string): Promise<void>;
  /** Removes a file; none there is as good. */
  remove(path: string): Promise<void>;
  /** Removes a folder with what is in it, so that a crash leaves all of it or nothing that counts. */
  removeFolder(path: string): Promise<void>;
  /** Resolves when all that was placed, marked or removed before is on the disk. Nothing is answered before. */
  settle(): Promise<void>;
  /** Opens content for reading; null where there is none. */
  openContent(digest: Digest): Promise<FileHandle | null>;
  /** Removes what an earlier run left unfinished. Only for the one who uses the folder, before anything else. */
  removeUnfinished(): Promise<void>;
}

const FORMAT = 1;
const MARKER = 'registry.json';
const OWNER_ONLY = 0o700;

/**
 * Opens the folder and makes what is missing of it. Throws StorageError, or the file system's own error, such as EACCES.
 */
export async function openStorage(folder: string): Promise<Storage> {
  await mkdir(folder, { recursive: true, mode: OWNER_ONLY });
  const root = await realpath(folder);
  await checkMarker(root);
  const contentFolders = [join(root, 'content', 'sha256'), join(root, 'content', 'sha512')];
  const repositoriesFolder = join(root, 'repositories');
  const temporaryFolder = join(root, 'temporary');
  for (const path of [join(root, 'content'), ...contentFolders, repositoriesFolder, temporaryFolder]) {
    await mkdir(path, { mode: OWNER_ONLY }).catch(unlessThere);
    await checkOwnFolder(path);
  }

  const contentPath = (digest: Digest) => {
    // The type says so; a cast elsewhere must still not reach the disk.
    if (!isDigest(digest)) throw new RangeError('Not a digest.');
    return join(root, 'content', ...digest.split(':'));
  };

  const folders = createFolderSync();

  return {
    root,
    contentFolders,
    repositoriesFolder,
    contentPath,
    repositoryPath: (name) => join(repositoriesFolder, hashOfName(name)),
    temporaryPath: () => join(temporaryFolder, randomUUID()),

    async prepareRecord(text) {
      const path = join(temporaryFolder, randomUUID());
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      return path;
    },

    readRecord(path) {
      // Windows has no such flag; there the listing of the folder told that it is no link.
      const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        const { size } = fstatSync(file);
        return size > MAX_RECORD_BYTES ? '' : readFileSync(file, 'utf8');
      } finally {
        closeSync(file);
      }
    },

    async place(temporaryPath, path) {
      await checkOwnFolder(dirname(path));
      await renamePatiently(temporaryPath, path);
      folders.touch(dirname(path));
    },

    async mark(path) {
      await checkOwnFolder(dirname(path));
      // 'wx' writes through no link; a file that a crash left is as good.
      await open(path, 'wx', 0o600).then((file) => file.close(), unlessThere);
      folders.touch(dirname(path));
    },

    async remove(path) {
      await checkOwnFolder(dirname(path));
      await unlink(path).catch(unlessMissing);
      folders.touch(dirname(path));
    },

    async removeFolder(path) {
      await checkOwnFolder(path);
      const unfinished = join(temporaryFolder, randomUUID());
      await renamePatiently(path, unfinished);
      folders.touch(dirname(path));
      // It counts no more: what can't be removed now goes at the next start.
      await rm(unfinished, { recursive: true }).catch(() => undefined);
    },

    settle: () => folders.settle(),

    async openContent(digest) {
      const path = contentPath(digest);
      try {
        await checkOwnFile(path);
        return await open(path, 'r');
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async removeUnfinished() {
      for (const name of await readdir(temporaryFolder)) await rm(join(temporaryFolder, name), { recursive: true });
    },
  };
}

/** How names and tags are written on the disk. */
export function hashOfName(name: string): string {
  return digestOf(Buffer.from(name)).slice('sha256:'.length);
}

/** The name of a digest's file where files of both algorithms lie together, and back. */
export function fileNameOf(digest: Digest): string {
  return digest.replace(':', '-');
}

export function digestOfFileName(name: string): Digest | null {
  const digest = name.replace('-', ':');
  return isDigest(digest) ? digest : null;
}

/** Throws StorageError unless this is a real folder at this very place. `path` must be below the root. */
export async function checkOwnFolder(path: string): Promise<void> {
  if ((await realpath(path)) !== path || !(await lstat(path)).isDirectory()) throw leadsElsewhere(path);
}

/** Throws StorageError unless this is a regular file at this very place; the file system's error where there is none. */
export async function checkOwnFile(path: string): Promise<void> {
  if ((await realpath(path)) !== path || !(await lstat(path)).isFile()) throw leadsElsewhere(path);
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function leadsElsewhere(path: string): StorageError {
  return new StorageError('outside', `${path} is not a plain file or folder of the registry`);
}

function unlessMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

/** A folder with other things in it is never taken over: what lies in ours is deleted when nothing needs it. */
async function checkMarker(root: string): Promise<void> {
  const path = join(root, MARKER);
  await removeLeftovers(path);
  const names = await readdir(root);
  if (!names.includes(MARKER)) {
    if (names.length > 0) throw new StorageError('not-a-registry', `${root} holds other files`);
    await writeFileAtomic(path, `${JSON.stringify({ format: FORMAT })}\n`);
    return;
  }
  await checkOwnFile(path);
  const format = readFormat(await readSmallFile(path, { maxBytes: 1024 }));
  if (format === null) throw new StorageError('not-a-registry', `${path} can't be read`);
  if (format > FORMAT) throw new StorageError('newer-format', `${root} was written by a newer version`);
}

function readFormat(text: string): number | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'format' in value && typeof value.format === 'number'
      ? value.format
      : null;
  } catch {
    // Not JSON: the caller says so.
    return null;
  }
}
