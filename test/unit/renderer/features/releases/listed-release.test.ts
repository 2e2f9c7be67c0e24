import { describe, expect, it } from 'vitest';
import { rowsOf, updateProblems } from '../../../../../renderer/features/releases/listed-release';
import { updateSentence } from '../../../../../renderer/features/releases/update-sentence';
import type { Release } from '../../../../../shared/helm';
import { digestSchema } from '../../../../../shared/oci';
import type { ReleaseSource, ReleaseUpdate } from '../../../../../shared/release-source';

const DIGEST = digestSchema.parse(`sha256:${'a'.repeat(64)}`);
const SHOP: Release = {
  name: 'shop',
  namespace: 'web',
  revision: 1,
  status: 'deployed',
  chart: { name: 'shop', version: '1.0.0' },
  appVersion: '3.9',
  updatedAt: null,
};
const SOURCE: ReleaseSource = {
  address: 'ghcr.io',
  repository: 'acme/shop',
  tag: '1.0.0',
  digest: DIGEST,
  how: 'linked',
};
const UPDATE: ReleaseUpdate = {
  namespace: 'web',
  name: 'shop',
  newest: { tag: '1.1.0', version: '1.1.0' },
  newerCount: 1,
  republished: null,
  problem: null,
};

function row(update: ReleaseUpdate | null, release = SHOP) {
  const updates = update === null ? undefined : new Map([['web/shop', update]]);
  return rowsOf([release], new Map([['web/shop', SOURCE]]), updates)[0];
}

describe('a row of the list', () => {
  it('has its source and its update', () => {
    expect(row(UPDATE)).toEqual({ release: SHOP, source: SOURCE, update: UPDATE });
    expect(rowsOf([SHOP], undefined, undefined)[0]).toMatchObject({ source: undefined, update: null });
    expect(rowsOf([SHOP], new Map([['web/shop', null]]), undefined)[0]?.source).toBeNull();
  });

  it('has no update where there is nothing new, nor where it has become what is deployed', () => {
    expect(row({ ...UPDATE, newest: null, newerCount: 0 })?.update).toBeNull();
    expect(row(UPDATE, { ...SHOP, chart: { name: 'shop', version: '1.1.0' } })?.update).toBeNull();
  });

  it('has one where only the tag was pushed anew', () => {
    const republished = { ...UPDATE, newest: null, newerCount: 0, republished: { tag: '1.0.0', digest: DIGEST } };
    expect(row(republished)?.update).toBe(republished);
  });
});

it('reasons are told once each, the most frequent first', () => {
  const problem = (name: string, message: string): readonly [string, ReleaseUpdate] => [
    name,
    { ...UPDATE, name, newest: null, problem: { kind: 'unavailable', message } },
  ];
  const updates = new Map([problem('a', 'one'), problem('b', 'two'), problem('c', 'two'), ['d', UPDATE] as const]);
  expect(updateProblems(updates)).toEqual([
    { message: 'two', count: 2 },
    { message: 'one', count: 1 },
  ]);
});

it('an update is told in words', () => {
  expect(updateSentence(SOURCE, UPDATE)).toBe('1.1.0 is newer in ghcr.io/acme/shop.');
  expect(updateSentence(SOURCE, { ...UPDATE, newerCount: 3 })).toBe(
    'ghcr.io/acme/shop has 3 newer versions, up to 1.1.0.',
  );
  expect(
    updateSentence(SOURCE, { ...UPDATE, newest: null, newerCount: 0, republished: { tag: '1.0.0', digest: DIGEST } }),
  ).toBe('Republished: the tag 1.0.0 now leads to another chart than the one that is installed.');
});
