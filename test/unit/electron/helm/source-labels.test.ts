import { expect, it } from 'vitest';
import { digestOf, isSource, isSourceRepository, sourceLabels } from '../../../../electron/helm/source-labels';
import { isDigest } from '../../../../shared/digest';

function source(repository: string, algorithm: string, hex: string) {
  const digest = `${algorithm}:${hex}`;
  if (!isDigest(digest)) throw new Error('no digest');
  return { repository, digest };
}

it('fits into labels, and tells one source from another', () => {
  const one = source('ghcr.io/acme/charts/web', 'sha256', 'ab'.repeat(32));
  const labels = sourceLabels(one);
  for (const value of Object.values(labels)) expect(value).toMatch(/^[a-z2-7]{1,63}$/);
  expect(isSource(labels, one)).toBe(true);
  expect(isSource(labels, source(one.repository, 'sha256', 'ac'.repeat(32)))).toBe(false);
  expect(isSource(labels, source('ghcr.io/acme/charts/api', 'sha256', 'ab'.repeat(32)))).toBe(false);
  expect(isSourceRepository(labels, one.repository)).toBe(true);
  expect(isSourceRepository({}, one.repository)).toBe(false);
});

it('cuts a longer digest', () => {
  const long = source('ghcr.io/acme/web', 'sha512', '0f'.repeat(64));
  for (const value of Object.values(sourceLabels(long))) expect(value.length).toBeLessThanOrEqual(63);
});

it('writes base32 as RFC 4648 does', () => {
  const labels = sourceLabels(source('x', 'sha256', `${Buffer.from('foobar').toString('hex')}${'00'.repeat(26)}`));
  expect(labels['chartroom.source-digest']).toMatch(/^mzxw6ytboi/);
});

it('is read back from labels, but for what had to be cut and what nobody of us wrote', () => {
  const hex = '0123456789abcdef'.repeat(4);
  expect(digestOf(sourceLabels(source('x', 'sha256', hex)))).toBe(`sha256:${hex}`);
  expect(digestOf(sourceLabels(source('x', 'sha512', '0f'.repeat(64))))).toBeNull();
  for (const value of ['', 'null', 'abc', 'a'.repeat(51), '1'.repeat(52)]) {
    expect(digestOf({ 'chartroom.source-digest': value })).toBeNull();
  }
});
