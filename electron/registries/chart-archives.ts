/**
 * The archives of charts, fetched once, verified by their digest and kept by it: for reading in the window, and as a
 * file for helm, which is never given a registry's address. An archive of this machine that the user handed over is read
 * the same way. Paths stay in the main process.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ArchiveIndex, ArchiveSource } from '../../shared/archive';
import type { ChartMetadata } from '../../shared/chart';
import type { ChartContent } from '../../shared/chart-content';
import type { ChartImages } from '../../shared/chart-images';
import type { ChartDependencies } from '../../shared/chart-dependencies';
import type { Comparison } from '../../shared/comparison';
import type { Digest } from '../../shared/digest';
import type { FileId } from '../../shared/push';
import { readChartContent } from '../charts/chart-content';
import { readDependencies } from '../charts/chart-dependencies';
import { ChartError } from '../charts/chart-error';
import type { PackedSide } from '../charts/compare/compare-charts';
import type { CompareThread } from '../charts/compare/compare-thread';
import { fileError, identifyFile } from '../charts/file-identity';
import { readInstallFacts, type InstallFacts } from '../charts/install-facts';
import { MAX_ARCHIVE_BYTES } from '../charts/limits';
import { readOwnMetadata } from '../charts/own-metadata';
import { assertUnchanged } from '../charts/read-archive';
import { assertGzip, SNIFFED_BYTES } from '../charts/sniff-file';
import { showAll } from '../charts/show-all';
import type { UnpackedArchive } from '../charts/unpacked-archive';
import type { ContentCache } from '../registry/content-cache';
import { digestOf } from '../registry/digests';
import type { RegistryClient } from '../registry/registry-client';
import { unpackChart, type UnpackedChart } from '../transfers/unpack-chart';
import type { BrowseService } from './browse-service';
import { findChartManifest, notAChart, type ChartPlace } from './chart-manifest';
import { chartLayer } from './read-manifest';
import { createUnpackedArchives, makeFolderIn, type PackedArchive } from './unpacked-archives';

export interface ArchiveFile {
  readonly path: string;
  /** Removes it; to be called in every case. */
  readonly release: () => Promise<void>;
}

export interface ChartArchivesOptions {
  readonly manifest: BrowseService['manifest'];
  readonly clientFor: (address: string) => RegistryClient;
  readonly content: ContentCache;
  /** Of a file that the user handed over. Throws OfferedFileError, and what packaging a folder throws. */
  readonly archivePath: (fileId: FileId, options: Options) => Promise<string>;
  /** For files that are in use; made when first needed. Nothing else may live in it. */
  readonly folder: string;
  readonly compareThread: CompareThread;
}

interface Options {
  readonly signal: AbortSignal;
}

interface FileOptions extends Options {
  /** Without a folder; `chart.tgz` where it doesn't matter. */
  readonly fileName?: string;
}

export interface ComparedSources {
  readonly from: ArchiveSource;
  readonly to: ArchiveSource;
}

/** Each throws ChartError, also for what is no chart, OfferedFileError, and what the client throws. */
export interface ChartArchives {
  readonly index: (source: ArchiveSource, options: Options) => Promise<ArchiveIndex>;
  readonly content: (source: ArchiveSource, options: Options) => Promise<ChartContent>;
  readonly metadata: (source: ArchiveSource, options: Options) => Promise<ChartMetadata>;
  readonly dependencies: (source: ArchiveSource, options: Options) => Promise<ChartDependencies>;
  /** A file's own bytes. Throws ChartError `vanished` where the archive has none at this path. */
  readonly fileBytes: (source: ArchiveSource, path: string, options: Options) => Promise<Buffer>;
  /** What is other in `to` than in `from`. */
  readonly compare: (sides: ComparedSources, options: Options) => Promise<Comparison>;
  /** The container images that it names, found without rendering it. */
  readonly images: (source: ArchiveSource, options: Options) => Promise<ChartImages>;
  /** As `helm show all` prints it. */
  readonly all: (source: ArchiveSource, options: Options) => Promise<string>;
  readonly facts: (place: ChartPlace, options: Options) => Promise<InstallFacts>;
  /** The archive as a file of its own, which no limit of the cache takes away while it is used. */
  readonly file: (place: ChartPlace, options: FileOptions) => Promise<ArchiveFile>;
  /** The same, wherever it comes from. */
  readonly copy: (source: ArchiveSource, options: FileOptions) => Promise<ArchiveFile>;
  /** Unpacks it as a folder of that folder; see transfers/unpack-chart.ts, which says what it throws. */
  readonly unpack: (source: ArchiveSource, folder: string, options: Options) => Promise<UnpackedChart>;
}

