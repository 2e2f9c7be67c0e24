/** From a manifest's digest to the blobs of the chart that it holds. Only reads. */
import type { Digest } from '../../shared/digest';
import { MEDIA_TYPE, type Descriptor } from '../../shared/oci';
import { chartLayer, readManifest } from '../registries/read-manifest';
import type { RegistryClient } from '../registry/registry-client';
import { TransferError } from './transfer-error';

/** An index that wraps a chart has one child, or a few with signatures beside it. */
const MAX_INDEX_CHILDREN = 16;

export interface FoundChart {
  readonly chart: Descriptor;
  readonly provenance: Descriptor | null;
}

export interface ManifestPlace {
  readonly address: string;
  readonly repository: string;
  readonly digest: Digest;
}

/** Charts of every age, also wrapped in an index. Throws TransferError `not-a-chart`, and what the client throws. */
export async function findChart(
  client: RegistryClient,
  place: ManifestPlace,
  signal: AbortSignal,
): Promise<FoundChart> {
  const manifest = await fetchManifest(client, place, signal);
  const own = chartIn(manifest);
  if (own !== null) return own;
  for (const child of manifest.manifests.slice(0, MAX_INDEX_CHILDREN)) {
    const found = chartIn(await fetchManifest(client, { ...place, digest: child.digest }, signal));
    if (found !== null) return found;
  }
  throw new TransferError('not-a-chart', "This isn't a Helm chart, so there is no .tgz to save.", {
    why: 'It holds another kind of content, such as a container image.',
  });
}

async function fetchManifest(
  client: RegistryClient,
  { address, repository, digest }: ManifestPlace,
  signal: AbortSignal,
) {
  return readManifest(await client.getManifest(repository, digest, { signal }), address);
}

function chartIn(manifest: Awaited<ReturnType<typeof fetchManifest>>): FoundChart | null {
  if (manifest.kind !== 'chart' && manifest.kind !== 'legacy-chart') return null;
  const chart = chartLayer(manifest);
  if (chart === undefined) return null;
  const provenance = manifest.layers.find((layer) => layer.mediaType === MEDIA_TYPE.helmProvenance);
  return { chart, provenance: provenance ?? null };
}
