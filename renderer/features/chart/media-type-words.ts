/** What a blob is, in words, by its media type. The types are OCI's, Docker's and Helm's, and those of what is attached to charts. */

export interface BlobWords {
  readonly title: string;
  readonly text: string;
}

const WORDS: Readonly<Record<string, BlobWords>> = {
  'application/vnd.cncf.helm.config.v1+json': {
    title: 'Config',
    text: 'Chart.yaml as JSON: what lists and search read.',
  },
  'application/vnd.cncf.helm.chart.content.v1.tar+gzip': {
    title: 'Chart archive',
    text: 'The .tgz, byte for byte.',
  },
  'application/vnd.cncf.helm.chart.provenance.v1.prov': {
    title: 'Provenance',
    text: 'The .prov file that was pushed along. Present is not verified.',
  },
  'application/tar+gzip': {
    title: 'Chart archive, old kind',
    text: 'Pushed by Helm before 3.7. Helm still pulls it; push it again to bring it up to date.',
  },
  'application/vnd.oci.image.config.v1+json': { title: 'Image config', text: 'How a container image is run.' },
  'application/vnd.docker.container.image.v1+json': { title: 'Image config', text: 'How a container image is run.' },
  'application/vnd.oci.image.layer.v1.tar+gzip': { title: 'Image layer', text: "A part of a container's file system." },
  'application/vnd.docker.image.rootfs.diff.tar.gzip': {
    title: 'Image layer',
    text: "A part of a container's file system.",
  },
  'application/vnd.oci.empty.v1+json': { title: 'Empty', text: 'A place holder that the specification asks for.' },
  'application/vnd.oci.image.manifest.v1+json': { title: 'Manifest', text: 'One artifact of the index.' },
  'application/vnd.oci.image.index.v1+json': { title: 'Index', text: 'A list of manifests.' },
  'application/vnd.docker.distribution.manifest.v2+json': { title: 'Manifest', text: "An image in Docker's format." },
  'application/vnd.docker.distribution.manifest.list.v2+json': { title: 'Index', text: 'A list of manifests.' },
};

/** Types that come in many versions and encodings, by their telling parts. */
const FAMILIES: readonly (readonly [part: RegExp, words: BlobWords])[] = [
  [/simplesigning/, { title: 'Signed text', text: 'What a signature by cosign is of. Present is not verified.' }],
  [/sigstore\.bundle/, { title: 'Sigstore bundle', text: 'A signature or an attestation. Present is not verified.' }],
  [
    /cncf\.notary|jose\+json|\/cose$/,
    { title: 'Signature', text: 'A signature by notation. Present is not verified.' },
  ],
  [/spdx/, { title: 'List of parts', text: 'An SBOM in the form of SPDX.' }],
  [/cyclonedx/, { title: 'List of parts', text: 'An SBOM in the form of CycloneDX.' }],
  [/\.syft/, { title: 'List of parts', text: 'An SBOM in the form of Syft.' }],
  [
    /in-toto|\.dsse\./,
    { title: 'Attestation', text: 'What somebody says of how it was made. Present is not verified.' },
  ],
  [/^text\//, { title: 'Text', text: 'Chartroom knows no more of it than that it is text.' }],
];

export function blobWords(mediaType: string): BlobWords {
  // Own keys only: the type is whatever the registry's content says, `constructor` included.
  const words = Object.hasOwn(WORDS, mediaType) ? WORDS[mediaType] : undefined;
  return (
    words ??
    FAMILIES.find(([part]) => part.test(mediaType))?.[1] ?? {
      title: 'Blob',
      text: 'Chartroom knows no more of this kind of content.',
    }
  );
}
