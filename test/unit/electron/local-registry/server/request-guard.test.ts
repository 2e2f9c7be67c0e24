import { describe, expect, test } from 'vitest';
import { checkHost, checkLogin } from '../../../../../electron/local-registry/server/request-guard';

const FURTHER = new Set(['host.docker.internal']);

function basic(text: string) {
  return { authorization: `Basic ${Buffer.from(text).toString('base64')}` };
}

describe('hosts', () => {
  test.each(['localhost', 'LOCALHOST:5000', '127.0.0.1:1', '[::1]', '[::1]:65535', 'host.docker.internal:5000'])(
    '%s',
    (host) => {
      expect(() => checkHost({ host }, FURTHER)).not.toThrow();
    },
  );

  test.each([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.2',
    '[::2]',
    '::1',
    'a@localhost',
    'localhost:x',
    'localhost:5000/',
  ])('%s is refused', (host) => {
    expect(() => checkHost(host === undefined ? {} : { host }, FURTHER)).toThrow('under that host name');
  });

  test('a page’s own address may ask, no other', () => {
    expect(() => checkHost({ host: 'localhost:5000', origin: 'http://LOCALHOST:5000' }, FURTHER)).not.toThrow();
    for (const origin of [
      'null',
      '',
      'http://localhost',
      'https://localhost:5000',
      'http://127.0.0.1:5000',
      'file://',
    ]) {
      expect(() => checkHost({ host: 'localhost:5000', origin }, FURTHER)).toThrow('web pages');
    }
  });
});

describe('logins', () => {
  const asked: string[] = [];
  const htpasswd = {
    verify(user: string, password: string) {
      asked.push(`${user} ${password}`);
      return Promise.resolve(password === 'a:b');
    },
  };

  test('are not looked at where none is asked for', async () => {
    expect(await checkLogin(basic('ana:wrong'), null)).toBeNull();
  });

  test('a password may have colons', async () => {
    expect(await checkLogin(basic('ana:a:b'), htpasswd)).toBe('ana');
    expect(asked).toEqual(['ana a:b']);
  });

  test.each([
    {},
    { authorization: '' },
    { authorization: 'Bearer x' },
    { authorization: 'Basic ~' },
    basic('no colon'),
    basic(':x'),
  ])('%o is none', async (headers) => {
    await expect(checkLogin(headers, htpasswd)).rejects.toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
  });

  test('a wrong one is refused with a challenge', async () => {
    await expect(checkLogin(basic('ana:x'), htpasswd)).rejects.toMatchObject({
      status: 401,
      headers: { 'www-authenticate': expect.stringMatching(/^Basic realm=/) },
    });
  });
});
