import { describe, expect, it } from 'vitest';
import { formatDestination, parseDestination } from '../../../shared/destination';

describe('parseDestination', () => {
  it.each([
    ['ghcr.io/acme/charts', 'ghcr.io', 'acme/charts'],
    ['oci://localhost:5000/charts/', 'localhost:5000', 'charts'],
    [' Localhost:5000 ', 'localhost:5000', ''],
  ])('reads %s', (text, address, path) => {
    expect(parseDestination(text)).toEqual({ ok: true, data: { address, path } });
  });

  it.each(['', 'https://ghcr.io/acme', 'ghcr.io/Acme', 'ghcr.io/app:1.0.0', 'ghcr.io/a//b', 'g hcr.io/a'])(
    'explains what is wrong with "%s"',
    (text) => {
      const parsed = parseDestination(text);
      expect(parsed).toMatchObject({ ok: false, error: { message: expect.stringMatching(/\w+/) as string } });
    },
  );

  it('writes what it read', () => {
    expect(formatDestination({ address: 'ghcr.io', path: 'acme' })).toBe('ghcr.io/acme');
    expect(formatDestination({ address: 'ghcr.io', path: '' })).toBe('ghcr.io');
  });
});
