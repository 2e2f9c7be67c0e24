import { describe, expect, test } from 'vitest';
import { createOriginPolicy } from '../../../../electron/registry/origin-policy';

const BASE = '/v2/';

/** `addresses`: what the registry's own name resolves to. */
function follow(origin: string, location: string, addresses: readonly string[] = ['203.0.113.7']) {
  const policy = createOriginPolicy(origin, () => Promise.resolve(addresses));
  return policy.resolve({ origin, path: BASE }, location, 'redirect');
}

describe('a registry on the internet', () => {
  const registry = 'https://reg.example';

  test.each([
    'https://store.example/x',
    'https://reg.example:444/x',
    '/x',
    'https://198.51.100.9/x',
    'https://[64:ff9b::198.51.100.9]/x',
  ])('may send to %s', async (location) => {
    await expect(follow(registry, location)).resolves.toBeTruthy();
  });

  test.each([
    'http://store.example/x',
    'http://reg.example/x',
    'https://user@store.example/x',
    'file:///etc/passwd',
    'ftp://store.example/x',
    'javascript:alert(1)',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/latest',
    'https://[fe80::1]/x',
    'https://100.100.100.200/latest/meta-data',
    'https://192.0.0.192/latest',
    'https://168.63.129.16/machine',
    'https://[::ffff:169.254.169.254]/latest',
    'https://[64:ff9b::169.254.169.254]/latest',
    'https://[64:ff9b::7f00:1]/x',
    'https://[64:ff9b::a00:5]/x',
    'https://2852039166/latest',
    'https://10.0.0.5/x',
    'https://172.31.255.255/x',
    'https://192.168.1.1/x',
    'https://100.100.100.100/x',
    'https://[fd12::1]/x',
    'https://127.0.0.1/x',
    'https://0x7f.1/x',
    'https://2130706433/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://0.0.0.0/x',
    'https://localhost/x',
    'https://api.localhost./x',
  ])('may not send to %s', async (location) => {
    await expect(follow(registry, location)).rejects.toMatchObject({
      code: 'insecure-redirect',
      context: { host: 'reg.example' },
    });
  });

  test('a location that is none is an invalid answer', async () => {
    await expect(follow(registry, '//')).rejects.toMatchObject({ code: 'invalid-answer' });
  });

  test('a name with one private address among public ones stays public', async () => {
    const addresses = ['203.0.113.7', '10.0.0.1'];
    await expect(follow(registry, 'https://10.0.0.5/x', addresses)).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
  });

  test('so does a name that does not resolve', async () => {
    await expect(follow(registry, 'https://10.0.0.5/x', [])).rejects.toMatchObject({ code: 'insecure-redirect' });
  });
});

describe('a registry in a private network', () => {
  test.each([
    ['https://10.0.0.1', ['unused']],
    ['https://reg.corp.example', ['10.0.0.1']],
    ['https://[fd12::1]', ['unused']],
  ])('%s may send to its own storage, not to this computer nor to metadata services', async (registry, addresses) => {
    await expect(follow(registry, 'https://192.168.7.7:9000/x', addresses)).resolves.toBeTruthy();
    await expect(follow(registry, 'https://127.0.0.1/x', addresses)).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
    await expect(follow(registry, 'https://169.254.169.254/x', addresses)).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
    await expect(follow(registry, 'http://192.168.7.7:9000/x', addresses)).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
  });
});

describe('a registry on this computer, over plain HTTP', () => {
  test('may send to other ports and to private addresses, over HTTP too', async () => {
    await expect(follow('http://localhost:5000', 'http://127.0.0.1:9000/x')).resolves.toBeTruthy();
    await expect(follow('http://127.0.0.1:5000', 'http://10.0.0.1/x')).resolves.toBeTruthy();
    await expect(follow('http://[::1]:5000', 'https://store.example/x')).resolves.toBeTruthy();
  });
  test('but never to a metadata service', async () => {
    await expect(follow('http://127.0.0.1:5000', 'http://169.254.169.254/x')).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
  });
});

test('its own origin is scheme, host and port together', () => {
  const policy = createOriginPolicy('https://reg.example');
  expect(policy.isOwn({ origin: 'https://reg.example', path: '/' })).toBe(true);
  for (const origin of ['http://reg.example', 'https://reg.example:444', 'https://www.reg.example']) {
    expect(policy.isOwn({ origin, path: '/' })).toBe(false);
  }
});
