/**
 * Writes a whole file so that a crash at any moment leaves either the old content or the new, never a part.
 * Knows nothing of what it writes. The order of two writes to one path is the caller's business.
 */
import { randomBytes } from 'node:crypto';
import { open, readdir, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface AtomicFileOptions {
  /** Permissions of the new file; 0o600, for this user only, when left out. Means nothing on Windows. */
  readonly mode?: number;
  /** How the finished file is put in place; tests pass one that fails as Windows does. */
  readonly renameFile?: (from: string, to: string) => Promise<void>;
}

/** What Windows answers while a virus scanner or an indexer holds the target open; gone within a second or so. */
const BUSY_CODES: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** ms to wait before each further try of the rename: about a second and a half in all. */
const RENAME_WAITS_MS = [10, 20, 50, 100, 200, 400, 800] as const;

/**
 * Writes `content` to `path`, replacing what is there. The folder must exist. When it returns, content and name are on
 * the disk, as far as the system can promise that. Throws the file system's error; the old file is then untouched.
 */
export async function writeFileAtomic(
  path: string,
  content: string | Uint8Array,
  { mode = 0o600, renameFile = rename }: AtomicFileOptions = {},
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = await open(temporary, 'wx', mode);
  try {
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await renamePatiently(temporary, path, renameFile);
  } catch (error) {
    // What went wrong first is what the caller must hear; a leftover is found again by removeLeftovers.
    await removeIfThere(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Removes what writes of `path` left behind that never came to their end. Call it before the first write, when no
 * other write of this path can be under way.
 */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = `${basename(path)}.`;
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(prefix) && /^[0-9a-f]{12}\.tmp$/.test(name.slice(prefix.length))) {
      await removeIfThere(join(dirname(path), name));
    }
  }
}

/** Gives a file or folder another name, replacing a file that has it. Throws the file system's error. */
export async function renamePatiently(
  from: string,
  to: string,
  renameFile: (from: string, to: string) => Promise<void> = rename,
): Promise<void> {
  for (const waitMs of RENAME_WAITS_MS) {
    try {
      await renameFile(from, to);
      return;
    } catch (error) {
      if (!BUSY_CODES.has(codeOf(error) ?? '')) throw error;
      await delay(waitMs);
    }
  }
  await renameFile(from, to);
}

/** Without this, a power cut can forget the rename. Windows can't open a folder, and its rename is journaled. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network and FUSE file systems sync no folders. The file itself is complete and in place.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await folder.close();
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
