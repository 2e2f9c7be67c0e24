import { describe, expect, test } from 'vitest';
import { createBoundedCalls } from '../../../../electron/credentials/bounded-call';
import { createKeychainStore, type Keytar } from '../../../../electron/credentials/keychain-store';
import type { CredentialError } from '../../../../electron/credentials/credential-error';
import type { RegistryCredential } from '../../../../electron/registry/credential';
import { createFakeKeytar } from '../../../support/fake-keytar';

const ACCOUNT = 'ghcr.io:5000';
const HEAD = `Chartroom/${ACCOUNT}`;

function open(keytar: Keytar, { hidesWhenLocked = true } = {}) {
  return createKeychainStore({
    name: 'Test',
    keytar,
    call: createBoundedCalls().run,
    timeoutMs: 1000,
    hidesWhenLocked,
  });
}
function password(secret: string): RegistryCredential {
  return { kind: 'password', username: 'ana', secret };
}
const long = (letter: string, length = 8192) => password(letter.repeat(length));

async function prepared(old: RegistryCredential | null): Promise<Map<string, string>> {
  const entries = new Map<string, string>();
  if (old !== null) await open(createFakeKeytar(entries)).set(ACCOUNT, old);
  return entries;
}

async function countSteps(old: RegistryCredential | null, next: RegistryCredential | null): Promise<number> {
  const keytar = createFakeKeytar(await prepared(old));
  const store = open(keytar);
  await (next === null ? store.delete(ACCOUNT) : store.set(ACCOUNT, next));
  return keytar.callCount();
}

describe('a login', () => {
  test.each<readonly [string, RegistryCredential]>([
    ['a password', password('hunter2')],
    ['an identity token', { kind: 'identity-token', secret: 'eyJ.a.b' }],
    ['a registry token', { kind: 'registry-token', secret: 'abc' }],
    ['any character', { kind: 'password', username: 'Zoë "q" \\', secret: 'a\u0000b\n\u{1F511}é\ud800"\\' }],
    ['an empty user name', { kind: 'password', username: '', secret: 'x' }],
    ['8 KB', long('x')],
    ['8 KB of characters of three bytes', password('\u20AC'.repeat(8192))],
    ['the longest that the window accepts, each character escaped', password('\u20AC'.repeat(32_768))],
  ])('%s comes back as it was', async (_title, credential) => {
    const keytar = createFakeKeytar();
    await open(keytar).set(ACCOUNT, credential);
    expect(await open(keytar).get(ACCOUNT)).toEqual(credential);
  });

  test('is one entry of JSON where it fits into one', async () => {
    const keytar = createFakeKeytar();
    await open(keytar).set(ACCOUNT, password('hunter2'));
    expect([...keytar.entries]).toEqual([[HEAD, '{"kind":"password","username":"ana","secret":"hunter2"}']]);
  });

  test('fits into one entry up to 2,560 bytes, and is split above', async () => {
    const keytar = createFakeKeytar();
    const overhead = JSON.stringify(password('')).length;
    await open(keytar).set(ACCOUNT, long('x', 2560 - overhead));
    expect(keytar.entries.size).toBe(1);
    await open(keytar).set(ACCOUNT, long('x', 2561 - overhead));
    expect(keytar.entries.size).toBe(3);
    expect(keytar.entries.get(HEAD)).not.toContain('xx');
  });

  test('is refused beyond any sense, and the old one holds', async () => {
    const keytar = createFakeKeytar();
    await open(keytar).set(ACCOUNT, password('old'));
    await expect(open(keytar).set(ACCOUNT, long('x', 300_000))).rejects.toMatchObject({
      name: 'CredentialError',
      code: 'too-large',
    });
    expect(await open(keytar).get(ACCOUNT)).toEqual(password('old'));
  });

  test('of one account is none of another', async () => {
    const store = open(createFakeKeytar());
    await store.set('ghcr.io', long('a'));
    await store.set('ghcr.io:443', long('b'));
    await store.delete('ghcr.io');
    expect(await store.get('ghcr.io')).toBeNull();
    expect(await store.get('ghcr.io:443')).toEqual(long('b'));
  });
});

describe('nothing is left', () => {
  test.each([
    ['a short one', [password('a')]],
    ['a long one', [long('a')]],
    ['short, long, longer, short', [password('a'), long('b'), long('c', 30_000), password('d')]],
    ['long after longer', [long('a', 30_000), long('b'), long('c', 30_000), long('d')]],
  ])('after deleting %s', async (_title, credentials) => {
    const keytar = createFakeKeytar();
    const store = open(keytar);
    for (const credential of credentials) {
      await store.set(ACCOUNT, credential);
      expect(await store.get(ACCOUNT)).toEqual(credential);
      const parts = [...keytar.entries.keys()].filter((key) => key.includes('#'));
      expect(parts).toHaveLength(
        credential.secret.length < 100 ? 0 : Math.ceil((credential.secret.length + 50) / 2560),
      );
    }
    await store.delete(ACCOUNT);
    expect([...keytar.entries]).toEqual([]);
  });
});

