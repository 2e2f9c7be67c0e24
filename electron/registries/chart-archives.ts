/**
 * The archives of charts, fetched once, verified by their digest and kept by it: for reading in the window, and as a
 * file for helm, which is never given a registry's address. Paths stay in the main process.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChartContent } from '../../shared/chart-content';
import type { Digest } from '../../shared/digest';
import type { ManifestDetail } from '../../shared/registry';
import { readChartContent } from '../charts/chart-content';
import { ChartError } from '../charts/chart-error';
import { readInstallFacts, type InstallFacts } from '../charts/install-facts';
import { MAX_ARCHIVE_BYTES } from '../charts/limits';
import type { ContentCache } from '../registry/content-cache';
import type { RegistryClient } from '../registry/registry-client';
import type { BrowseService, Place } from './browse-service';
import { chartLayer } from './read-manifest';

/** An index that wraps a chart has one child, or a few with signatures beside it. */
const MAX_INDEX_CHILDREN = 16;

/** A chart by the digest of its manifest, or of the index around it. */
export interface ChartPlace extends Place {
  readonly digest: Digest;
}

export interface ArchiveFile {
  readonly path: string;
  /** Removes it; to be called in every case. */
  readonly release: () => Promise<void>;
}

export interface ChartArchivesOptions {
  readonly manifest: BrowseService['manifest'];
  readonly clientFor: (address: string) => RegistryClient;
  readonly content: ContentCache;
  /** For files that are in use; made when first needed. Nothing else may live in it. */
  readonly folder: string;
}

export interface ChartArchives {
  /** Throws ChartError, also for what is no chart, and what the client throws. */
  readonly read: (place: ChartPlace, options: { readonly signal: AbortSignal }) => Promise<ChartContent>;
  /** Throws as `read` does. */
  readonly facts: (place: ChartPlace, options: { readonly signal: AbortSignal }) => Promise<InstallFacts>;
  /** The archive as a file of its own, which no limit of the cache takes away while it is used. Throws as `read` does. */
  readonly file: (place: ChartPlace, options: { readonly signal: AbortSignal }) => Promise<ArchiveFile>;
}

export function createChartArchives({ manifest, clientFor, content, folder }: ChartArchivesOptions): ChartArchives {
  let ready: Promise<unknown> | undefined;

  /** Without what a crash left there: nothing of an earlier run is in use. */
  function prepareFolder(): Promise<unknown> {
    return rm(folder, { recursive: true, force: true }).then(() => mkdir(folder, { recursive: true }));
  }

  async function bytesOf(place: ChartPlace, signal: AbortSignal): Promise<Buffer> {
    const layer = chartLayer(await chartManifest(place, signal));
    if (layer === undefined) throw notAChart();
    const cached = await content.read(layer.digest);
    if (cached !== null) return cached;
    const options = { maxBytes: MAX_ARCHIVE_BYTES, signal };
    const bytes = await clientFor(place.address).readBlob(place.repository, layer, options);
    await content.write(layer.digest, bytes);
    return bytes;
  }

  async function chartManifest(place: ChartPlace, signal: AbortSignal): Promise<ManifestDetail> {
    const own = await manifest(place, place.digest, signal);
    if (isChart(own)) return own;
    for (const child of own.manifests.slice(0, MAX_INDEX_CHILDREN)) {
      const inner = await manifest(place, child.digest, signal);
      if (isChart(inner)) return inner;
    }
    throw notAChart();
  }

  return {
    read: async (place, { signal }) => await readChartContent(await bytesOf(place, signal), { signal }),
    facts: async (place, { signal }) => await readInstallFacts(await bytesOf(place, signal), { signal }),

    async file(place, { signal }) {
      const bytes = await bytesOf(place, signal);
      await (ready ??= prepareFolder());
      const ownFolder = await mkdtemp(join(folder, 'chart-'));
      const release = (): Promise<void> => rm(ownFolder, { recursive: true, force: true });
      const path = join(ownFolder, 'chart.tgz');
      try {
        await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
      } catch (error) {
        await release();
        throw error;
      }
      return { path, release };
    },
  };
}

function isChart({ kind }: ManifestDetail): boolean {
  return kind === 'chart' || kind === 'legacy-chart';
}

function notAChart(): ChartError {
  return new ChartError('not-a-chart', "This isn't a Helm chart: it holds another kind of content.");
}
