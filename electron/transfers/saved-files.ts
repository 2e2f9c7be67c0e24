/**
 * Files of a pull on their way to the user's folder: gathered in a hidden folder beside their target, then given their
 * names, all or none. Never writes over a file that is there.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { TransferId } from '../../shared/transfer';
import type { ContentDescriptor } from '../registry/registry-client';
import { TransferError } from './transfer-error';

/** Where a transfer gathers its files: on the same disk as their target, so that a rename ends it. */
export function stagingFolderOf(id: TransferId, filePath: string): string {
  return join(dirname(filePath), `.chartroom-${id}`);
}

/** Makes it anew, without what an earlier try left. Throws TransferError `cannot-write`. */
export async function makeStagingFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await asWriting(() => mkdir(folder));
}

export async function removeStagingFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** True where exactly this content is there already. Throws TransferError `file-exists` where other content is. */
export async function isSaved(
  filePath: string,
  { digest, size }: ContentDescriptor,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await statIfThere(filePath);
  if (found === null) return false;
  if (found.isFile() && found.size === size && (await fileDigest(filePath, digest, signal)) === digest) return true;
  throw alreadyThere(filePath);
}

/** Gives each gathered file its name. Throws TransferError `file-exists` or `cannot-write`; none is left there then. */
export async function placeFiles(files: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  const placed: string[] = [];
  try {
    for (const { from, to } of files) {
      await reserve(to);
      placed.push(to);
      await asWriting(() => rename(from, to));
    }
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    throw error;
  }
}

/** Runs what writes into the user's folder. Throws TransferError `cannot-write` for what the file system answers. */
export async function asWriting<Value>(write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    const words = writeProblem(codeOf(error));
    throw words === null ? error : new TransferError('cannot-write', words.message, { cause: error, why: words.why });
  }
}

/** An empty file of ours under that name: nobody else can make one there any more, and a rename may replace it. */
async function reserve(filePath: string): Promise<void> {
  try {
    const file = await asWriting(() => open(filePath, 'wx'));
    await file.close();
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? alreadyThere(filePath) : error;
  }
}

function alreadyThere(filePath: string): TransferError {
  return new TransferError('file-exists', `${basename(filePath)} is there already, with other content.`, {
    why: 'Nothing was written over. Move that file away or choose another folder.',
  });
}

/** In words, for what a user can do something about. */
function writeProblem(code: string | undefined): { readonly message: string; readonly why: string } | null {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { message: 'The disk is full.', why: 'Make room or choose another folder. Nothing was left behind.' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { message: 'Chartroom may not write into that folder.', why: 'Choose another folder.' };
    case 'ENOENT':
    case 'ENOTDIR':
      return { message: "That folder isn't there any more.", why: 'Choose another folder.' };
    default:
      return null;
  }
}

async function statIfThere(path: string): Promise<Awaited<ReturnType<typeof stat>> | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function fileDigest(path: string, like: string, signal: AbortSignal): Promise<string> {
  const algorithm = like.slice(0, like.indexOf(':'));
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path, { signal }) as AsyncIterable<Buffer>) hash.update(chunk);
  return `${algorithm}:${hash.digest('hex')}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
