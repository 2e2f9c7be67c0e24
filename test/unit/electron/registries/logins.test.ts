/** What is remembered of logins, over restarts, with a keychain and without, and when the keychain fails in between. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBoundedCalls } from '../../../../electron/credentials/bounded-call';
import { createMemoryStore, type CredentialStore } from '../../../../electron/credentials/credential-store';
import { createKeychainStore, type Keytar } from '../../../../electron/credentials/keychain-store';
import { createLogins, type Logins } from '../../../../electron/registries/logins';
import { openRegistryProfiles } from '../../../../electron/settings/registry-profiles';
import { createFakeKeytar, type FakeKeytar } from '../../../support/fake-keytar';
import { createGate } from '../../../support/gate';

const ADDRESS = 'ghcr.io';
const ANA = { kind: 'password', username: 'ana', secret: 'hunter2' } as const;
const BEN = { kind: 'password', username: 'ben', secret: 'swordfish' } as const;

let folder: string;
let keytar: FakeKeytar;
let secrets: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-logins-'));
  keytar = createFakeKeytar();
  secrets = [];
  await (await openRegistryProfiles(folder)).add({ address: ADDRESS, plainHttp: false });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function keychainOver(api: Keytar, timeoutMs = 1000): CredentialStore {
  return createKeychainStore({
    name: 'Test',
    keytar: api,
    call: createBoundedCalls().run,
    timeoutMs,
    hidesWhenLocked: true,
  });
}

/** A start of the app, with its own reading of what is on the disk. */
async function start(store: CredentialStore = keychainOver(keytar)): Promise<Logins> {
  const profiles = await openRegistryProfiles(folder);
  const logins = createLogins({
    profiles,
    keychain: Promise.resolve(store),
    onSecret: (secret, username) => secrets.push(`${username}:${secret}`),
  });
  await logins.get('no.registry');
  return logins;
}

const noted = async (): Promise<boolean> =>
  (JSON.parse(await readFile(join(folder, 'registries.json'), 'utf8')) as { registries: { hasCredential: boolean }[] })
    .registries[0]?.hasCredential === true;

