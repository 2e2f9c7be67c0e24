/** Media types of manifests; free of zod, for the window. The rest stand in oci.ts. */

export const MANIFEST_TYPES: readonly string[] = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Layers that are the archive of a chart: today's, and that of Helm before 3.7. */
export const CHART_ARCHIVE_TYPES: readonly string[] = [
  'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  'application/tar+gzip',
];
