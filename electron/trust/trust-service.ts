/** The verdict on a chart of a registry or of this machine, with the key files that the user chose. Fetches its .prov, not the archive. */
import { basename } from 'node:path';
import type { FileSource } from '../../shared/archive';
import { MEDIA_TYPE } from '../../shared/oci';
import type { FileId } from '../../shared/push';
import type { TrustReport, TrustSubject } from '../../shared/trust';
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
  /** Of a file that the user handed over. Throws OfferedFileError, and what packaging a folder throws. */
  readonly archivePath: (fileId: FileId, options: Options) => Promise<string>;
  readonly keyFiles: Pick<KeyFiles, 'ring'>;
  readonly now: () => number;
}

interface Options {
  readonly signal: AbortSignal;
}

/** Each throws ChartError, OfferedFileError and what the client throws. */
export interface TrustService {
  readonly report: (subject: TrustSubject, options: Options) => Promise<TrustReport>;
  /** The text of the .prov beside a file; null where there is none. */
  readonly provenanceBeside: (fileId: FileId, options: Options) => Promise<string | null>;
}

type Signed = Pick<ProvenanceToVerify, 'archive' | 'provenance'>;
type RegistrySubject = Extract<TrustSubject, { readonly kind: 'registry' }>;

export function createTrustService(options: TrustServiceOptions): TrustService {
  const { manifest, clientFor, content, archives, archivePath, keyFiles, now } = options;

  async function inRegistry({ tag, ...place }: RegistrySubject, signal: AbortSignal): Promise<Signed> {
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
    { address, repository }: Omit<RegistrySubject, 'tag'>,
    blob: Parameters<RegistryClient['readBlob']>[1],
    signal: AbortSignal,
  ): Promise<Buffer> {
    const cached = await content.read(blob.digest);
    if (cached !== null) return cached;
    const bytes = await clientFor(address).readBlob(repository, blob, { maxBytes: MAX_PROVENANCE_BYTES, signal });
    await content.write(blob.digest, bytes);
    return bytes;
  }

  async function onDisk(source: FileSource, signal: AbortSignal): Promise<Signed> {
    const { digest } = await archives.index(source, { signal });
    // Of a folder the archive that was just read: what stands beside the folder itself is about something else.
    const path = await archivePath(source.fileId, { signal });
    const archive = { fileName: basename(path), digest };
    const found = await readProvenanceBeside(path, { signal });
    if (found === null) return { archive, provenance: null };
    const { path: _stays, ...provenance } = found;
    return { archive, provenance };
  }

  return {
    async report(subject, { signal }) {
      const signed = await (subject.kind === 'registry' ? inRegistry(subject, signal) : onDisk(subject, signal));
      return await verifyProvenance({ ...signed, keys: await keyFiles.ring(), nowMs: now() });
    },
    async provenanceBeside(fileId, { signal }) {
      const found = await readProvenanceBeside(await archivePath(fileId, { signal }), { signal });
      return found === null ? null : Buffer.from(found.bytes).toString('utf8');
    },
  };
}