export function createChartArchives(services: ChartArchivesOptions): ChartArchives {
  const { manifest, clientFor, content, archivePath, folder, compareThread } = services;
  let ready: Promise<unknown> | undefined;
  const unpacked = createUnpackedArchives({ content, makeFolder });

  async function makeFolder(): Promise<{ readonly path: string; readonly release: () => Promise<void> }> {
    // Without what a crash left there: nothing of an earlier run is in use.
    await (ready ??= rm(folder, { recursive: true, force: true }).then(() => mkdir(folder, { recursive: true })));
    return await makeFolderIn(folder);
  }

  async function inRegistry(place: ChartPlace, signal: AbortSignal): Promise<PackedArchive> {
    const layer = chartLayer(await findChartManifest(manifest, place, signal));
    if (layer === undefined) throw notAChart();
    return {
      digest: layer.digest,
      sizeBytes: layer.size,
      async bytes(ownSignal) {
        const cached = await content.read(layer.digest);
        if (cached !== null) return cached;
        const options = { maxBytes: MAX_ARCHIVE_BYTES, signal: ownSignal };
        const bytes = await clientFor(place.address).readBlob(place.repository, layer, options);
        await content.write(layer.digest, bytes);
        return bytes;
      },
    };
  }

  async function packed(source: ArchiveSource, signal: AbortSignal): Promise<PackedArchive> {
    if (source.kind === 'registry') return await inRegistry(source, signal);
    return await onDisk(await archivePath(source.fileId, { signal }), signal);
  }

  async function read<T>(
    source: ArchiveSource,
    work: (archive: UnpackedArchive, packedOne: PackedArchive) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const archive = await packed(source, signal);
    return await unpacked.open(archive, (each) => work(each, archive), signal);
  }

  async function copy(source: ArchiveSource, { signal, fileName = 'chart.tgz' }: FileOptions): Promise<ArchiveFile> {
    const bytes = await (await packed(source, signal)).bytes(signal);
    const ownFolder = await makeFolder();
    const path = join(ownFolder.path, fileName);
    try {
      await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      await ownFolder.release();
      throw error;
    }
    return { path, release: ownFolder.release };
  }

  return {
    index: (source, { signal }) =>
      read(source, (archive, { digest, sizeBytes }) => Promise.resolve(indexOf(archive, digest, sizeBytes)), signal),

    content: (source, { signal }) => read(source, readChartContent, signal),

    metadata: (source, { signal }) => read(source, readOwnMetadata, signal),

    dependencies: (source, { signal }) => read(source, readDependencies, signal),

    fileBytes: (source, path, { signal }) =>
      read(
        source,
        async ({ files, read: readOne }) => {
          const file = files.find((each) => each.path === path);
          if (file === undefined) throw new ChartError('vanished', "The chart doesn't hold this file.");
          return await readOne(file);
        },
        signal,
      ),

    compare: ({ from, to }, { signal }) => {
      return read(
        from,
        (...before) =>
          read(
            to,
            (...after) =>
              compareThread.compare({ from: comparedSide(...before), to: comparedSide(...after) }, { signal }),
            signal,
          ),
        signal,
      );
    },

    images: (source, { signal }) => read(source, ({ path }) => compareThread.images(path, { signal }), signal),

    all: (source, { signal }) => read(source, showAll, signal),

    facts: (place, { signal }) => read({ kind: 'registry', ...place }, readInstallFacts, signal),

    unpack: (source, target, { signal }) =>
      read(source, (archive) => unpackChart(archive, target, { signal, platform: process.platform }), signal),

    file: (place, options) => copy({ kind: 'registry', ...place }, options),

    copy,
  };
}

function comparedSide({ path }: UnpackedArchive, { digest, sizeBytes }: PackedArchive): PackedSide {
  return { path, digest, sizeBytes };
}

function indexOf({ files }: UnpackedArchive, digest: Digest, sizeBytes: number): ArchiveIndex {
  return {
    digest,
    sizeBytes,
    files: files.map(({ path, sizeBytes: fileBytes, isLink, problem }) => ({
      path,
      sizeBytes: fileBytes,
      isLink,
      ...(problem === null ? {} : { problem }),
    })),
  };
}

/** Read whole: its digest is what it is known by. Throws ChartError for what is no archive, or changed while it was read. */
async function onDisk(filePath: string, signal: AbortSignal): Promise<PackedArchive> {
  const identity = await identifyFile(filePath);
  const fileName = basename(filePath);
  if (identity.sizeBytes > MAX_ARCHIVE_BYTES) {
    throw new ChartError('too-large', `${fileName} is larger than any chart that Helm loads. Is it the right file?`);
  }
  const bytes = await readFile(filePath, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw fileError(error, fileName);
  });
  assertGzip(bytes.subarray(0, SNIFFED_BYTES), fileName);
  await assertUnchanged(filePath, identity);
  return { digest: digestOf(bytes), sizeBytes: bytes.length, bytes: () => Promise.resolve(bytes) };
}
