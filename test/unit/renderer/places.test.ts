import { describe, expect, it } from 'vitest';
import { chartSplat, formatPlace, parsePlace, placeOfRoute, shownReference } from '../../../renderer/places';
import { digestOf } from '../../support/push-samples';

const digest = digestOf('a');
const chart = { address: 'ghcr.io', repository: 'org/app' };

describe('parsePlace', () => {
  it.each([
    ['oci://ghcr.io/org/app:1.0.0+b', { kind: 'chart', reference: { ...chart, tag: '1.0.0_b' } }],
    [`ghcr.io/org/app@${digest}`, { kind: 'chart', reference: { ...chart, digest } }],
    [`ghcr.io/org/app:1.0.0@${digest}`, { kind: 'chart', reference: { ...chart, tag: '1.0.0', digest } }],
    [' ghcr.io/org/app/ ', { kind: 'repository', ...chart }],
    ['localhost', { kind: 'registry', address: 'localhost' }],
    ['ghcr.io', { kind: 'registry', address: 'ghcr.io' }],
    ['traefik', null],
    ['ghcr.io/Org/app', null],
  ])('reads %s', (text, place) => {
    expect(parsePlace(text)).toEqual(place);
  });
});

describe('the route of a place', () => {
  it.each([
    { ...chart, tag: '1.0.0_b' },
    { ...chart, digest },
    { ...chart, tag: '1.0.0', digest },
  ])('leads back to %o', (reference) => {
    const params = { address: reference.address, _splat: chartSplat(reference) };
    const place = { kind: 'chart', reference } as const;
    expect(placeOfRoute(params)).toEqual(place);
    expect(shownReference(params)).toBe(formatPlace(place));
  });

  it('is shown as it is where it leads nowhere', () => {
    expect(shownReference({ address: 'ghcr.io', _splat: 'Org/app:1.0.0' })).toBe('oci://ghcr.io/Org/app:1.0.0');
    expect(shownReference({})).toBe('');
  });
});