describe('with a keychain', () => {
  test('a login is there at the next start, and the log knows its secret before it is used', async () => {
    await (await start()).keep(ADDRESS, ANA);
    const logins = await start();
    expect(logins.has(ADDRESS)).toBe(true);
    expect(await logins.get(ADDRESS)).toEqual(ANA);
    expect(secrets).toEqual(['ana:hunter2']);
    await logins.forget(ADDRESS);
    expect(logins.has(ADDRESS)).toBe(false);
    expect(await logins.get(ADDRESS)).toBeNull();
    expect([...keytar.entries]).toEqual([]);
    expect(await noted()).toBe(false);
  });

  test('is asked once, and again after a change', async () => {
    const logins = await start();
    await logins.keep(ADDRESS, ANA);
    await Promise.all([logins.get(ADDRESS), logins.get(ADDRESS)]);
    const before = keytar.callCount();
    expect(await logins.get(ADDRESS)).toEqual(ANA);
    expect(keytar.callCount()).toBe(before);
    await logins.keep(ADDRESS, BEN);
    expect(await logins.get(ADDRESS)).toEqual(BEN);
  });

  test('that is not asked for a registry without a login', async () => {
    await (await start()).get(ADDRESS);
    expect(keytar.callCount()).toBe(0);
  });

  test('that is locked is asked again the next time', async () => {
    await (await start()).keep(ADDRESS, ANA);
    const logins = await start();
    keytar.lock();
    await expect(logins.get(ADDRESS)).rejects.toMatchObject({ code: 'refused', operation: 'read' });
    await expect(logins.forget(ADDRESS)).rejects.toMatchObject({ code: 'refused', operation: 'remove' });
    expect(await noted()).toBe(true);
    keytar.unlock();
    expect(await logins.get(ADDRESS)).toEqual(ANA);
  });

  test('a login that it refuses leaves nothing noted, and an old one as it was', async () => {
    keytar.lock();
    await expect((await start()).keep(ADDRESS, ANA)).rejects.toMatchObject({ code: 'refused', operation: 'store' });
    expect(await noted()).toBe(false);
    keytar.unlock();
    await (await start()).keep(ADDRESS, ANA);
    keytar.lock();
    await expect((await start()).keep(ADDRESS, BEN)).rejects.toMatchObject({ code: 'refused' });
    expect(await noted()).toBe(true);
    keytar.unlock();
    expect(await (await start()).get(ADDRESS)).toEqual(ANA);
  });

  test('a login that it may yet store after a silence is one to log out of', async () => {
    const asleep = createGate();
    const silent: Keytar = {
      ...keytar,
      setPassword: (...args) => asleep.opened.then(() => keytar.setPassword(...args)),
    };
    await expect((await start(keychainOver(silent, 20))).keep(ADDRESS, ANA)).rejects.toMatchObject({
      code: 'timeout',
      operation: 'store',
    });
    asleep.open();
    await expect.poll(() => keytar.entries.size).toBeGreaterThan(0);
    await (await start()).forget(ADDRESS);
    expect([...keytar.entries].filter(([key]) => key.includes(ADDRESS))).toEqual([]);
  });

  test.each<[string, (write: () => Promise<void>) => Promise<void>]>([
    ['just before', endless],
    ['just after', (write) => write().then(endless)],
  ])('a process that ends %s a login is stored leaves none that nobody knows of', async (_when, end) => {
    let hasBegun = false;
    const dying: Keytar = {
      ...keytar,
      setPassword(service, account, password) {
        hasBegun = account === ADDRESS;
        return account === ADDRESS
          ? end(() => keytar.setPassword(service, account, password))
          : keytar.setPassword(service, account, password);
      },
    };
    void (await start(keychainOver(dying, 60_000))).keep(ADDRESS, ANA);
    await expect.poll(() => hasBegun).toBe(true);
    const next = await start();
    expect(next.has(ADDRESS)).toBe(true);
    await next.forget(ADDRESS);
    expect([...keytar.entries]).toEqual([]);
    expect(await noted()).toBe(false);
  });
});

describe('without a keychain', () => {
  test('a login holds until the app ends, and is not believed to be there after', async () => {
    const logins = await start(createMemoryStore('no bus'));
    await logins.keep(ADDRESS, ANA);
    expect(logins.has(ADDRESS)).toBe(true);
    expect(await logins.get(ADDRESS)).toEqual(ANA);
    expect(await noted()).toBe(false);
    const next = await start(createMemoryStore('no bus'));
    expect(next.has(ADDRESS)).toBe(false);
    expect(await next.get(ADDRESS)).toBeNull();
  });

  test('what the keychain holds from before is neither used nor forgotten', async () => {
    await (await start()).keep(ADDRESS, ANA);
    const logins = await start(createMemoryStore('no bus'));
    expect(logins.has(ADDRESS)).toBe(false);
    expect(await logins.get(ADDRESS)).toBeNull();
    await logins.keep(ADDRESS, BEN);
    expect(await logins.get(ADDRESS)).toEqual(BEN);
    const later = await start();
    expect(await later.get(ADDRESS)).toEqual(ANA);
  });

  test('logging out says that the keychain still holds one', async () => {
    await (await start()).keep(ADDRESS, ANA);
    const logins = await start(createMemoryStore('no bus'));
    await logins.keep(ADDRESS, BEN);
    await expect(logins.forget(ADDRESS)).rejects.toMatchObject({ code: 'out-of-reach', operation: 'remove' });
    expect(logins.has(ADDRESS)).toBe(false);
    expect(await logins.get(ADDRESS)).toBeNull();
    expect(await noted()).toBe(true);
  });
});

function endless(): Promise<never> {
  return new Promise(() => undefined);
}