describe('a process that ends between any two steps', () => {
  const states: readonly (readonly [string, RegistryCredential | null])[] = [
    ['none', null],
    ['short', password('old')],
    ['long', long('o')],
    ['longer', long('O', 20_000)],
  ];
  const changes: readonly (readonly [string, RegistryCredential | null])[] = [
    ['deleting', null],
    ['setting a short one', password('new')],
    ['setting a long one', long('n', 12_000)],
  ];
  const cases = states.flatMap(([state, old]) => changes.map(([change, next]) => [change, state, old, next] as const));

  test.each(cases)('%s over %s leaves the old or the new', async (_change, _state, old, next) => {
    const outcomes = new Set<string>();
    const stepCount = await countSteps(old, next);
    expect(stepCount).toBeGreaterThan(0);
    for (let step = 0; step < stepCount; step += 1) {
      const entries = await prepared(old);
      const keytar = createFakeKeytar(entries);
      keytar.crashAfter(step);
      const store = open(keytar);
      const change = next === null ? store.delete(ACCOUNT) : store.set(ACCOUNT, next);
      const outcome = await change.then(
        () => 'done',
        ({ code, message, operation }: CredentialError) => ({ code, message, operation }),
      );

      const after = open(createFakeKeytar(entries));
      const found = await after.get(ACCOUNT);
      const operation = next === null ? 'remove' : 'store';
      const refused = { code: 'refused', message: 'the process has ended', operation };
      // What was refused was not stored, and what was not refused was: the words for the user say so. Of a removal that was
      // refused they say less.
      const possible = [
        { outcome: 'done', found: next },
        { outcome: refused, found: old },
        ...(next === null ? [{ outcome: refused, found: null }] : []),
      ];
      expect(possible).toContainEqual({ outcome, found });
      outcomes.add(JSON.stringify(found));
      // The next change works, and takes away whatever was left.
      await after.set(ACCOUNT, long('z', 5000));
      expect(await after.get(ACCOUNT)).toEqual(long('z', 5000));
      expect([...entries.keys()].filter((key) => key.includes('#'))).toHaveLength(2);
      await after.delete(ACCOUNT);
      expect([...entries]).toEqual([]);
    }
    // The switch is within: some ends are before it.
    expect(outcomes).toContain(JSON.stringify(old));
  });
});

describe('a damaged entry is none', () => {
  test.each([
    ['no JSON', '{"kind":"pass'],
    ['another kind', '{"kind":"kerberos","secret":"x"}'],
    ['without a secret', '{"kind":"password","username":"ana"}'],
    ['an empty secret', '{"kind":"password","username":"ana","secret":""}'],
    ['a number', '{"kind":"password","username":"ana","secret":1}'],
    ['parts without end', '{"kind":"parts","slot":"a","count":1e9,"sha256":"x"}'],
    ['parts that are not there', '{"kind":"parts","slot":"a","count":2,"sha256":"x"}'],
  ])('%s', async (_title, text) => {
    const entries = new Map([[HEAD, text]]);
    const store = open(createFakeKeytar(entries));
    expect(await store.get(ACCOUNT)).toBeNull();
    await store.set(ACCOUNT, password('new'));
    expect(await store.get(ACCOUNT)).toEqual(password('new'));
  });

  test.each([
    ['missing', (entries: Map<string, string>) => entries.delete(`${HEAD}#a.2`)],
    ['of another login', (entries: Map<string, string>) => entries.set(`${HEAD}#a.2`, 'y'.repeat(2560))],
  ])('a part is %s', async (_title, damage) => {
    const entries = new Map<string, string>();
    const store = open(createFakeKeytar(entries));
    await store.set(ACCOUNT, long('x'));
    damage(entries);
    expect(await store.get(ACCOUNT)).toBeNull();
  });
});

describe('a locked keychain', () => {
  const refused = { name: 'CredentialError', code: 'refused', message: 'Cannot create an item in a locked collection' };

  test('is told from one without the login, for get, set and delete', async () => {
    const keytar = createFakeKeytar();
    const store = open(keytar);
    await store.set(ACCOUNT, password('hunter2'));
    keytar.lock();
    await expect(store.get(ACCOUNT)).rejects.toMatchObject({ ...refused, operation: 'read' });
    await expect(store.set(ACCOUNT, password('new'))).rejects.toMatchObject({ ...refused, operation: 'store' });
    await expect(store.delete(ACCOUNT)).rejects.toMatchObject({ ...refused, operation: 'remove' });
    keytar.unlock();
    expect(await store.get(ACCOUNT)).toEqual(password('hunter2'));
    await store.delete(ACCOUNT);
    expect([...keytar.entries]).toEqual([]);
  });

  test('an unlocked one without the login keeps nothing of the question', async () => {
    const keytar = createFakeKeytar();
    expect(await open(keytar).get(ACCOUNT)).toBeNull();
    await open(keytar).delete(ACCOUNT);
    expect([...keytar.entries]).toEqual([]);
  });

  test('is asked no such question where the system tells by itself', async () => {
    const keytar = createFakeKeytar();
    expect(await open(keytar, { hidesWhenLocked: false }).get(ACCOUNT)).toBeNull();
    expect(keytar.callCount()).toBe(1);
  });
});

test('changes at once do not mix: the last one asked for holds', async () => {
  const keytar = createFakeKeytar();
  const store = open(keytar);
  await Promise.all([
    store.set(ACCOUNT, long('a', 20_000)),
    store.set(ACCOUNT, long('b')),
    store.delete(ACCOUNT),
    store.set(ACCOUNT, long('c', 9000)),
  ]);
  expect(await store.get(ACCOUNT)).toEqual(long('c', 9000));
  expect(keytar.entries.size).toBe(5);
});
