/** Logins in a real Secret Service keyring: kept, split, found by another process, locked, hanging. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeychain } from '../../../electron/credentials/keychain';
import type { CredentialStore } from '../../../electron/credentials/credential-store';
import type { RegistryCredential } from '../../../electron/registry/credential';
import { isKeyringMissing, startKeyring, type Keyring } from '../../support/keyring';

const ACCOUNT = 'registry.lan:5000';
const SECRET = 'correct-horse-battery-staple';
const LOGIN: RegistryCredential = { kind: 'password', username: 'ana', secret: SECRET };
/** 8 KB, as the tokens of ECR and of service accounts may be. */
const LONG: RegistryCredential = {
  kind: 'password',
  username: 'AWS',
  secret: 'eyJ0b2tlbiI6'.repeat(683).slice(0, 8192),
};

describe.skipIf(isKeyringMissing())('the Secret Service keyring', () => {
  let keyring: Keyring;
  let store: CredentialStore;
  beforeAll(async () => {
    keyring = await startKeyring();
    store = await openKeychain();
  });
  afterAll(() => keyring?.stop());

  test('is found', () => {
    expect(store.place).toEqual({ kind: 'keychain', name: 'Secret Service keyring' });
  });

  test.each<readonly [string, RegistryCredential]>([
    ['a password', LOGIN],
    ['8 KB', LONG],
    ['an identity token', { kind: 'identity-token', secret: 'a.b.c' }],
    ['any character', { kind: 'password', username: 'Zoë', secret: 'a\u0000b\n\u{1F511}é"\\' }],
  ])('keeps %s, also for the next start, and leaves nothing of it', async (_title, credential) => {
    await store.set(ACCOUNT, credential);
    expect(await store.get(ACCOUNT)).toEqual(credential);
    expect(await entries()).not.toEqual([]);
    await store.delete(ACCOUNT);
    expect(await store.get(ACCOUNT)).toBeNull();
    expect(await entries()).toEqual([]);
  });

  test('shows another process one entry, by service and account', async () => {
    await store.set(ACCOUNT, LOGIN);
    expect(await entries()).toEqual([
      { account: ACCOUNT, password: JSON.stringify({ kind: 'password', username: 'ana', secret: SECRET }) },
    ]);
  });

  test('splits a long login over entries that Windows can hold', async () => {
    await store.set(ACCOUNT, LONG);
    const all = await entries();
    expect(all.map((entry) => entry.account).sort((a, b) => a.localeCompare(b))).toEqual([
      ACCOUNT,
      ...[1, 2, 3, 4].map((part) => `${ACCOUNT}#a.${part}`),
    ]);
    for (const { password } of all) expect(password.length).toBeLessThanOrEqual(2560);
    await store.set(ACCOUNT, LOGIN);
    expect(await entries()).toHaveLength(1);
  });

  test('holds the secret encrypted on the disk', async () => {
    await store.set(ACCOUNT, LOGIN);
    const folder = join(keyring.dataFolder, 'keyrings');
    const files = await readdir(folder);
    expect(files).toContain('login.keyring');
    for (const file of files) expect((await readFile(join(folder, file))).includes(SECRET)).toBe(false);
  });

  test('that hangs is given up, hangs no one else, and serves again when it wakes up', async () => {
    const impatient = await openKeychain({ entryTimeoutMs: 300 });
    await impatient.set(ACCOUNT, LOGIN);
    keyring.pause();
    try {
      const timeout = { name: 'CredentialError', code: 'timeout' };
      await expect(impatient.get(ACCOUNT)).rejects.toMatchObject(timeout);
      await expect(impatient.set(ACCOUNT, LONG)).rejects.toMatchObject(timeout);
      const place = (await openKeychain({ probeTimeoutMs: 300 })).place;
      expect(place).toEqual({ kind: 'memory', why: 'The keychain did not answer within 300 ms' });
      // Two threads hang by now; files and DNS still have theirs.
      expect(await readFile(import.meta.filename, 'utf8')).toContain('that hangs is given up');
    } finally {
      keyring.resume();
    }
    await expect.poll(() => impatient.get(ACCOUNT).catch(() => 'busy')).toEqual(LOGIN);
  });

  // The last one: there is no one to unlock it again.
  test('that is locked says so, and keeps what it holds', async () => {
    await store.set(ACCOUNT, LONG);
    await keyring.lock();
    const refused = { name: 'CredentialError', code: 'refused', message: expect.stringMatching(/locked/i) };
    await expect(store.get(ACCOUNT)).rejects.toMatchObject(refused);
    await expect(store.set(ACCOUNT, LOGIN)).rejects.toMatchObject(refused);
    await expect(store.delete(ACCOUNT)).rejects.toMatchObject(refused);
    // It is a keychain all the same: the next start does not take it for none.
    expect((await openKeychain()).place.kind).toBe('keychain');
  });

  /** What another process sees. keytar's findCredentials is safe here: the keyring is unlocked. */
  async function entries(): Promise<readonly { readonly account: string; readonly password: string }[]> {
    const script = "require('keytar').findCredentials('Chartroom').then((all) => console.log(JSON.stringify(all)))";
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
      env: { ...process.env, ...keyring.env },
    });
    return JSON.parse(stdout) as { account: string; password: string }[];
  }
});
