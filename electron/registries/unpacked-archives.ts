/**
 * Archives of charts unpacked once and kept beside them in the cache, so that any file of them is read at once. What was
 * kept and is damaged or gone is made again from the archive.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../shared/digest';
import { openUnpacked, UnpackedArchiveError, writeUnpacked, type UnpackedArchive } from '../charts/unpacked-archive';
import type { ContentCache } from '../registry/content-cache';
import { createSharedWork } from './shared-work';

/** A verified archive, wherever it is. */
export interface PackedArchive {
  readonly digest: Digest;
  readonly sizeBytes: number;
  /** Throws what its owner throws, or the signal's reason. */
  readonly bytes: (signal: AbortSignal) => Promise<Uint8Array>;
}

export interface UnpackedArchivesOptions {
  readonly content: ContentCache;
  /** Makes a folder of one's own for what the cache doesn't take; `release` is called in every case. */
  readonly makeFolder: () => Promise<{ readonly path: string; readonly release: () => Promise<void> }>;
}

export interface UnpackedArchives {
  /** Gives `work` the archive unpacked, for as long as it takes. Throws ChartError, and what `bytes` and `work` throw. */
  readonly open: <T>(
    archive: PackedArchive,
    work: (unpacked: UnpackedArchive) => Promise<T>,
    signal: AbortSignal,
  ) => Promise<T>;
}

export function createUnpackedArchives({ content, makeFolder }: UnpackedArchivesOptions): UnpackedArchives {
  const unpacking = createSharedWork<string | null>();

  /** Undefined where nothing usable is kept. */
  async function withKept<T>(digest: Digest, work: (unpacked: UnpackedArchive) => Promise<T>): Promise<T | undefined> {
    const path = await content.made(digest, 'unpacked');
    if (path === null) return undefined;
    try {
      return await work(await openUnpacked(path));
    } catch (error) {
      if (!(error instanceof UnpackedArchiveError)) throw error;
      await content.dropMade(digest, 'unpacked');
      return undefined;
    }
  }

  async function withOwn<T>(
    { bytes }: PackedArchive,
    work: (unpacked: UnpackedArchive) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const folder = await makeFolder();
    try {
      const path = join(folder.path, 'files');
      await writeUnpacked(await bytes(signal), path, { signal });
      return await work(await openUnpacked(path));
    } finally {
      await folder.release();
    }
  }

  return {
    async open(archive, work, signal) {
      const { digest } = archive;
      const kept = await withKept(digest, work);
      if (kept !== undefined) return kept;
      await unpacking.run(
        digest,
        async (shared) => {
          const bytes = await archive.bytes(shared);
          return await content.keepMade(digest, 'unpacked', (path) => writeUnpacked(bytes, path, { signal: shared }));
        },
        signal,
      );
      return (await withKept(digest, work)) ?? (await withOwn(archive, work, signal));
    },
  };
}

/** In `parent`, which is there. */
export async function makeFolderIn(
  parent: string,
): Promise<{ readonly path: string; readonly release: () => Promise<void> }> {
  const path = await mkdtemp(join(parent, 'chart-'));
  return { path, release: () => rm(path, { recursive: true, force: true }) };
}
