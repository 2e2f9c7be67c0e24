import { expect, test } from 'vitest';
import { blobPath, manifestPath, tagsPath, uploadsPath } from '../../../../electron/registry/paths';
import { sha256 } from '../../../support/registry-clients';

const DIGEST = sha256(Buffer.from('x'));

test('the paths of the distribution specification', () => {
  expect(manifestPath('acme/app', '1.0.0_build')).toBe('/v2/acme/app/manifests/1.0.0_build');
  expect(manifestPath('app', DIGEST)).toBe(`/v2/app/manifests/${DIGEST}`);
  expect(blobPath('app', DIGEST)).toBe(`/v2/app/blobs/${DIGEST}`);
  expect(uploadsPath('app')).toBe('/v2/app/blobs/uploads/');
  expect(tagsPath('app')).toBe('/v2/app/tags/list');
});

test('a repository whose name holds the text of the tag stays as it is', () => {
  expect(manifestPath('acme/app-1.0.0', '1.0.0')).toBe('/v2/acme/app-1.0.0/manifests/1.0.0');
});

test('a tag of 128 characters passes, one of 129 does not', () => {
  expect(manifestPath('app', 'a'.repeat(128))).toContain('a'.repeat(128));
  expect(() => manifestPath('app', 'a'.repeat(129))).toThrow(RangeError);
});

test.each(['..', 'a/../b', '/app', 'app/', 'App', 'app?x', 'app#x', 'a b', 'a%2f', ''])(
  '%j is no repository',
  (name) => {
    expect(() => tagsPath(name)).toThrow(RangeError);
  },
);

test.each(['1.0.0+build', '../x', 'a/b', 'a?b', '', 'sha256:abc'])('%j is neither tag nor digest', (reference) => {
  expect(() => manifestPath('app', reference)).toThrow(RangeError);
});
