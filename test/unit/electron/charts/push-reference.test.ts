/** Where a chart goes, and in plain words why it can't. */
import { describe, expect, it } from 'vitest';
import { pushReference } from '../../../../electron/charts/push-reference';

const to = (name: string, version = '1.0.0', destination = 'example.com:5000/org/charts') =>
  pushReference(destination, { name, version });

describe('pushReference', () => {
  it.each([
    ['example.com:5000/org/charts', '1.0.0', 'oci://example.com:5000/org/charts/app:1.0.0'],
    ['oci://example.com', '1.0.0', 'oci://example.com/app:1.0.0'],
    ['example.com/org', '1.0.0+a.b', 'oci://example.com/org/app:1.0.0_a.b'],
    ['example.com/o', 'v1.2', 'oci://example.com/o/app:v1.2'],
  ])('puts into %s the version %s', (destination, version, reference) => {
    expect(to('app', version, destination)).toMatchObject({ ok: true, data: { reference } });
  });

  it('tells the parts', () => {
    expect(to('app', '1.0.0+x')).toEqual({
      ok: true,
      data: {
        address: 'example.com:5000',
        repository: 'org/charts/app',
        tag: '1.0.0_x',
        reference: 'oci://example.com:5000/org/charts/app:1.0.0_x',
      },
    });
  });

  it('takes a tag of 128 characters and no longer one', () => {
    expect(to('app', `1.0.0-${'a'.repeat(122)}`).ok).toBe(true);
    expect(to('app', `1.0.0-${'a'.repeat(123)}`)).toMatchObject({ error: { reason: 'long-tag' } });
  });

  it.each([
    ['App', 'upper-case-name', 'Rename the chart to app'],
    ['ÄPP', 'upper-case-name', 'capital letters'],
    ['my app', 'bad-name', 'lower-case letters and digits'],
    ['app-', 'bad-name', 'lower-case letters and digits'],
    ['äpp', 'bad-name', 'lower-case letters and digits'],
    ['a'.repeat(250), 'long-name', 'shorter destination'],
  ])('refuses the name %s', (name, reason, words) => {
    expect(to(name)).toMatchObject({ ok: false, error: { reason, message: expect.stringContaining(words) } });
  });

  it.each(['', 'https://example.com', 'example.com/Org', 'exa mple.com', 'user@example.com'])(
    'refuses the destination %j',
    (destination) => {
      expect(to('app', '1.0.0', destination)).toMatchObject({ ok: false, error: { reason: 'bad-destination' } });
    },
  );
});
