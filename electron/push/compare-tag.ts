/**
 * What a tag holds now, compared with what a push would write. A manifest holds the archive's file time, so an unequal
 * digest proves nothing: the layers decide. Only reads.
 */
import type { Digest } from '../../shared/digest';
import { MEDIA_TYPE, type Descriptor } from '../../shared/oci';
import type { ManifestDetail } from '../../shared/registry';
import { readManifest, type ManifestBytes } from '../registries/read-manifest';
import type { CallOptions, RegistryClient } from '../registry/registry-client';
import { isRegistryError } from '../registry/registry-error';
import type { PushPlan } from './plan-push';

export interface TagPlace {
  readonly address: string;
  readonly repository: string;
  readonly tag: string;
}

export type TagContent =
  | { readonly kind: 'absent' }
  /** Chart and provenance are ours already; `sameManifest` false: only the file's time differs. */
  | { readonly kind: 'same'; readonly digest: Digest; readonly sameManifest: boolean }
  | { readonly kind: 'different'; readonly digest: Digest; readonly createdAt?: string };

const CREATED_ANNOTATION = 'org.opencontainers.image.created';

/**
 * One HEAD where the tag is free or holds exactly our manifest, and one GET more where it holds another: HEAD does not
 * count against the pull limits of registries that have some. Throws what the client throws.
 */
export async function compareTag(
  client: RegistryClient,
  { address, repository, tag }: TagPlace,
  plan: PushPlan,
  options: CallOptions,
): Promise<TagContent> {
  const read = { ...options, forPush: true };
  const head = await client.headManifest(repository, tag, read);
  if (head === null) return { kind: 'absent' };
  const ourDigest = plan.manifest.digest;
  if (head.digest === ourDigest) return { kind: 'same', digest: ourDigest, sameManifest: true };
  try {
    const fetched = await client.getManifest(repository, tag, read);
    if (fetched.digest === ourDigest) return { kind: 'same', digest: ourDigest, sameManifest: true };
    return compareContent(fetched, address, plan);
  } catch (error) {
    // Deleted between the two requests.
    if (isRegistryError(error, 'not-found')) return { kind: 'absent' };
    throw error;
  }
}

function compareContent(fetched: ManifestBytes, host: string, plan: PushPlan): TagContent {
  const { digest } = fetched;
  const manifest = readableManifest(fetched, host);
  if (manifest === null) return { kind: 'different', digest };
  if (manifest.kind === 'chart' && holdsOurLayers(manifest.layers, plan)) {
    return { kind: 'same', digest, sameManifest: false };
  }
  const createdAt = manifest.annotations[CREATED_ANNOTATION];
  return { kind: 'different', digest, ...(createdAt === undefined ? {} : { createdAt }) };
}

/** Whatever stands under the tag is somebody's content, also where it is broken: null, and the user decides. */
function readableManifest(fetched: ManifestBytes, host: string): ManifestDetail | null {
  try {
    return readManifest(fetched, host);
  } catch (error) {
    if (isRegistryError(error, 'invalid-answer')) return null;
    throw error;
  }
}

/** Exactly our chart and our provenance, or exactly our chart and none: one layer more or less is another content. */
function holdsOurLayers(layers: readonly Descriptor[], { chart, provenance }: PushPlan): boolean {
  const ours = [`${MEDIA_TYPE.helmChart} ${chart.digest}`];
  if (provenance !== null) ours.push(`${MEDIA_TYPE.helmProvenance} ${provenance.digest}`);
  const theirs = layers.map((layer) => `${layer.mediaType} ${layer.digest}`);
  return theirs.length === ours.length && ours.every((layer) => theirs.includes(layer));
}
