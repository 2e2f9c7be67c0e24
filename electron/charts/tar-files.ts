/**
 * The files of a gzipped tar as a stream, one after another, within limits and by Helm's rules: a link or a device is
 * an empty file, folders are left out. Nothing is kept and nothing is ever written to disk.
 */
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Extract, type Header } from 'tar-stream';
import { ChartError } from './chart-error';
import { damagedArchive } from './damaged-archive';
import { pathInChart } from './entry-path';
import { MAX_CHART_BYTES, MAX_FILE_BYTES } from './limits';
import { untilTarEnd } from './tar-end';
import { LEAVE_OUT, TOO_LARGE_UNPACKED, type UnpackBudget } from './unpack-budget';

/** Four times what zlib gives by itself: each piece is a trip to a thread and back. */
const UNPACK_BYTES = 64 * 1024;

export interface TarFile {
  /** Below the archive's one folder, with `/`. */
  readonly path: string;
  readonly isLink: boolean;
  /** As the archive names it. */
  readonly entryName: string;
  /** The content; to be read once, or not at all. */
  readonly content: AsyncIterable<Uint8Array>;
}

export interface TarOptions {
  readonly budget: UnpackBudget;
  readonly signal: AbortSignal;
  /** The next file is read when this is done with the last. */
  readonly onFile: (file: TarFile) => Promise<void>;
}

/** `archive` gives the compressed bytes. Throws ChartError, what `onFile` throws, or the signal's reason. */
export async function readTarFiles(archive: AsyncIterable<Uint8Array>, options: TarOptions): Promise<void> {
  const { budget, signal } = options;
  const tar = extract(ANY_FORMAT);
  const progress = { entries: 0, files: 0 };
  const reading = readEntries(tar, progress, options);
  const counted = untilTarEnd((bytes) => budget.addUnpacked(bytes));
  const unpacking = pipeline(archive, createGunzip({ chunkSize: UNPACK_BYTES }), counted, tar, { signal });
  const [read, unpacked] = await Promise.allSettled([reading, unpacking]);
  signal.throwIfAborted();
  // When one side fails it takes the other down: the reader's own reason is the more telling one, but where the
  // bytes were bad it only repeats it.
  if (read.status === 'rejected' && read.reason instanceof ChartError) throw read.reason;
  if (unpacked.status === 'rejected') throw inWords(unpacked.reason, progress);
  if (read.status === 'rejected') throw read.reason;
  if (progress.files === 0) {
    throw new ChartError(
      'no-chart-yaml',
      'The archive is empty: there is no chart in it. Package the folder of a chart with `helm package`.',
      {
        details: 'no files in chart archive',
      },
    );
  }
}

/** Archives in the format before POSIX have no magic word; Helm reads them. The types of tar-stream leave this out. */
const ANY_FORMAT: Parameters<typeof extract>[0] & { readonly allowUnknownFormat: true } = { allowUnknownFormat: true };

interface Progress {
  entries: number;
  files: number;
}

async function readEntries(tar: Extract, progress: Progress, { budget, onFile }: TarOptions): Promise<void> {
  let remainingBytes = MAX_CHART_BYTES;
  for await (const entry of tar) {
    budget.addEntry();
    progress.entries += 1;
    const { header } = entry;
    assertSound(header);
    if (!isFolder(header)) {
      const path = pathInChart(header.name);
      const sizeBytes = header.size;
      if (sizeBytes >= remainingBytes) throw tooLarge(TOO_LARGE_UNPACKED);
      if (sizeBytes > MAX_FILE_BYTES)
        throw tooLarge(`${path} in it is larger than 5 MB, which Helm doesn't load. ${LEAVE_OUT}`);
      remainingBytes -= sizeBytes;
      progress.files += 1;
      await onFile({
        path,
        entryName: header.name,
        isLink: isLink(header),
        content: bytesOf(hasContent(header) ? entry : []),
      });
    }
    entry.resume();
  }
}

async function* bytesOf(source: AsyncIterable<unknown> | readonly unknown[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) if (chunk instanceof Uint8Array) yield chunk;
}

const FOLDER_MODE = 0o040000;

/** Go looks at the type and at the mode; a name with a slash at the end is a folder of old archives. */
function isFolder({ type, mode, name }: Header): boolean {
  return type === 'directory' || (mode & 0o170000) === FOLDER_MODE || (type === 'file' && name.endsWith('/'));
}

function isLink({ type }: Header): boolean {
  return type === 'symlink' || type === 'link';
}

function hasContent(header: Header): boolean {
  const { type } = header;
  return !isLink(header) && type !== 'character-device' && type !== 'block-device' && type !== 'fifo';
}

/** Go refuses a header whose numbers are none, and Helm one that promises content where there can't be any. */
function assertSound(header: Header): void {
  const { mode, uid, gid, mtime, size } = header;
  const numbers: readonly (number | null | undefined)[] = [mode, uid, gid, mtime?.getTime()];
  const isSound = numbers.every((value) => typeof value === 'number' && !Number.isNaN(value));
  const isEmpty = size === 0 || hasContent(header) || isFolder(header);
  if (!isSound || !isEmpty) throw damagedArchive({ details: 'invalid tar header' });
}

function tooLarge(message: string): ChartError {
  return new ChartError('too-large', message);
}

function inWords(error: unknown, { entries }: Progress): unknown {
  if (!(error instanceof Error) || error instanceof ChartError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const options = { cause: error, details: error.message };
  if (code === 'Z_BUF_ERROR' || error.message === 'Unexpected end of data') {
    return new ChartError(
      'truncated',
      'The archive is cut off: its end is missing. Copy or package it again.',
      options,
    );
  }
  if (code.startsWith('Z_')) {
    return damagedArchive(options);
  }
  if (/\bheader\b/i.test(error.message)) {
    if (entries > 0) return damagedArchive(options);
    const message = "It is compressed, but what it holds isn't a packaged chart. Package one with `helm package`.";
    return new ChartError('not-an-archive', message, options);
  }
  return error;
}
