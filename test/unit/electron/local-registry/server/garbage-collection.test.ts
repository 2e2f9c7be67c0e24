import { expect, test } from 'vitest';
import { reachableManifests } from '../../../../../electron/local-registry/server/garbage-collection';
import type { ManifestRecord } from '../../../../../electron/local-registry/server/repository';
import { digestOf } from '../../../../../electron/registry/digests';

const name = (text: string) => digestOf(Buffer.from(text));

function record(manifests: readonly string[], subject?: string): ManifestRecord {
  return {
    mediaType: 'application/x',
    sizeBytes: 1,
    blobs: [],
    manifests: manifests.map(name),
    ...(subject === undefined ? {} : { subject: name(subject) }),
  };
}

test('from tags into indexes, back to referrers and theirs, through circles', () => {
  const manifests = new Map(
    Object.entries({
      index: record(['inner', 'image']),
      inner: record(['index', 'deep']),
      image: record([]),
      deep: record([]),
      signature: record([], 'deep'),
      signatureOfSignature: record([], 'signature'),
      signatureOfNothing: record([], 'missing'),
      untagged: record(['image']),
    }).map(([key, value]) => [name(key), value] as const),
  );
  const tags = new Map([
    ['latest', name('index')],
    ['gone', name('missing')],
  ]);
  const reached = reachableManifests({ tags, manifests });
  const expected = ['index', 'inner', 'image', 'deep', 'signature', 'signatureOfSignature'];
  expect([...reached].sort()).toEqual(expected.map(name).sort());
});
