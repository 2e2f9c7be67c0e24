import { describe, expect, it } from 'vitest';
import { destinationOf, parentPath } from '../../../renderer/destination-here';

describe('destinationOf', () => {
  it('is the folder of a repository, so that the chart comes to lie where it is looked at', () => {
    const repository = 'platform/charts/traefik';
    expect(destinationOf({ kind: 'registry', address: 'a.dev' })).toBe('a.dev');
    expect(destinationOf({ kind: 'repository', address: 'a.dev', repository })).toBe('a.dev/platform/charts');
    expect(destinationOf({ kind: 'repository', address: 'a.dev', repository: 'traefik' })).toBe('a.dev');
    expect(destinationOf({ kind: 'chart', reference: { address: 'a.dev', repository, tag: '1.0.0' } })).toBe(
      'a.dev/platform/charts',
    );
  });
});

describe('parentPath', () => {
  it('is empty at the top', () => {
    expect(parentPath('traefik')).toBe('');
    expect(parentPath('platform/charts/traefik')).toBe('platform/charts');
  });
});
