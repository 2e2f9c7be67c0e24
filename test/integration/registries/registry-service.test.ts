/** Logging in, out and in again against a real registry with htpasswd: what is stored, what is refused, what is shown. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore, type CredentialStore } from '../../../electron/credentials/credential-store';
import { CredentialError } from '../../../electron/credentials/credential-error';
import { toAppError } from '../../../electron/ipc/app-error';
import { createClientPool, type ClientPool } from '../../../electron/registries/client-pool';
import { createLogins } from '../../../electron/registries/logins';
import { RegistryService } from '../../../electron/registries/registry-service';
import { openRegistryProfiles } from '../../../electron/settings/registry-profiles';
import type { RegistryCredential } from '../../../electron/registry/credential';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';

const password = 'pa55:wörd+/=';
const ana: RegistryCredential = { kind: 'password', username: 'ana', secret: password };
const { signal } = new AbortController();

let registry: DockerRegistry;
let open: DockerRegistry;
let folder: string;
let credentials: CredentialStore;
let clients: ClientPool;
let service: RegistryService;
let forgotten: string[];
let secrets: string[];
let foundLogin: RegistryCredential | null;

beforeAll(async () => {
  [registry, open] = await Promise.all([startDockerRegistry({ users: { ana: password } }), startDockerRegistry()]);
});
afterAll(() => Promise.all([registry.stop(), open.stop()]));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-service-'));
  credentials = keychainStandIn();
  foundLogin = null;
  forgotten = [];
  secrets = [];
  service = await makeService();
});
afterEach(async () => {
  clients.closeAll();
  await rm(folder, { recursive: true, force: true });
});

/** Keeps what it is given as a keychain does, over restarts; the real one has tests of its own (credentials/). */
function keychainStandIn(): CredentialStore {
  return { ...createMemoryStore('a test'), place: { kind: 'keychain', name: 'Stand-in' } };
}

async function makeService(): Promise<RegistryService> {
  const profiles = await openRegistryProfiles(folder);
  const logins = createLogins({
    profiles,
    keychain: Promise.resolve(credentials),
    onSecret: (secret) => secrets.push(secret),
  });
  clients = createClientPool({
    profiles,
    logins,
    assertMayAsk: () => undefined,
    userAgent: 'chartroom/test',
    onRetry: () => undefined,
  });
  return new RegistryService({
    profiles,
    logins,
    clients,
    toAppError,
    otherLogins: { find: () => Promise.resolve([]), read: () => Promise.resolve(foundLogin) },
    forgetListings: async (address) => void forgotten.push(address),
    isLocal: () => false,
    onChange: () => undefined,
    onSecret: (secret) => secrets.push(secret),
  });
}

const add = (credential: RegistryCredential | null, address = registry.address) =>
  service.add({ address, plainHttp: true, credential }, { signal });

describe('adding', () => {
  it('checks the login, then stores it, and shows who is logged in', async () => {
    expect(await add(ana)).toEqual({
      address: registry.address,
      plainHttp: true,
      state: 'logged-in',
      hasCredential: true,
      isLocal: false,
      username: 'ana',
    });
    expect(await credentials.get(registry.address)).toEqual(ana);
  });

  it('stores nothing for a wrong password: no registry, no login', async () => {
    const wrong = add({ ...ana, secret: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'auth-required' });
    expect(toAppError(await wrong.catch((error: unknown) => error))).toMatchObject({
      kind: 'auth-required',
      rejected: true,
    });
    expect(service.list()).toEqual([]);
    expect(await credentials.get(registry.address)).toBeNull();
  });

  it('adds one that wants a login without it, as logged out', async () => {
    expect(await add(null)).toMatchObject({ state: 'logged-out', hasCredential: false });
  });

  it('shows one that asks for no login as anonymous, and keeps no password that it never checked', async () => {
    expect(await add(ana, open.address)).toMatchObject({ state: 'anonymous', hasCredential: false });
    expect(await credentials.get(open.address)).toBeNull();
  });

  it('says that it is there already, and adds none where nothing answers', async () => {
    await add(null, open.address);
    await expect(add(null, open.address)).rejects.toMatchObject({ code: 'already-added' });
    await expect(add(null, '127.0.0.1:9')).rejects.toMatchObject({ code: 'network' });
    expect(service.list()).toHaveLength(1);
  });
});

