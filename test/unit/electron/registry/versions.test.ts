import { describe, expect, test } from 'vitest';
import { sortVersions } from '../../../../electron/registry/versions';

const order = (...tags: readonly string[]) => sortVersions(tags).versions.map(({ tag }) => tag);

describe('sortVersions', () => {
  test('highest first, by number and not by text', () => {
    expect(order('1.2.0', '1.10.0', '1.9.9', '2.0.0', '0.1.0')).toEqual(['2.0.0', '1.10.0', '1.9.9', '1.2.0', '0.1.0']);
  });

  test('prereleases stand below their release, their parts compared as SemVer says', () => {
    expect(
      order('1.0.0-alpha.1', '1.0.0', '1.0.0-rc.1', '1.0.0-alpha.beta', '1.0.0-alpha', '1.0.0-rc.11', '1.0.0-rc.2'),
    ).toEqual(['1.0.0', '1.0.0-rc.11', '1.0.0-rc.2', '1.0.0-rc.1', '1.0.0-alpha.beta', '1.0.0-alpha.1', '1.0.0-alpha']);
  });

  test('every _ of a tag is a + of the version; builds have a steady order, below higher versions', () => {
    const { versions } = sortVersions(['1.0.0_a', '1.0.0', '1.0.1', '1.0.0_b']);
    expect(versions.map(({ tag, version }) => [tag, version])).toEqual([
      ['1.0.1', '1.0.1'],
      ['1.0.0_b', '1.0.0+b'],
      ['1.0.0_a', '1.0.0+a'],
      ['1.0.0', '1.0.0'],
    ]);
    expect(versions.every(({ isSemver }) => isSemver)).toBe(true);
  });

  test('v1.2.3 has its place in the order, yet is no version to Helm', () => {
    const { versions, latestTag } = sortVersions(['1.2.2', 'v1.2.3', 'v2.0.0-rc.1']);
    expect(versions).toEqual([
      { tag: 'v2.0.0-rc.1', version: 'v2.0.0-rc.1', isPrerelease: true, isSemver: false },
      { tag: 'v1.2.3', version: 'v1.2.3', isPrerelease: false, isSemver: false },
      { tag: '1.2.2', version: '1.2.2', isPrerelease: false, isSemver: true },
    ]);
    expect(latestTag).toBe('1.2.2');
  });

  test('what is no version comes last, by name', () => {
    expect(order('main', '1.2', '01.2.3', '1.0.0', 'latest', '1.0.0_a_b')).toEqual([
      '1.0.0',
      '01.2.3',
      '1.0.0_a_b',
      '1.2',
      'latest',
      'main',
    ]);
  });

  test('the tags of signatures are hidden', () => {
    const hex = 'a'.repeat(64);
    expect(order(`sha256-${hex}`, `sha256-${hex}.sig`, `sha256-${hex}.att`, 'sha512-x', '1.0.0')).toEqual(['1.0.0']);
  });

  test('the latest is the highest release; without one there is none', () => {
    expect(sortVersions(['2.0.0-rc.1', '1.0.0', 'v9.0.0']).latestTag).toBe('1.0.0');
    expect(sortVersions(['2.0.0-rc.1', 'main']).latestTag).toBeUndefined();
    expect(sortVersions([])).toEqual({ versions: [] });
  });
});
