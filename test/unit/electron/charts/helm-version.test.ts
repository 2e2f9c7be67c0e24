/** What Helm takes as a version, and what it counts as one when it lists tags. */
import { describe, expect, it } from 'vitest';
import { isHelmVersion, isStrictVersion } from '../../../../electron/charts/helm-version';

describe('isHelmVersion', () => {
  it.each(['1.2.3', 'v1.2.3', '1.2', '1', '01.2.3', '1.2.3-rc.1', '1.2.3+a.7', '1.2-x+y', '1.0.0-0', '1.0.0-a01'])(
    'takes %s',
    (text) => {
      expect(isHelmVersion(text)).toBe(true);
    },
  );

  it.each([
    '',
    'latest',
    '1.',
    '1.2.3.4',
    '1.2.3-',
    '1.2.3+',
    '1.2.3-01',
    '1.2.3-a..b',
    '1.2.3_1',
    ' 1.2.3',
    '1.2.3\n',
    'V1.2.3',
    '-1.2.3',
    '1.2.3-ä',
    '18446744073709551616.0.0',
    `1.2.3-${'a'.repeat(251)}`,
  ])('refuses %j', (text) => {
    expect(isHelmVersion(text)).toBe(false);
  });

  it('takes the largest numbers and lengths that the library takes', () => {
    expect(isHelmVersion('18446744073709551615.0.0')).toBe(true);
    expect(isHelmVersion(`1.2.3-${'a'.repeat(250)}`)).toBe(true);
  });
});

describe('isStrictVersion', () => {
  it.each(['1.2.3', '1.2.3-rc.1', '1.2.3+a', '0.0.0'])('takes %s', (text) => {
    expect(isStrictVersion(text)).toBe(true);
  });

  it.each(['v1.2.3', '1.2', '01.2.3', '1.2.3-01', 'latest'])('refuses %s', (text) => {
    expect(isStrictVersion(text)).toBe(false);
  });
});
