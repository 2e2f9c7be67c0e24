import { describe, expect, test } from 'vitest';
import { namespaceProblem, releaseNameProblem, suggestReleaseName } from '../../../shared/release-name';

describe('the name of a release', () => {
  test.each(['shop', 'a', 'shop-2', 'shop.eu', '2fast', '2024-01-01', 'yes-please', 'a'.repeat(53)])(
    '%s is fine',
    (name) => {
      expect(releaseNameProblem(name)).toBeNull();
    },
  );

  test.each([
    ['', 'empty'],
    ['a'.repeat(54), 'too-long'],
    ['Shop', 'upper-case'],
    ['shop_1', 'characters'],
    ['-shop', 'characters'],
    ['shop.', 'characters'],
    ['shop..eu', 'characters'],
    ['--help', 'characters'],
    ['läden', 'characters'],
  ])('%j: %s', (name, problem) => {
    expect(releaseNameProblem(name)).toBe(problem);
  });

  test.each(['y', 'n', 'on', 'off', 'yes', 'no', 'true', 'false', 'null', '123', '0777', '1e3', '0x1f', '1.5'])(
    '%s would be no text in a label',
    (name) => {
      expect(releaseNameProblem(name)).toBe('not-text');
    },
  );
});

describe('the name of a namespace', () => {
  test.each([
    ['shop', null],
    ['y', null],
    ['a'.repeat(63), null],
    ['a'.repeat(64), 'too-long'],
    ['shop.eu', 'characters'],
    ['Shop', 'upper-case'],
    ['', 'empty'],
  ])('%j: %s', (name, problem) => {
    expect(namespaceProblem(name)).toBe(problem);
  });
});

describe('a suggested name', () => {
  test('is that of the chart', () => {
    expect(suggestReleaseName('traefik', new Set())).toBe('traefik');
  });
  test('has a number where that is taken', () => {
    expect(suggestReleaseName('traefik', new Set(['traefik', 'traefik-2']))).toBe('traefik-3');
  });
  test.each(['My_Chart', 'x'.repeat(100), 'on', '___', '0777'])('of %s can be used', (chart) => {
    expect(releaseNameProblem(suggestReleaseName(chart, new Set()))).toBeNull();
  });
});
