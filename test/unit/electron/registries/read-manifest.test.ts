import { describe, expect, it } from 'vitest';
import { readManifest, summarize } from '../../../../electron/registries/read-manifest';
import type { Digest } from '../../../../shared/digest';
import { MEDIA_TYPE } from '../../../../shared/oci';

const digest = `sha256:${'a'.repeat(64)}` as Digest;
const descriptor = (mediaType: string, size = 1) => ({ mediaType, digest, size });

function read(document: unknown, mediaType: string = MEDIA_TYPE.ociManifest) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return readManifest({ bytes: Buffer.from(text), mediaType, digest }, 'registry.test');
}

describe('readManifest', () => {
  it('knows a chart by its media types, wherever its layers stand', () => {
    const manifest = read({
      schemaVersion: 2,
      config: descriptor(MEDIA_TYPE.helmConfig),
      layers: [descriptor(MEDIA_TYPE.helmProvenance, 9), descriptor(MEDIA_TYPE.helmChart, 237_790)],
      annotations: { 'org.opencontainers.image.created': '2026-08-21T09:14:27Z' },
    });
    expect(manifest.kind).toBe('chart');
    expect(summarize(manifest, { name: 'traefik', version: '1.0.0', appVersion: 'v3' })).toEqual({
      digest,
      kind: 'chart',
      sizeBytes: 237_790,
      hasProvenance: true,
      createdAt: '2026-08-21T09:14:27Z',
      appVersion: 'v3',
    });
  });

  it.each([
    [
      'a chart of Helm before 3.7',
      descriptor(MEDIA_TYPE.helmConfig),
      [descriptor(MEDIA_TYPE.legacyHelmChart)],
      'legacy-chart',
    ],
    [
      'an image',
      descriptor('application/vnd.oci.image.config.v1+json'),
      [descriptor('application/vnd.oci.image.layer.v1.tar+gzip')],
      'other',
    ],
    ['a config without a chart', descriptor(MEDIA_TYPE.helmConfig), [], 'other'],
  ])('tells %s apart', (_what, config, layers, kind) => {
    expect(read({ schemaVersion: 2, config, layers }).kind).toBe(kind);
  });

  it('shows the children of an index', () => {
    const child = descriptor(MEDIA_TYPE.ociManifest);
    const index = read({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [child] }, MEDIA_TYPE.ociIndex);
    expect(index).toMatchObject({ kind: 'index', manifests: [child], layers: [] });
  });

  it.each([
    ['both a manifest and an index', { schemaVersion: 2, manifests: [], config: descriptor('x'), layers: [] }],
    [
      'another media type than the registry says',
      { schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, config: descriptor('x'), layers: [] },
    ],
    ['a size of 2^53', { schemaVersion: 2, config: descriptor('x', 2 ** 53), layers: [] }],
    [
      'a digest that is none',
      { schemaVersion: 2, config: { ...descriptor('x'), digest: 'sha256:../../etc' }, layers: [] },
    ],
    ['HTML', '<html></html>'],
    ['an array', []],
    ['null', 'null'],
  ])('refuses %s', (_what, document) => {
    expect(() => read(document)).toThrow(expect.objectContaining({ code: 'invalid-answer' }));
  });
});
