import { describe, expect, it } from 'vitest';
import { fileTagOf, versionChoices } from '../../../../../renderer/features/chart/chart-versions';
import type { Version } from '../../../../../shared/registry';
import { digestOf } from '../../../../support/push-samples';

const place = { address: 'ghcr.io', repository: 'org/app' };
const digest = digestOf('a');

function version(tag: string): Version {
  return { tag, version: tag.replaceAll('_', '+'), isPrerelease: false, isSemver: true };
}

describe('versionChoices', () => {
  const list = [version('1.1.0'), version('1.0.0_acme.1')];

  it('offers what the repository has, and goes to the tag of each', () => {
    const { items, current, tagOf } = versionChoices({ ...place, tag: '1.1.0' }, list);
    expect(items).toEqual(['1.1.0', '1.0.0+acme.1']);
    expect(current).toBe('1.1.0');
    expect(tagOf('1.0.0+acme.1')).toBe('1.0.0_acme.1');
  });

  it('puts what is shown first where the list lacks it', () => {
    expect(versionChoices({ ...place, tag: '0.9.0_x' }, list).items).toEqual(['0.9.0+x', '1.1.0', '1.0.0+acme.1']);
    const byDigest = versionChoices({ ...place, digest }, list);
    expect(byDigest.items).toEqual([byDigest.current, '1.1.0', '1.0.0+acme.1']);
    expect(byDigest.current).toBe('sha256:aaaaaaaaaaaa');
    expect(byDigest.tagOf(byDigest.current)).toBeUndefined();
  });

  it('makes one choice of two tags that read alike', () => {
    const doubled: readonly Version[] = [version('1.0.0_a'), { ...version('1.0.0-a'), version: '1.0.0+a' }];
    const { items, tagOf } = versionChoices({ ...place, tag: '1.0.0_a' }, doubled);
    expect(items).toEqual(['1.0.0+a']);
    expect(tagOf('1.0.0+a')).toBe('1.0.0_a');
  });
});

describe('fileTagOf', () => {
  it('is the tag, else the version that the chart itself names', () => {
    expect(fileTagOf({ ...place, tag: '1.0.0', digest }, { name: 'app', version: '2.0.0' })).toBe('1.0.0');
    expect(fileTagOf({ ...place, digest }, { name: 'app', version: '2.0.0+b' })).toBe('2.0.0_b');
  });

  it('is null where neither would do as a name', () => {
    expect(fileTagOf({ ...place, digest }, null)).toBeNull();
    expect(fileTagOf({ ...place, digest }, { name: 'app', version: '../../etc' })).toBeNull();
  });
});
