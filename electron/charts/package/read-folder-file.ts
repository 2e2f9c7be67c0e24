/** One file of a chart's folder, read to the byte that was seen: never through a link, never a file that changed meanwhile. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { stampOf, type FileStamp } from './file-stamp';
import { folderChanged, unreadable } from './folder-problems';

export interface FolderFile {
  /** Within the folder, with `/`. */
  readonly path: string;
  readonly fullPath: string;
  readonly sizeBytes: number;
  readonly stamp: FileStamp;
}

/** A pipe that took the file's place must not hold us up; where a system lacks one of these, the stamp below still tells. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Throws ChartError `changed` or `unreadable`, and the signal's reason when aborted. */
export async function readFolderFile(file: FolderFile, { signal }: { readonly signal: AbortSignal }): Promise<Buffer> {
  signal.throwIfAborted();
  const handle = await openFile(file);
  try {
    await assertStamp(handle, file);
    const bytes = Buffer.alloc(file.sizeBytes);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) throw folderChanged();
      length += bytesRead;
    }
    await assertStamp(handle, file);
    return bytes;
  } finally {
    await handle.close();
  }
}

async function openFile({ fullPath, path }: FolderFile): Promise<FileHandle> {
  try {
    return await open(fullPath, FLAGS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // A link stands there now, or a folder.
    if (code === 'ELOOP' || code === 'EMLINK' || code === 'EISDIR') throw folderChanged();
    throw unreadable(error, path);
  }
}

async function assertStamp(handle: FileHandle, { stamp }: FolderFile): Promise<void> {
  if (stampOf(await handle.stat({ bigint: true })) !== stamp) throw folderChanged();
}
