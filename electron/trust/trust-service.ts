/** The verdict on a chart of a registry or of this machine, with the key files that the user chose. Fetches its .prov, not the archive. */
import { basename } from 'node:path';
import type { ArchiveSource } from '../../shared/archive';
import { MEDIA_TYPE } from '../../shared/oci';
import type { FileId } from '../../shared/push';
import type { TrustReport } from '../../shared/trust';
import { MAX_PROVENANCE_BYTES } from '../charts/limits';
import { readProvenanceBeside } from '../charts/provenance';
import type { BrowseService } from '../registries/browse-service';
import type { ChartArchives } from '../registries/chart-archives';
import { findChartManifest, notAChart } from '../registries/chart-manifest';
import { chartLayer } from '../registries/read-manifest';
import type { ContentCache } from '../registry/content-cache';
import type { RegistryClient } from '../registry/registry-client';
import { helmFileName } from '../transfers/pull-transfer';
import type { KeyFiles } from './key-files';
import { verifyProvenance, type ProvenanceToVerify } from './verify-provenance';

export interface TrustServiceOptions {
  readonly manifest: BrowseService['manifest'];
  readonly clientFor: (address: string) => RegistryClient;
  readonly content: ContentCache;
  readonly archives: Pick<ChartArchives, 'index'>;
  /** Of a file that the user handed over. Throws OfferedFileError. */
  readonly pathOf: (fileId: FileId) => string;
  readonly keyFiles: Pick<KeyFiles, 'ring'>;
  readonly now: () => number;
}

export interface TrustService {
  /**
   * `tag`: what helm would name the archive by; of a file, its own name counts. Throws ChartError, OfferedFileError and what the
   * client throws.
   */
  readonly report: (
    source: ArchiveSource,
    options: { readonly tag: string; readonly signal: AbortSignal },
  ) => Promise<TrustReport>;
}

type Signed = Pick<ProvenanceToVerify, 'archive' | 'provenance'>;
type RegistrySource = Extract<ArchiveSource, { readonly kind: 'registry' }>;

export function createTrustService(options: TrustServiceOptions): TrustService {
  const { manifest, clientFor, content, archives, pathOf, keyFiles, now } = options;

  async function inRegistry(place: RegistrySource, tag: string, signal: AbortSignal): Promise<Signed> {
    const chart = await findChartManifest(manifest, place, signal);
    const layer = chartLayer(chart);
    if (layer === undefined) throw notAChart();
    const fileName = helmFileName({ repository: place.repository, tag });
    const archive = { fileName, digest: layer.digest };
    // Of several, helm takes the last.
    const [blob] = chart.layers.filter(({ mediaType }) => mediaType === MEDIA_TYPE.helmProvenance).slice(-1);
    if (blob === undefined) return { archive, provenance: null };
    const isTooLarge = blob.size > MAX_PROVENANCE_BYTES;
    const bytes = isTooLarge ? null : await provenanceBytes(place, blob, signal);
    const provenance = { fileName: `${fileName}.prov`, digest: blob.digest, sizeBytes: blob.size, bytes };
    return { archive, provenance };
  }

  async function provenanceBytes(
    { address, repository }: RegistrySource,
    blob: Parameters<RegistryClient['readBlob']>[1],
    signal: AbortSignal,
  ): Promise<Buffer> {
    const cached = await content.read(blob.digest);
    if (cached !== null) return cached;
    const bytes = await clientFor(address).readBlob(repository, blob, { maxBytes: MAX_PROVENANCE_BYTES, signal });
    await content.write(blob.digest, bytes);
    return bytes;
  }

  async function onDisk(source: ArchiveSource, path: string, signal: AbortSignal): Promise<Signed> {
    const { digest } = await archives.index(source, { signal });
    const provenance = await readProvenanceBeside(path, { signal });
    return { archive: { fileName: basename(path), digest }, provenance };
  }

  return {
    async report(source, { tag, signal }) {
      const signed =
        source.kind === 'registry'
          ? await inRegistry(source, tag, signal)
          : await onDisk(source, pathOf(source.fileId), signal);
      return await verifyProvenance({ ...signed, keys: await keyFiles.ring(), nowMs: now() });
    },
  };
}
