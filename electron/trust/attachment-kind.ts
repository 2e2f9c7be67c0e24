/** What is attached to a chart, by the types that its makers give it. Types are others' words: unknown ones stay as they are. No I/O. */
import type { AttachmentKind } from '../../shared/trust';

/** Parts of media types and artifact types, the telling ones first. */
const KINDS: readonly (readonly [part: RegExp, kind: AttachmentKind])[] = [
  [/^application\/vnd\.cncf\.notary\.signature/, 'notation-signature'],
  [/^application\/vnd\.dev\.sigstore\.bundle/, 'sigstore-bundle'],
  [/^application\/vnd\.dev\.cosign\.(simplesigning|artifact\.sig)/, 'cosign-signature'],
  [/spdx/, 'spdx'],
  [/cyclonedx/, 'cyclonedx'],
  [/^application\/vnd\.syft/, 'sbom'],
  [/^application\/vnd\.dev\.cosign\.artifact\.sbom/, 'sbom'],
  [/slsa/, 'slsa'],
  [/in-toto|^application\/vnd\.dsse\.envelope/, 'in-toto'],
];

export function attachmentKind(types: readonly string[]): AttachmentKind {
  for (const [part, kind] of KINDS) if (types.some((type) => part.test(type.toLowerCase()))) return kind;
  return 'other';
}
