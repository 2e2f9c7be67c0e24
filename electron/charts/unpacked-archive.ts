/**
 * An archive that was unpacked once, as one file: the content of each file behind the other, then where each of them
 * lies. So any of them is read without unpacking again. Checked when it is read: it may lie on the disk for months.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import * as z from 'zod';
import { parseJson } from '../registry/body';
import type { ChartError } from './chart-error';
import { unpackArchive } from './unpack-archive';

const unpackedFileSchema = z.strictObject({
  /** See FoundFile of unpack-archive.ts. */
  path: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  isLink: z.boolean(),
  /** Of a packaged chart within that can't be read: why. */
  problem: z.string().nullable(),
  offset: z.number().int().nonnegative(),
  sha256: z.string(),
});
export type UnpackedFile = z.infer<typeof unpackedFileSchema>;

export interface UnpackedArchive {
  /** Where it lies, for a thread that reads it by itself. */
  readonly path: string;
  /** In the archive's order, no path twice: of two files with one path the first counts. */
  readonly files: readonly UnpackedFile[];
  /** Throws UnpackedArchiveError for what is damaged or gone. */
  readonly read: (file: UnpackedFile) => Promise<Buffer>;
}

/** What was unpacked is damaged or gone: it can be unpacked again. */
export class UnpackedArchiveError extends Error {
  override readonly name = 'UnpackedArchiveError';
}

/** Behind the list of files: its length and its sum. A new form of the list gets another word. */
const FORM = 'chart-files-1';
const LENGTH_BYTES = 6;
const SUM_BYTES = 32;
const END_BYTES = FORM.length + LENGTH_BYTES + SUM_BYTES;

/** Writes what `archive` holds to `path`, which must not be there yet. Throws ChartError, the file system's error, or the signal's reason. */
export async function writeUnpacked(
  archive: Uint8Array,
  path: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const files = new Map<string, UnpackedFile>();
  const output = await open(path, 'wx', 0o600);
  let offset = 0;
  try {
    await unpackArchive(archive, {
      signal,
      async onFile({ path: filePath, isLink, content }) {
        if (files.has(filePath)) return;
        const place = { offset, sizeBytes: content.length, sha256: sumOf(content).toString('hex') };
        files.set(filePath, { path: filePath, isLink, problem: null, ...place });
        await writeAll(output, content);
        offset += content.length;
      },
      onProblem(filePath, error: ChartError) {
        const file = files.get(filePath);
        if (file !== undefined) files.set(filePath, { ...file, problem: error.message });
      },
    });
    await writeAll(output, endOf([...files.values()]));
  } finally {
    await output.close();
  }
}

/** Throws UnpackedArchiveError where there is none, or one that is damaged. */
export async function openUnpacked(path: string): Promise<UnpackedArchive> {
  const files = await withFile(path, async (file) => {
    const { size } = await file.stat();
    const end = await readAt(file, size - END_BYTES, END_BYTES);
    if (!end.subarray(0, FORM.length).equals(Buffer.from(FORM))) throw new UnpackedArchiveError('of another form');
    const length = end.readUIntBE(FORM.length, LENGTH_BYTES);
    const list = await readAt(file, size - END_BYTES - length, length);
    if (!sumOf(list).equals(end.subarray(-SUM_BYTES))) throw new UnpackedArchiveError('the list is damaged');
    return z.array(unpackedFileSchema).parse(parseJson(list));
  });
  return {
    path,
    files,
    read: ({ offset, sizeBytes, sha256 }) =>
      withFile(path, async (file) => {
        const content = await readAt(file, offset, sizeBytes);
        if (sumOf(content).toString('hex') !== sha256) throw new UnpackedArchiveError('a file in it is damaged');
        return content;
      }),
  };
}

function endOf(files: readonly UnpackedFile[]): Buffer {
  const list = Buffer.from(JSON.stringify(files));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUIntBE(list.length, 0, LENGTH_BYTES);
  return Buffer.concat([list, Buffer.from(FORM), length, sumOf(list)]);
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path).catch((cause: unknown) => {
    throw new UnpackedArchiveError('it is gone', { cause });
  });
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  if (offset < 0) throw new UnpackedArchiveError('it is cut off');
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead < length) throw new UnpackedArchiveError('it is cut off');
  return bytes;
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    written += bytesWritten;
  }
}
