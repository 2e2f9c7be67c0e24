/** The manifest of a chart: the one that is named, or the chart's within an index around it. */
import type { ManifestDetail } from '../../shared/registry';
import type { Digest } from '../../shared/digest';
import { ChartError } from '../charts/chart-error';
import type { BrowseService, Place } from './browse-service';

/** An index that wraps a chart has one child, or a few with signatures beside it. */
const MAX_INDEX_CHILDREN = 16;

/** A chart by the digest of its manifest, or of the index around it. */
export interface ChartPlace extends Place {
  readonly digest: Digest;
}

/** Throws ChartError `not-a-chart`, and what `manifest` throws. */
export async function findChartManifest(
  manifest: BrowseService['manifest'],
  place: ChartPlace,
  signal: AbortSignal,
): Promise<ManifestDetail> {
  const own = await manifest(place, place.digest, signal);
  if (isChart(own)) return own;
  for (const child of own.manifests.slice(0, MAX_INDEX_CHILDREN)) {
    const inner = await manifest(place, child.digest, signal);
    if (isChart(inner)) return inner;
  }
  throw notAChart();
}

function isChart({ kind }: ManifestDetail): boolean {
  return kind === 'chart' || kind === 'legacy-chart';
}

export function notAChart(): ChartError {
  return new ChartError('not-a-chart', "This isn't a Helm chart: it holds another kind of content.");
}
