import { describe, expect, it } from 'vitest';
import { cutBefore, cutReference, shortDigest } from '../../../../renderer/format/middle-cut';

describe('cutBefore', () => {
  it('keeps the end', () => {
    expect(cutBefore('sha256:1be29b4e90788e11f3537826874', 6)).toEqual({
      head: 'sha256:1be29b4e90788e11f3537',
      tail: '826874',
    });
  });

  it('leaves a short text whole', () => {
    expect(cutBefore('sha256', 6)).toEqual({ head: '', tail: 'sha256' });
  });
});

describe('cutReference', () => {
  it.each([
    ['oci://ghcr.io/org/charts/app:1.2.3', 'oci://ghcr.io/org/charts/', 'app:1.2.3'],
    ['ghcr.io/app@sha256:01', 'ghcr.io/', 'app@sha256:01'],
    ['app', '', 'app'],
  ])('%s', (text, head, tail) => {
    expect(cutReference(text)).toEqual({ head, tail });
  });
});

it('abbreviates a digest to twelve digits', () => {
  expect(shortDigest(`sha256:ab4a887b0e18${'0'.repeat(52)}`)).toBe('sha256:ab4a887b0e18');
});
