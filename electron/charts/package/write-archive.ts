/**
 * A chart archive whose bytes depend on nothing but its entries: plain ustar (with PAX records where a name needs them), one time,
 * mode 0644, no owner, no folders, gzip of a fixed level without name, time or system. Holds one file in memory at a time.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Header, type Pack } from 'tar-stream';
import type { Digest } from '../../../shared/digest';
import { finishDigest } from '../../registry/digests';
import { ChartError } from '../chart-error';
import { MAX_CHART_BYTES } from '../limits';
import { TOO_LARGE_UNPACKED } from '../unpack-budget';
import type { ArchiveEntry } from './archive-entries';

/** zlib's own middle, which is Go's too; named so that no other default changes our bytes. */
const LEVEL = 6;
const FILE_MODE = 0o644;
/** Nobody but the user may read what may not be pushed yet. */
const ARCHIVE_MODE = 0o600;
/** Where gzip names the system that wrote it, and its word for "unknown". */
const SYSTEM_AT = 9;
const UNKNOWN_SYSTEM = 255;

export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Of every entry, in seconds since 1970. */
  readonly timeSeconds: number;
}

export interface WrittenArchive {
  readonly digest: Digest;
  /** In bytes, in the order of the entries. */
  readonly sizes: readonly number[];
}

/** Writes to `filePath`, which must not be there. `folder`: the archive's one folder. */
export async function writeArchive(
  filePath: string,
  folder: string,
  entries: readonly ArchiveEntry[],
  { signal, timeSeconds }: WriteOptions,
): Promise<WrittenArchive> {
  const tar = pack();
  const hash = createHash('sha256');
  const sizes: number[] = [];
  const packing = addEntries(tar, folder, entries, new Date(timeSeconds * 1000), sizes, signal).catch(
    (error: unknown) => {
      tar.destroy(error instanceof Error ? error : new Error(String(error)));
      throw error;
    },
  );
  const file = createWriteStream(filePath, { flags: 'wx', mode: ARCHIVE_MODE });
  const writing = pipeline(tar, createGzip({ level: LEVEL }), plainHeader(), hashing(hash), file, { signal });
  const [packed, written] = await Promise.allSettled([packing, writing]);
  signal.throwIfAborted();
  if (packed.status === 'rejected') throw packed.reason;
  if (written.status === 'rejected') throw written.reason;
  return { digest: finishDigest(hash, 'sha256'), sizes };
}

async function addEntries(
  tar: Pack,
  folder: string,
  entries: readonly ArchiveEntry[],
  mtime: Date,
  sizes: number[],
  signal: AbortSignal,
): Promise<void> {
  let totalBytes = 0;
  for (const { path, read } of entries) {
    signal.throwIfAborted();
    const bytes = await read();
    totalBytes += bytes.length;
    if (totalBytes >= MAX_CHART_BYTES) throw new ChartError('too-large', TOO_LARGE_UNPACKED);
    sizes.push(bytes.length);
    const header = { name: `${folder}/${path}`, size: bytes.length, mode: FILE_MODE, uid: 0, gid: 0, mtime };
    await addEntry(tar, header, bytes);
  }
  tar.finalize();
}

function addEntry(tar: Pack, header: Partial<Header> & { readonly name: string }, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClosed = (): void => reject(new Error('the archive was closed'));
    // A packing that was given up answers nobody any more.
    tar.once('close', onClosed);
    tar.entry(header, bytes, (error) => {
      tar.off('close', onClosed);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** zlib names the system that it runs on; the rest of its header is the same everywhere. */
function plainHeader(): Transform {
  let position = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      if (position <= SYSTEM_AT && position + chunk.length > SYSTEM_AT) chunk[SYSTEM_AT - position] = UNKNOWN_SYSTEM;
      position += chunk.length;
      done(null, chunk);
    },
  });
}

function hashing(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
