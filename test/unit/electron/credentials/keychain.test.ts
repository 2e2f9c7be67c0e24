import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openKeychain } from '../../../../electron/credentials/keychain';
import type { Keytar } from '../../../../electron/credentials/keychain-store';
import { createFakeKeytar } from '../../../support/fake-keytar';

const LOGIN = { kind: 'password', username: 'ana', secret: 'hunter2' } as const;

test.each([
  ['linux', 'Secret Service keyring'],
  ['darwin', 'macOS Keychain'],
  ['win32', 'Windows Credential Manager'],
] as const)('on %s the keychain has the name that users know', async (platform, name) => {
  const keytar = createFakeKeytar();
  const store = await openKeychain({ load: () => keytar, platform });
  expect(store.place).toEqual({ kind: 'keychain', name });
  expect([...keytar.entries]).toEqual([]);
  await store.set('ghcr.io', LOGIN);
  expect(keytar.entries.size).toBe(1);
});

test('where keytar has no binary, logins are kept in memory', async () => {
  // keytar itself without its binaries: what it throws then is not ours to make up.
  const folder = await mkdtemp(join(tmpdir(), 'chartroom-keytar-'));
  const require = createRequire(import.meta.url);
  await cp(join(dirname(require.resolve('keytar')), '..', 'lib'), join(folder, 'lib'), { recursive: true });
  const load = () => require(join(folder, 'lib', 'keytar.js')) as Keytar;
  const problems: unknown[] = [];
  const store = await openKeychain({ load, platform: 'linux', onMissing: (error) => problems.push(error) });
  await rm(folder, { recursive: true });
  expect(store.place).toEqual({
    kind: 'memory',
    why: "The keychain's library could not be loaded. Is libsecret installed?",
  });
  expect(problems).toMatchObject([{ message: expect.stringContaining('Failed to load keytar native addon') }]);
  expect(await store.get('ghcr.io')).toBeNull();
  await store.set('ghcr.io', LOGIN);
  expect(await store.get('ghcr.io')).toEqual(LOGIN);
  await store.delete('ghcr.io');
  expect(await store.get('ghcr.io')).toBeNull();
});

test('where there is no Secret Service, logins are kept in memory', async () => {
  const keytar = { ...createFakeKeytar(), getPassword: () => Promise.reject(new Error('Cannot autolaunch D-Bus')) };
  const store = await openKeychain({ load: () => keytar, platform: 'linux' });
  expect(store.place).toEqual({ kind: 'memory', why: 'Cannot autolaunch D-Bus' });
});

test('where the Secret Service hangs, logins are kept in memory after ten seconds', async () => {
  vi.useFakeTimers();
  try {
    const keytar = { ...createFakeKeytar(), getPassword: () => new Promise<never>(() => undefined) };
    const opening = openKeychain({ load: () => keytar, platform: 'linux' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await opening).place).toEqual({ kind: 'memory', why: 'The keychain did not answer within 10000 ms' });
  } finally {
    vi.useRealTimers();
  }
});
