import { describe, expect, test } from 'vitest';
import { checkManifest, referrerFacts } from '../../../../../electron/local-registry/server/manifest-check';
import { MEDIA_TYPE } from '../../../../../shared/oci';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const part = (letter: string, mediaType = 'application/x') => ({ mediaType, digest: digest(letter), size: 5 });
const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));
const image = { schemaVersion: 2, config: part('a'), layers: [part('b')] };
const index = { schemaVersion: 2, manifests: [part('c'), part('d')] };

describe('what a manifest needs', () => {
  test('Helm’s, without a type of its own', () => {
    expect(checkManifest(bytes(image), MEDIA_TYPE.ociManifest)).toMatchObject({
      mediaType: MEDIA_TYPE.ociManifest,
      blobs: [{ digest: digest('a') }, { digest: digest('b') }],
      manifests: [],
    });
  });

  test('one that is sent without a type', () => {
    const document = { ...index, mediaType: MEDIA_TYPE.ociIndex, subject: part('e') };
    expect(checkManifest(bytes(document), undefined)).toMatchObject({
      mediaType: MEDIA_TYPE.ociIndex,
      blobs: [],
      manifests: [{ digest: digest('c') }, { digest: digest('d') }],
      subject: digest('e'),
    });
  });

  test('Docker’s, and layers that stay elsewhere', () => {
    const foreign = part('f', 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip');
    const document = { ...image, layers: [...image.layers, foreign] };
    expect(checkManifest(bytes(document), `${MEDIA_TYPE.dockerManifest}; charset=utf-8`)).toMatchObject({
      blobs: [{ digest: digest('a') }, { digest: digest('b') }],
      foreignBlobs: [{ digest: digest('f') }],
    });
    expect(checkManifest(bytes(index), MEDIA_TYPE.dockerManifestList)).toMatchObject({ manifests: [{}, {}] });
  });
});

test.each([
  ['not JSON', Buffer.from('{'), MEDIA_TYPE.ociManifest, 'not JSON'],
  ['an array', bytes([]), MEDIA_TYPE.ociManifest, 'no object'],
  ['of no type', bytes(image), undefined, 'type is missing'],
  ['of an unknown type', bytes(image), 'text/html', 'no type of manifest'],
  ['of two types', bytes({ ...image, mediaType: MEDIA_TYPE.ociManifest }), MEDIA_TYPE.ociIndex, 'says it is'],
  ['of a type that is no text', bytes({ ...image, mediaType: 5 }), MEDIA_TYPE.ociIndex, 'has to be text'],
  ['both image and index', bytes({ ...image, ...index }), MEDIA_TYPE.ociManifest, `can't have "manifests"`],
  ['both index and image', bytes({ ...index, layers: [] }), MEDIA_TYPE.ociIndex, `can't have "layers"`],
  ['without layers', bytes({ schemaVersion: 2, config: part('a') }), MEDIA_TYPE.ociManifest, 'layers'],
  [
    'with a digest that leads away',
    bytes({ ...image, config: { ...part('a'), digest: '../../x' } }),
    MEDIA_TYPE.ociManifest,
    'digest',
  ],
  [
    'with a size below 0',
    bytes({ ...index, manifests: [{ ...part('c'), size: -1 }] }),
    MEDIA_TYPE.ociIndex,
    'manifests',
  ],
  ['of schema 1', bytes({ ...image, schemaVersion: 1 }), MEDIA_TYPE.ociManifest, 'schemaVersion'],
])('a manifest that is %s', (_name, document, contentType, words) => {
  expect(() => checkManifest(document, contentType)).toThrow(words);
});

test('what a list of referrers says', () => {
  const annotations = { key: 'value' };
  expect(referrerFacts(bytes({ ...image, artifactType: 'application/sbom', annotations }))).toEqual({
    artifactType: 'application/sbom',
    annotations,
  });
  // Images from before 1.1 have none: then it is their config's type.
  expect(referrerFacts(bytes({ ...image, artifactType: '' }))).toEqual({ artifactType: 'application/x' });
  expect(referrerFacts(bytes(index))).toEqual({});
});
