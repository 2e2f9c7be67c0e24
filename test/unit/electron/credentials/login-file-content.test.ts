import { describe, expect, test } from 'vitest';
import { addressOfKey, readLoginFile } from '../../../../electron/credentials/login-file-content';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const read = (file: unknown) => readLoginFile(JSON.stringify(file));
const auths = (entry: unknown) => read({ auths: { 'ghcr.io': entry } });
const password = (username: string, secret: string) => ({
  address: 'ghcr.io',
  username,
  credential: { kind: 'password', username, secret },
});

describe('an entry', () => {
  test.each([
    ['auth', { auth: base64('ana:hunter2') }, password('ana', 'hunter2')],
    ['auth with colons in the password', { auth: base64('ana:a:b:') }, password('ana', 'a:b:')],
    ['auth without padding', { auth: base64('ana:hunter').replace(/=+$/, '') }, password('ana', 'hunter')],
    ['auth with non-ASCII', { auth: base64('zoë:pä\u{1F511}') }, password('zoë', 'pä\u{1F511}')],
    ['auth with NULs around the password', { auth: base64('ana:\0hunter2\0\0') }, password('ana', 'hunter2')],
    [
      'auth goes before the two fields',
      { auth: base64('ana:a'), username: 'bob', password: 'b' },
      password('ana', 'a'),
    ],
    ['the two fields', { username: 'bob', password: 'b' }, password('bob', 'b')],
    ['fields that are null', { auth: null, identitytoken: null, username: 'bob', password: 'b' }, password('bob', 'b')],
    ['fields that are not known', { auth: base64('ana:a'), email: 1, other: {} }, password('ana', 'a')],
    [
      'an identity token, with its user name',
      { auth: base64('ana:'), identitytoken: 'it' },
      { address: 'ghcr.io', username: 'ana', credential: { kind: 'identity-token', secret: 'it' } },
    ],
    [
      'an identity token goes before the password',
      { auth: base64('ana:a'), identitytoken: 'it' },
      { address: 'ghcr.io', username: 'ana', credential: { kind: 'identity-token', secret: 'it' } },
    ],
    [
      'a registry token goes before all',
      { registrytoken: 'rt', identitytoken: 'it' },
      { address: 'ghcr.io', credential: { kind: 'registry-token', secret: 'rt' } },
    ],
  ])('%s', (_title, entry, expected) => {
    expect(auths(entry)).toEqual({ logins: [expected], notes: [] });
  });

  test.each([
    ['empty, as beside a credential store', {}],
    ['without a password', { auth: base64('ana:') }],
    ['without a user name', { auth: base64(':hunter2') }],
    ['empty fields', { auth: '', username: '', password: '' }],
  ])('%s: no login, and nothing to tell', (_title, entry) => {
    expect(auths(entry)).toEqual({ logins: [], notes: [] });
  });

  test.each([
    ['not base64', { auth: 'hunter2!' }],
    ['without a colon', { auth: base64('hunter2') }],
    ['of a wrong type', { auth: 5 }],
    ['no object', 'hunter2'],
    ['null', null],
  ])('%s: skipped, and told without its value; the others hold', (_title, entry) => {
    const { logins, notes } = read({ auths: { 'bad.io': entry, 'ghcr.io': { auth: base64('ana:a') } } });
    expect(logins).toEqual([password('ana', 'a')]);
    expect(notes).toEqual(['the entry of bad.io is damaged']);
  });
});

describe('a key', () => {
  test.each([
    ['ghcr.io', 'ghcr.io'],
    ['GHCR.io', 'ghcr.io'],
    ['localhost:5000', 'localhost:5000'],
    ['[::1]:5000', '[::1]:5000'],
    ['https://ghcr.io', 'ghcr.io'],
    ['http://ghcr.io/', 'ghcr.io'],
    ['https://ghcr.io/v1/', 'ghcr.io'],
    ['https://ghcr.io/v2', 'ghcr.io'],
    ['https://index.docker.io/v1/', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['registry-1.docker.io', 'docker.io'],
    ['docker.io', 'docker.io'],
    // Docker Desktop's own tokens, a login of a part (Podman), and nonsense.
    ['https://index.docker.io/v1/access-token', null],
    ['https://index.docker.io/v1/refresh-token', null],
    ['quay.io/acme/app', null],
    ['https://ghcr.io/v3/', null],
    ['ana:pw@ghcr.io', null],
    ['ftp://ghcr.io', null],
    ['', null],
    ['__proto__', null],
  ])('%s is of %s', (key, address) => {
    expect(addressOfKey(key)).toBe(address);
  });

  test('the exact one goes before other spellings, in any order', () => {
    const exact = { auth: base64('exact:a') };
    const other = { auth: base64('other:b') };
    for (const keys of [
      ['https://ghcr.io/v1/', 'ghcr.io'],
      ['ghcr.io', 'https://ghcr.io/v1/'],
    ]) {
      const file = { auths: Object.fromEntries(keys.map((key) => [key, key === 'ghcr.io' ? exact : other])) };
      expect(read(file).logins).toEqual([password('exact', 'a')]);
    }
    const hub = read({ auths: { 'index.docker.io': other, 'https://index.docker.io/v1/': exact } });
    expect(hub.logins).toMatchObject([{ address: 'docker.io', username: 'exact' }]);
  });

  test('that is no address is told', () => {
    expect(read({ auths: { 'quay.io/acme': { auth: base64('a:b') } } })).toEqual({
      logins: [],
      notes: ['"quay.io/acme" is not a registry\'s address'],
    });
  });
});

describe('credential helpers', () => {
  test("a host that has one is left to it, also by Docker Hub's key", () => {
    const file = {
      auths: {
        'ghcr.io': { auth: base64('a:b') },
        'https://index.docker.io/v1/': { auth: base64('a:b') },
        'quay.io': { auth: base64('ana:q') },
      },
      credHelpers: { 'ghcr.io': 'secretservice', 'docker.io': 'desktop' },
    };
    expect(read(file)).toMatchObject({ logins: [{ address: 'quay.io' }], notes: [] });
  });

  test('beside a store, a login that stands in the file is found, an empty entry is not', () => {
    const file = { auths: { 'ghcr.io': {}, 'quay.io': { auth: base64('ana:q') } }, credsStore: 'desktop' };
    expect(read(file)).toMatchObject({ logins: [{ address: 'quay.io' }], notes: [] });
  });
});

describe('a file', () => {
  test.each([
    ['empty', ''],
    ['of white space', ' \n'],
    ['without logins', '{}'],
    ['with null', '{"auths":null,"credHelpers":null}'],
  ])('%s has none', (_title, content) => {
    expect(readLoginFile(content)).toEqual({ logins: [], notes: [] });
  });

  test.each([
    ['not JSON', '{"auths":{"ghcr.io":{"auth":"hunter2'],
    ['a list', '["hunter2"]'],
    ['with a list of logins', '{"auths":["hunter2"]}'],
    ['null', 'null'],
  ])('%s is told of without a word of it', (_title, content) => {
    const { logins, notes } = readLoginFile(content);
    expect(logins).toEqual([]);
    expect(notes).toEqual(['it is not JSON of the expected form']);
  });
});
