import { expect, test } from 'vitest';
import { readTarget } from '../../../../../electron/local-registry/server/routes';

test.each([
  ['/v2/', { kind: 'base' }],
  ['/v2', { kind: 'base' }],
  ['/v2/_catalog', { kind: 'catalog' }],
  ['/v2/a/b/tags/list', { kind: 'tags', repository: 'a/b' }],
  ['/v2/a/manifests/1.0.0', { kind: 'manifest', repository: 'a', reference: '1.0.0' }],
  ['/v2/a/manifests/sha256%3Aaa', { kind: 'manifest', repository: 'a', reference: 'sha256:aa' }],
  ['/v2/a/blobs/sha256:aa', { kind: 'blob', repository: 'a', digest: 'sha256:aa' }],
  ['/v2/a/blobs/uploads/', { kind: 'uploads', repository: 'a' }],
  ['/v2/a/blobs/uploads', { kind: 'uploads', repository: 'a' }],
  ['/v2/a/blobs/uploads/id', { kind: 'upload', repository: 'a', id: 'id' }],
  ['/v2/a/referrers/sha256:aa', { kind: 'referrers', repository: 'a', digest: 'sha256:aa' }],
  // Names that look like parts of a path.
  ['/v2/blobs/uploads/manifests/tags', { kind: 'manifest', repository: 'blobs/uploads', reference: 'tags' }],
  ['/v2/tags/list/tags/list', { kind: 'tags', repository: 'tags/list' }],
  ['/v2/a/blobs/blobs/uploads/', { kind: 'uploads', repository: 'a/blobs' }],
])('%s', (url, route) => {
  expect(readTarget(url)).toMatchObject({ route });
});

test('the query stays as it was sent', () => {
  const { query } = readTarget('/v2/a/blobs/uploads/id?digest=sha256:aa&x=%2B?');
  expect([query.get('digest'), query.get('x')]).toEqual(['sha256:aa', '+?']);
});

test.each(['/', '/v1/', '/v2/a', '/v2/a/tags', '/v2/a/manifests/', '/v2/a/b/c', '', 'http://other/v2/'])(
  '%j is no path',
  (url) => {
    expect(() => readTarget(url)).toThrow('no such path');
  },
);

test.each(['/v2/../tags/list', '/v2/A/tags/list', '/v2/a//tags/list', '/v2/a%00/tags/list'])('%j is no name', (url) => {
  expect(() => readTarget(url)).toThrow('A repository name has');
});
