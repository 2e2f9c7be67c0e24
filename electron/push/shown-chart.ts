/**
 * What the window showed of a chart before the user said yes: the push is bound to it, so that what the preview shows is
 * what the registry gets. Small enough to be kept for every file and to be written down for a retry.
 */
import * as z from 'zod';
import { digestSchema } from '../../shared/oci';
import { ChartError } from '../charts/chart-error';
import type { PreparedChart } from './prepared-charts';

export const shownChartSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** Of the archive. */
  digest: digestSchema,
  /** It is written into the manifest, so a touched file is another push. */
  modifiedAtMs: z.number(),
  /** Of the `.prov` beside it; null where there was none. */
  provenanceDigest: digestSchema.nullable(),
});
export type ShownChart = z.infer<typeof shownChartSchema>;

export function shownChart({ archive, provenance }: PreparedChart): ShownChart {
  return {
    name: archive.metadata.name,
    version: archive.metadata.version,
    digest: archive.digest,
    modifiedAtMs: archive.modifiedAtMs,
    provenanceDigest: provenance?.file.digest ?? null,
  };
}

/** Throws ChartError `changed` where the chart, its time or its `.prov` is not what was shown. */
export function assertAsShown(chart: PreparedChart, shown: ShownChart): void {
  const now = shownChart(chart);
  const { fileName } = chart.archive;
  if (now.digest !== shown.digest || now.modifiedAtMs !== shown.modifiedAtMs) {
    throw new ChartError(
      'changed',
      `${fileName} changed since you looked at it. Drop it again to see what it holds now.`,
    );
  }
  if (now.provenanceDigest !== shown.provenanceDigest) {
    throw new ChartError(
      'changed',
      `The .prov of ${fileName} changed since you looked at it. Drop the chart again to see what would be pushed now.`,
    );
  }
}
