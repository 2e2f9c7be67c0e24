import { describe, expect, it } from 'vitest';
import { blobWords } from '../../../../../renderer/features/chart/media-type-words';
import { MANIFEST_TYPES } from '../../../../../shared/media-types';

describe('blobWords', () => {
  it.each([
    ['application/vnd.cncf.helm.config.v1+json', 'Config'],
    ['application/vnd.cncf.helm.chart.content.v1.tar+gzip', 'Chart archive'],
    ['application/vnd.cncf.helm.chart.provenance.v1.prov', 'Provenance'],
    ['application/vnd.oci.image.index.v1+json', 'Index'],
    ['application/vnd.dev.cosign.simplesigning.v1+json', 'Signed text'],
    ['application/vnd.dev.sigstore.bundle.v0.3+json', 'Sigstore bundle'],
    ['application/jose+json', 'Signature'],
    ['application/spdx+json', 'List of parts'],
    ['application/vnd.cyclonedx+xml', 'List of parts'],
    ['application/vnd.in-toto+json', 'Attestation'],
    ['text/plain', 'Text'],
  ])('names %s', (mediaType, title) => {
    expect(blobWords(mediaType).title).toBe(title);
  });

  it('knows every type that opens as a manifest', () => {
    for (const mediaType of MANIFEST_TYPES) expect(blobWords(mediaType).title).toMatch(/^(?:Manifest|Index)$/);
  });

  it.each(['application/x-other', '', 'constructor', '__proto__'])('has words for the unknown type %j', (mediaType) => {
    expect(blobWords(mediaType).title).toBe('Blob');
  });
});
