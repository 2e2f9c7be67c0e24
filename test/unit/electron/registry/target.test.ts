import { describe, expect, test } from 'vitest';
import { describeTarget, hostOf, resolveTarget, withDigest } from '../../../../electron/registry/target';
import { sha256 } from '../../../support/registry-clients';

const BASE = { origin: 'https://reg.example', path: '/v2/acme/app/blobs/uploads/' };
const DIGEST = sha256(Buffer.from('x'));

describe('resolveTarget', () => {
  test.each([
    ['/v2/acme/app/blobs/uploads/1?_state=a', 'https://reg.example', '/v2/acme/app/blobs/uploads/1?_state=a'],
    ['1?_state=a', 'https://reg.example', '/v2/acme/app/blobs/uploads/1?_state=a'],
    ['?_state=a', 'https://reg.example', '/v2/acme/app/blobs/uploads/?_state=a'],
    ['//store.example/x', 'https://store.example', '/x'],
    ['http://reg.example:80', 'http://reg.example', '/'],
    ['https://store.example?x=1', 'https://store.example', '/?x=1'],
    ['https://reg.example/a#part', 'https://reg.example', '/a'],
  ])('%s', (location, origin, path) => {
    expect(resolveTarget(BASE, location)).toEqual({ origin, path });
  });

  test('a signed query stays as it is, byte for byte', () => {
    const query = `?sig=a%2fb%2FC'|x==&X-Amz-Date=2026%3A1&empty&%E2%9c%93`;
    expect(resolveTarget(BASE, `https://store.example/p%61th${query}`)).toEqual({
      origin: 'https://store.example',
      path: `/p%61th${query}`,
    });
  });

  test('what no request line can carry is encoded', () => {
    expect(resolveTarget(BASE, '/v2/_catalog?last=a b')).toMatchObject({ path: '/v2/_catalog?last=a%20b' });
    expect(resolveTarget(BASE, '/v2/\u00e9')).toMatchObject({ path: '/v2/%C3%A9' });
  });

  test('the port that the scheme has anyway makes no other origin', () => {
    expect(resolveTarget(BASE, 'https://reg.example:443/x')).toMatchObject({ origin: 'https://reg.example' });
    expect(resolveTarget(BASE, 'https://reg.example:444/x')).toMatchObject({ origin: 'https://reg.example:444' });
  });

  test('is no address, or one with a user in it', () => {
    expect(resolveTarget(BASE, 'file:///etc/passwd')).toBeNull();
    expect(resolveTarget(BASE, 'https://')).toBeNull();
    expect(resolveTarget(BASE, 'https://reg.example@evil.example/')).toBe('user-info');
  });

  test('backslashes and missing slashes lead where they lead in a browser, never to a path of another host', () => {
    expect(resolveTarget(BASE, 'https:\\\\evil.example\\x')).toEqual({ origin: 'https://evil.example', path: '/x' });
    expect(resolveTarget(BASE, '/\\evil.example/x')).toEqual({ origin: 'https://evil.example', path: '/x' });
  });
});

describe('withDigest', () => {
  const digest = `digest=${encodeURIComponent(DIGEST)}`;
  test.each([
    ['/u/1', `/u/1?${digest}`],
    ['/u/1?', `/u/1?${digest}`],
    ["/u/1?sig=a%2fb'", `/u/1?sig=a%2fb'&${digest}`],
    ['/u/1?a=b&', `/u/1?a=b&${digest}`],
  ])('%s', (path, expected) => {
    expect(withDigest({ origin: 'https://reg.example', path }, DIGEST).path).toBe(expected);
  });
});

test('what is shown of an address holds no query', () => {
  expect(describeTarget({ origin: 'https://reg.example', path: '/x?token=secret' })).toBe('https://reg.example/x');
  expect(hostOf('https://reg.example:5000')).toBe('reg.example:5000');
});
