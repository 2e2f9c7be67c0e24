import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRegistryProfiles } from '../../../../electron/settings/registry-profiles';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-profiles-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => openRegistryProfiles(folder);
const file = () => join(folder, 'registries.json');

test('registries are kept in the order of adding, and found by the next start', async () => {
  const before = Date.now();
  const profiles = await open();
  const added = await profiles.add({ address: 'ghcr.io', plainHttp: false });
  await profiles.add({ address: 'localhost:5000', plainHttp: true });
  expect(added).toEqual({
    address: 'ghcr.io',
    plainHttp: false,
    addedAt: expect.any(Number),
    hasCredential: false,
    repositories: [],
  });
  expect(added.addedAt).toBeGreaterThanOrEqual(before);
  const again = await open();
  expect(again.list().map((profile) => profile.address)).toEqual(['ghcr.io', 'localhost:5000']);
  expect(again.get('localhost:5000')?.plainHttp).toBe(true);
  expect(again.get('docker.io')).toBeUndefined();
});

test('adding one that is there keeps what is known of it', async () => {
  const profiles = await open();
  const { addedAt } = await profiles.add({ address: 'ghcr.io', plainHttp: false });
  await profiles.update('ghcr.io', { hasCredential: true, username: 'ana' });
  await profiles.addRepository('ghcr.io', 'acme/app');
  await profiles.add({ address: 'ghcr.io', plainHttp: true });
  expect(profiles.list()).toEqual([
    { address: 'ghcr.io', plainHttp: true, addedAt, hasCredential: true, username: 'ana', repositories: ['acme/app'] },
  ]);
});

test('an update changes only what it names, and null forgets the user name', async () => {
  const profiles = await open();
  await profiles.add({ address: 'ghcr.io', plainHttp: false });
  await profiles.update('ghcr.io', { hasCredential: true, username: 'ana' });
  expect(await profiles.update('ghcr.io', { plainHttp: true })).toMatchObject({ hasCredential: true, username: 'ana' });
  const loggedOut = await profiles.update('ghcr.io', { hasCredential: false, username: null });
  expect(loggedOut).not.toHaveProperty('username');
  expect(await readFile(file(), 'utf8')).not.toContain('ana');
});

test('a repository is added once, by a real name, and removed', async () => {
  const profiles = await open();
  await profiles.add({ address: 'ghcr.io', plainHttp: false });
  await profiles.addRepository('ghcr.io', 'acme/b');
  await profiles.addRepository('ghcr.io', 'acme/a');
  await profiles.addRepository('ghcr.io', 'acme/b');
  expect(profiles.get('ghcr.io')?.repositories).toEqual(['acme/b', 'acme/a']);
  for (const name of ['', 'Acme/A', 'acme/../x', 'acme/', 'acme/a:1.0.0']) {
    await expect(profiles.addRepository('ghcr.io', name)).rejects.toMatchObject({ code: 'invalid-value' });
  }
  await profiles.removeRepository('ghcr.io', 'acme/b');
  await profiles.removeRepository('ghcr.io', 'acme/b');
  expect((await open()).get('ghcr.io')?.repositories).toEqual(['acme/a']);
});

test('an address that is none is refused', async () => {
  const profiles = await open();
  for (const address of ['https://ghcr.io', 'ghcr.io/acme', 'GHCR.io', 'a:99999', 'ana:pw@ghcr.io']) {
    await expect(profiles.add({ address, plainHttp: false })).rejects.toMatchObject({ code: 'invalid-value' });
  }
  expect(profiles.list()).toEqual([]);
});

test('what is not there is an error to change, and none to remove', async () => {
  const profiles = await open();
  const unknown = { name: 'SettingsError', code: 'unknown-registry' };
  await expect(profiles.update('ghcr.io', {})).rejects.toMatchObject(unknown);
  await expect(profiles.addRepository('ghcr.io', 'a')).rejects.toMatchObject(unknown);
  await expect(profiles.removeRepository('ghcr.io', 'a')).rejects.toMatchObject(unknown);
  await profiles.remove('ghcr.io');
  await profiles.add({ address: 'ghcr.io', plainHttp: false });
  await profiles.remove('ghcr.io');
  expect((await open()).list()).toEqual([]);
});

test('what a newer version remembers survives, of the list and of each registry', async () => {
  const profile = { address: 'ghcr.io', plainHttp: false, addedAt: 1, hasCredential: false, repositories: [] };
  await writeFile(file(), JSON.stringify({ registries: [{ ...profile, pinned: true }], order: ['x'] }));
  const profiles = await open();
  expect(profiles.note).toBeUndefined();
  await profiles.update('ghcr.io', { plainHttp: true });
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
    registries: [{ ...profile, plainHttp: true, pinned: true }],
    order: ['x'],
  });
});

test('a damaged file is told of', async () => {
  await writeFile(file(), '{"registries":[{"address":"https://x"}]}');
  const profiles = await open();
  expect(profiles.list()).toEqual([]);
  expect(profiles.note).toContain('registries');
});

test('changes at once do not lose each other', async () => {
  const profiles = await open();
  await Promise.all(
    ['a.io', 'b.io', 'c.io'].map(async (address) => {
      await profiles.add({ address, plainHttp: false });
      await profiles.update(address, { hasCredential: true });
    }),
  );
  await profiles.settled();
  expect((await open()).list().map(({ address, hasCredential }) => [address, hasCredential])).toEqual([
    ['a.io', true],
    ['b.io', true],
    ['c.io', true],
  ]);
});
