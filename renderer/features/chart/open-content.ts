/** What a manifest names and how it opens: as a manifest or as a blob. No React here. */
import type { Digest } from '../../../shared/digest';
import { CHART_ARCHIVE_TYPES, MANIFEST_TYPES } from '../../../shared/media-types';
import type { Descriptor } from '../../../shared/oci';
import type { ManifestDetail } from '../../../shared/registry';
import { blobWords, type BlobWords } from './media-type-words';

/** One of the things that a manifest points at, named by what it is and, for layers, where it stands. */
export interface HeldBlob extends BlobWords {
  readonly descriptor: Descriptor;
}

export interface OpenContent {
  readonly title: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly isManifest: boolean;
  /** The archive of the chart: its files are in a tab of their own. */
  readonly isChartArchive: boolean;
  /** What it is called when it is saved. */
  readonly fileName: string;
}

/** Config, layers and children, in this order; a digest may stand in it twice. */
export function blobsOf({ config, layers, manifests }: ManifestDetail): readonly HeldBlob[] {
  return [
    ...(config === undefined ? [] : [named(config)]),
    ...layers.map((layer, index) => {
      const blob = named(layer);
      return { ...blob, title: `Layer ${index + 1}, ${blob.title.toLowerCase()}` };
    }),
    ...manifests.map(named),
  ];
}

function named(descriptor: Descriptor): HeldBlob {
  return { descriptor, ...blobWords(descriptor.mediaType) };
}

export function contentOf({ title, descriptor }: HeldBlob): OpenContent {
  const { mediaType, digest, size } = descriptor;
  return {
    title,
    digest,
    sizeBytes: size,
    isManifest: MANIFEST_TYPES.includes(mediaType),
    isChartArchive: CHART_ARCHIVE_TYPES.includes(mediaType),
    fileName: `${digest.replace(':', '-')}${endingOf(mediaType)}`,
  };
}

function endingOf(mediaType: string): string {
  if (mediaType.endsWith('json')) return '.json';
  if (mediaType.endsWith('.prov')) return '.prov';
  if (mediaType.endsWith('xml')) return '.xml';
  if (mediaType.endsWith('yaml')) return '.yaml';
  if (mediaType.startsWith('text/')) return '.txt';
  return /\btar[+.]gzip$/.test(mediaType) ? '.tgz' : '';
}

/** The first of `blobs` with this digest, ready to open; null where none has it. */
export function findContent(blobs: readonly HeldBlob[], digest: Digest): OpenContent | null {
  const found = blobs.find(({ descriptor }) => descriptor.digest === digest);
  return found === undefined ? null : contentOf(found);
}

/** True for what a person can read, as its type says: JSON and other text, not archives. */
export function isReadable({ descriptor: { mediaType } }: HeldBlob): boolean {
  return /(?:json|xml|yaml|\.prov)$|^text\//.test(mediaType);
}
