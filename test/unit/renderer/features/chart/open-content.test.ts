import { describe, expect, it } from 'vitest';
import { blobsOf, contentOf, findContent, isReadable } from '../../../../../renderer/features/chart/open-content';
import type { ManifestDetail } from '../../../../../shared/registry';
import { digestOf } from '../../../../support/push-samples';

const chart: ManifestDetail = {
  digest: digestOf('f'),
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  sizeBytes: 10,
  kind: 'chart',
  text: '{}',
  config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: digestOf('a'), size: 1 },
  layers: [
    { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', digest: digestOf('b'), size: 2 },
    { mediaType: 'application/vnd.cncf.helm.chart.provenance.v1.prov', digest: digestOf('c'), size: 3 },
    { mediaType: 'constructor', digest: digestOf('c'), size: 3 },
  ],
  manifests: [],
  annotations: {},
};

describe('blobsOf', () => {
  it('names each by what it is, and layers by where they stand', () => {
    expect(blobsOf(chart).map(({ title }) => title)).toEqual([
      'Config',
      'Layer 1, chart archive',
      'Layer 2, provenance',
      'Layer 3, blob',
    ]);
  });

  it('lists the manifests of an index', () => {
    const child = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: digestOf('d'), size: 4 };
    const { config: _config, ...rest } = chart;
    const [blob] = blobsOf({ ...rest, kind: 'index', layers: [], manifests: [child] });
    expect(blob).toMatchObject({ title: 'Manifest', descriptor: child });
    expect(blob && contentOf(blob)).toMatchObject({ isManifest: true, isChartArchive: false, sizeBytes: 4 });
  });
});

describe('findContent', () => {
  it('opens the first with that digest, and nothing for one that the manifest does not name', () => {
    const blobs = blobsOf(chart);
    expect(findContent(blobs, digestOf('c'))).toMatchObject({ title: 'Layer 2, provenance', isManifest: false });
    expect(findContent(blobs, digestOf('e'))).toBeNull();
  });
});

it('knows the archive of a chart, and gives each a name to be saved by', () => {
  expect(blobsOf(chart).map((blob) => contentOf(blob))).toMatchObject([
    { isChartArchive: false, fileName: `sha256-${'a'.repeat(64)}.json` },
    { isChartArchive: true, fileName: `sha256-${'b'.repeat(64)}.tgz` },
    { isChartArchive: false, fileName: `sha256-${'c'.repeat(64)}.prov` },
    { isChartArchive: false, fileName: `sha256-${'c'.repeat(64)}` },
  ]);
});

it('offers to show what a person can read', () => {
  expect(blobsOf(chart).map(isReadable)).toEqual([true, false, true, false]);
  const types = ['text/plain', 'application/spdx+json', 'application/vnd.cyclonedx+xml', 'application/octet-stream'];
  const layers = types.map((mediaType) => ({ mediaType, digest: digestOf('e'), size: 1 }));
  const artifact = blobsOf({ ...chart, layers });
  expect(artifact.map(isReadable)).toEqual([true, true, true, true, false]);
  expect(artifact.map((blob) => contentOf(blob).fileName.slice(71))).toEqual(['.json', '.txt', '.json', '.xml', '']);
});
