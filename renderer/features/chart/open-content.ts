/** What a manifest names and how it opens: as a manifest or as a blob. No React here. */
import type { Digest } from '../../../shared/digest';
import { MANIFEST_TYPES } from '../../../shared/media-types';
import type { ManifestDetail } from '../../../shared/registry';
import { blobWords } from './media-type-words';

export type Blob = ManifestDetail['layers'][number];

export interface OpenContent {
  readonly title: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly isManifest: boolean;
}

/** Config, layers and children, in this order; a digest may stand in it twice. */
export function blobsOf({ config, layers, manifests }: ManifestDetail): readonly Blob[] {
  return [...(config === undefined ? [] : [config]), ...layers, ...manifests];
}

export function contentOf({ mediaType, digest, size }: Blob): OpenContent {
  const { title } = blobWords(mediaType);
  return { title, digest, sizeBytes: size, isManifest: MANIFEST_TYPES.includes(mediaType) };
}
