import { describe, expect, it } from 'vitest';
import { abbreviateDigest, cutBefore, cutReference, shortDigest } from '../../../../renderer/format/middle-cut';

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
    ['ghcr.io/app@sha256:0123456789abcdef', 'ghcr.io/app@sha256:0123', '456789abcdef'],
    ['app', '', 'app'],
  ])('%s', (text, head, tail) => {
    expect(cutReference(text)).toEqual({ head, tail });
  });
});

it('abbreviates a digest to twelve digits, or to both of its ends', () => {
  const digest = `sha256:ab4a887b0e18${'0'.repeat(46)}826874`;
  expect(shortDigest(digest)).toBe('sha256:ab4a887b0e18');
  expect(abbreviateDigest(digest)).toBe('sha256:ab4a887b0e18…826874');
  expect(abbreviateDigest('sha256:ab4a887b0e18826874')).toBe('sha256:ab4a887b0e18826874');
});
