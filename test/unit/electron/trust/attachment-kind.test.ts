import { expect, it } from 'vitest';
import { attachmentKind } from '../../../../electron/trust/attachment-kind';

it.each([
  ['application/vnd.cncf.notary.signature', 'notation-signature'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', 'sigstore-bundle'],
  ['application/vnd.dev.cosign.simplesigning.v1+json', 'cosign-signature'],
  ['application/vnd.dev.cosign.artifact.sig.v1+json', 'cosign-signature'],
  ['application/spdx+json', 'spdx'],
  ['text/spdx', 'spdx'],
  ['application/vnd.cyclonedx+json', 'cyclonedx'],
  ['application/vnd.syft+json', 'sbom'],
  ['application/vnd.dev.cosign.artifact.sbom.v1+json', 'sbom'],
  ['https://slsa.dev/provenance/v1', 'slsa'],
  ['application/vnd.in-toto+json', 'in-toto'],
  ['application/vnd.dsse.envelope.v1+json', 'in-toto'],
  ['constructor', 'other'],
  ['', 'other'],
])('%s is %s', (type, kind) => {
  expect(attachmentKind([type])).toBe(kind);
});

it('takes the telling type of several', () => {
  expect(attachmentKind(['application/vnd.dsse.envelope.v1+json', 'https://slsa.dev/provenance/v1'])).toBe('slsa');
  expect(attachmentKind(['application/vnd.oci.empty.v1+json', 'APPLICATION/SPDX+JSON'])).toBe('spdx');
  expect(attachmentKind([])).toBe('other');
});
