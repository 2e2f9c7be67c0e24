/**
 * From a manifest's bytes to what the window shows: which kind it is, what it holds, the row of the versions table.
 * The bytes come from a registry: nothing here trusts them. No I/O.
 */
import { indexSchema, manifestSchema, MEDIA_TYPE, type Descriptor, type Manifest } from '../../shared/oci';
import type { Digest } from '../../shared/digest';
import type { ChartMetadata } from '../../shared/chart';
import type { ManifestDetail, VersionSummary } from '../../shared/registry';
import { parseJson } from '../registry/body';
import { RegistryError } from '../registry/registry-error';

export interface ManifestBytes {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly digest: Digest;
}

const CREATED_ANNOTATION = 'org.opencontainers.image.created';

/** Throws RegistryError 'invalid-answer', naming `host`, for what is neither a manifest nor an index, or claims to be both. */
export function readManifest({ bytes, mediaType, digest }: ManifestBytes, host: string): ManifestDetail {
  const invalid = (message: string): RegistryError => new RegistryError(message, { code: 'invalid-answer' }, { host });
  const text = bytes.toString('utf8');
  const document = parseObject(bytes);
  if (document === null) throw invalid("The manifest isn't a JSON object.");
  const isIndex = 'manifests' in document;
  // CVE-2021-41190: a document that can be read both ways shows different content to different programs.
  if (isIndex && ('layers' in document || 'config' in document)) {
    throw invalid('The document claims to be a manifest and an index at once.');
  }
  if (typeof document['mediaType'] === 'string' && mediaType !== '' && document['mediaType'] !== mediaType) {
    throw invalid('The document says that it is of another type than the registry says.');
  }
  const common = { digest, mediaType, sizeBytes: bytes.byteLength, text };
  if (isIndex) {
    const index = indexSchema.safeParse(document);
    if (!index.success) throw invalid("The index can't be read.");
    const { manifests, annotations = {} } = index.data;
    return { ...common, kind: 'index', layers: [], manifests: manifests.map(plain), annotations };
  }
  const manifest = manifestSchema.safeParse(document);
  if (!manifest.success) throw invalid("The manifest can't be read.");
  const { config, layers, annotations = {} } = manifest.data;
  return {
    ...common,
    kind: kindOf(manifest.data),
    config: plain(config),
    layers: layers.map(plain),
    manifests: [],
    annotations,
  };
}

export function summarize(manifest: ManifestDetail, metadata: ChartMetadata | null): VersionSummary {
  const chart = chartLayer(manifest);
  const createdAt = manifest.annotations[CREATED_ANNOTATION];
  return {
    digest: manifest.digest,
    kind: manifest.kind,
    hasProvenance: manifest.layers.some((layer) => layer.mediaType === MEDIA_TYPE.helmProvenance),
    ...(chart === undefined ? {} : { sizeBytes: chart.size }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(metadata?.appVersion === undefined ? {} : { appVersion: metadata.appVersion }),
    ...(metadata?.kubeVersion === undefined ? {} : { kubeVersion: metadata.kubeVersion }),
    ...(metadata?.deprecated === undefined ? {} : { deprecated: metadata.deprecated }),
  };
}

/** By media type, never by index: Helm sorts layers by digest. */
export function chartLayer(manifest: Pick<ManifestDetail, 'layers'>): Descriptor | undefined {
  return (
    manifest.layers.find((layer) => layer.mediaType === MEDIA_TYPE.helmChart) ??
    manifest.layers.find((layer) => layer.mediaType === MEDIA_TYPE.legacyHelmChart)
  );
}

function kindOf(manifest: Manifest): VersionSummary['kind'] {
  if (manifest.config.mediaType !== MEDIA_TYPE.helmConfig) return 'other';
  if (manifest.layers.some((layer) => layer.mediaType === MEDIA_TYPE.helmChart)) return 'chart';
  return manifest.layers.some((layer) => layer.mediaType === MEDIA_TYPE.legacyHelmChart) ? 'legacy-chart' : 'other';
}

/** Only the fields that the window knows: unknown ones stay in the raw text. */
function plain({ mediaType, digest, size, annotations, artifactType }: Descriptor): Descriptor {
  return {
    mediaType,
    digest,
    size,
    ...(annotations === undefined ? {} : { annotations }),
    ...(artifactType === undefined ? {} : { artifactType }),
  };
}

/** Null for what is not a JSON object. */
function parseObject(bytes: Buffer): Record<string, unknown> | null {
  const document = parseJson(bytes);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  return { ...document };
}