describe('a login', () => {
  it('is found again after a restart, without the secret in any file', async () => {
    await add(ana);
    service = await makeService();
    expect(service.list()).toEqual([
      {
        address: registry.address,
        plainHttp: true,
        state: 'unknown',
        hasCredential: true,
        isLocal: false,
        username: 'ana',
      },
    ]);
    await service.checkUnknown();
    expect(service.list()[0]?.state).toBe('logged-in');
    // The first start was told when it was typed, the second by the keychain.
    expect(secrets).toEqual([password, password]);
    for (const name of await readdir(folder)) expect(await readFile(join(folder, name), 'utf8')).not.toContain('pa55');
  });

  it('is gone after logging out, and the registry asks again', async () => {
    await add(ana);
    expect(service.loggedInAs(registry.address)).toBe('ana');
    // The name stays, for the dialog that logs in again, and says nothing of a login.
    expect(await service.logOut(registry.address, { signal })).toMatchObject({
      state: 'logged-out',
      hasCredential: false,
      username: 'ana',
    });
    expect(service.loggedInAs(registry.address)).toBeUndefined();
    expect(await credentials.get(registry.address)).toBeNull();
    await expect(clients.clientFor(registry.address).ping()).rejects.toMatchObject({ code: 'auth-required' });
    expect(await service.logIn(registry.address, ana, { signal })).toMatchObject({ state: 'logged-in' });
    expect(await clients.clientFor(registry.address).ping()).toEqual({ login: 'accepted' });
  });

  it('stays as it was when another one is refused', async () => {
    await add(ana);
    const refused = service.logIn(registry.address, { ...ana, secret: 'wrong' }, { signal });
    await expect(refused).rejects.toMatchObject({ code: 'auth-required' });
    expect(await credentials.get(registry.address)).toEqual(ana);
    expect(service.list()[0]).toMatchObject({ state: 'logged-in', username: 'ana' });
  });

  it('that is kept in memory is gone after a restart, and nobody says otherwise', async () => {
    credentials = createMemoryStore('no bus');
    service = await makeService();
    expect(await add(ana)).toMatchObject({ state: 'logged-in', hasCredential: true });
    expect(await service.check(registry.address, { signal })).toMatchObject({ state: 'logged-in' });
    credentials = createMemoryStore('no bus');
    service = await makeService();
    await service.checkUnknown();
    // The name stays, for the dialog that logs in again.
    expect(service.list()[0]).toMatchObject({ state: 'logged-out', hasCredential: false, username: 'ana' });
  });

  it('that the keychain lost is no login: a registry that shows itself without is anonymous', async () => {
    await add(null, open.address);
    const profiles = await openRegistryProfiles(folder);
    await profiles.update(open.address, { hasCredential: true });
    service = await makeService();
    expect(await service.check(open.address, { signal })).toMatchObject({ state: 'anonymous' });
  });

  it('that was given for HTTPS is never sent over plain HTTP', async () => {
    await add(ana);
    expect(await service.setPlainHttp(registry.address, false, { signal })).toMatchObject({
      state: 'unreachable',
      hasCredential: true,
    });
    expect(await service.setPlainHttp(registry.address, true, { signal })).toMatchObject({
      state: 'logged-out',
      hasCredential: false,
      username: 'ana',
    });
    expect(await credentials.get(registry.address)).toBeNull();
  });

  it('that the keychain does not give back stays one when the user logs out or removes its registry', async () => {
    const locked = new CredentialError('refused', 'locked', { operation: 'remove' });
    credentials = { ...credentials, delete: () => Promise.reject(locked) };
    service = await makeService();
    await add(ana);
    await expect(service.logOut(registry.address, { signal })).rejects.toMatchObject({ code: 'refused' });
    await expect(service.remove(registry.address)).rejects.toMatchObject({ code: 'refused' });
    expect(service.list()[0]).toMatchObject({ state: 'logged-in', hasCredential: true, username: 'ana' });
  });

  it('that another tool keeps is taken with one click, adding the registry', async () => {
    foundLogin = ana;
    const found = { address: registry.address, tool: 'docker' as const };
    expect(await service.useLogin(found, true, { signal })).toMatchObject({ state: 'logged-in', username: 'ana' });
    foundLogin = null;
    await expect(service.useLogin(found, true, { signal })).rejects.toMatchObject({ code: 'login-gone' });
  });

  it('goes with its registry, and so do the saved lists', async () => {
    await add(ana);
    await service.remove(registry.address);
    expect(service.list()).toEqual([]);
    expect(await credentials.get(registry.address)).toBeNull();
    expect(forgotten).toEqual([registry.address]);
  });
});

it('shows why a registry is out of reach, and switches the scheme', async () => {
  await add(null, open.address);
  expect(await service.setPlainHttp(open.address, false, { signal })).toMatchObject({
    state: 'unreachable',
    problem: { kind: 'tls', problem: 'plain-http' },
  });
  expect(await service.setPlainHttp(open.address, true, { signal })).toMatchObject({ state: 'anonymous' });
});
