/**
 * Credentials in the system's keychain, one login for each account. Every change is a single step of one entry: a crash
 * leaves the old login or the new one, never a half, and what it leaves besides is removed by the next change.
 *
 * keytar's findCredentials is not used: on a keyring that the user leaves locked it reads through a null pointer and ends
 * the whole process. Which accounts have a login is remembered in the registry profiles.
 */
import type { RegistryCredential } from '../registry/credential';
import type { BoundedCall } from './bounded-call';
import { CredentialError, type CredentialOperation } from './credential-error';
import type { CredentialStore } from './credential-store';
import {
  cut,
  joinParts,
  MAX_ENTRY_BYTES,
  MAX_PARTS,
  partAccount,
  readEntry,
  SLOTS,
  writeCredential,
  writeParts,
  type Parts,
  type Slot,
} from './stored-credential';

/** The functions of keytar that are used. */
export interface Keytar {
  readonly getPassword: (service: string, account: string) => Promise<string | null>;
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>;
  readonly deletePassword: (service: string, account: string) => Promise<boolean>;
}

export const SERVICE = 'Chartroom';
/** An entry that is there for a moment, or not at all: no address holds a `#`. */
export const CHECK_ACCOUNT = '#check';

export interface KeychainStoreOptions {
  /** What the user knows this keychain by. */
  readonly name: string;
  readonly keytar: Keytar;
  readonly call: BoundedCall;
  /** For each entry that is read or written; long, since the user may be typing the keychain's password meanwhile. */
  readonly timeoutMs: number;
  /**
   * True for the Secret Service of Linux: where the user leaves it locked, libsecret finds nothing and deletes nothing
   * without a word, and only a write says that it is locked.
   */
  readonly hidesWhenLocked: boolean;
}

export function createKeychainStore({
  name,
  keytar,
  call,
  timeoutMs,
  hidesWhenLocked,
}: KeychainStoreOptions): CredentialStore {
  const read = (account: string) => call(() => keytar.getPassword(SERVICE, account), timeoutMs);
  const write = (account: string, text: string) => call(() => keytar.setPassword(SERVICE, account, text), timeoutMs);
  const remove = (account: string) => call(() => keytar.deletePassword(SERVICE, account), timeoutMs);
  /** One after another, so that the steps of two changes never mix. */
  const operations = createOperationQueue();

  /** Throws `refused` where the keychain is locked. May ask the user to unlock it. */
  async function ensureUnlocked(): Promise<void> {
    await write(CHECK_ACCOUNT, 'Chartroom looks whether the keychain is unlocked');
    await remove(CHECK_ACCOUNT);
  }

  async function readHead(account: string): Promise<string | null> {
    const text = await read(account);
    if (text !== null || !hidesWhenLocked) return text;
    await ensureUnlocked();
    return await read(account);
  }

  async function readParts(account: string, parts: Parts): Promise<RegistryCredential | null> {
    const texts: string[] = [];
    for (let part = 1; part <= parts.count; part += 1) {
      const text = await read(partAccount(account, parts.slot, part));
      if (text === null) return null;
      texts.push(text);
    }
    return joinParts(parts, texts);
  }

  /**
   * Removes all parts in a slot, the last one first. Parts are written from the first one up, so they are without gaps at
   * every moment, and those that a crash left are found by counting up to the first that is missing.
   */
  async function clearSlot(account: string, slot: Slot): Promise<void> {
    let count = 0;
    while (count < MAX_PARTS && (await read(partAccount(account, slot, count + 1))) !== null) count += 1;
    for (let part = count; part >= 1; part -= 1) await remove(partAccount(account, slot, part));
  }

  return {
    place: { kind: 'keychain', name },

    get: (account) =>
      operations('read', async () => {
        const text = await readHead(account);
        const entry = text === null ? null : readEntry(text);
        return entry?.kind === 'parts' ? await readParts(account, entry) : entry;
      }),

    set: (account, credential) =>
      operations('store', async () => {
        const text = writeCredential(credential);
        const parts = text.length <= MAX_ENTRY_BYTES ? [] : cut(text);
        if (parts.length > MAX_PARTS) throw new CredentialError('too-large', `A login of ${text.length} bytes`);
        const oldText = await readHead(account);
        const old = oldText === null ? null : readEntry(oldText);
        const slot = old?.kind === 'parts' && old.slot === 'a' ? 'b' : 'a';
        if (parts.length > 0) await clearSlot(account, slot);
        for (const [index, part] of parts.entries()) await write(partAccount(account, slot, index + 1), part);
        // The switch: before this step the old login holds, after it the new one.
        await write(account, parts.length === 0 ? text : writeParts(text, slot, parts.length));
        try {
          for (const unused of SLOTS) {
            if (parts.length === 0 || unused !== slot) await clearSlot(account, unused);
          }
        } catch (error) {
          // The new login holds: it would be a lie to say that it was not stored. As after a crash, the next change clears up.
          if (!(error instanceof CredentialError)) throw error;
        }
      }),

    delete: (account) =>
      operations('remove', async () => {
        if ((await readHead(account)) !== null) await remove(account);
        for (const slot of SLOTS) await clearSlot(account, slot);
      }),
  };
}

function createOperationQueue(): <Result>(
  operation: CredentialOperation,
  work: () => Promise<Result>,
) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (operation, work) => {
    const result = last.then(work).catch((error: unknown) => {
      if (!(error instanceof CredentialError)) throw error;
      throw new CredentialError(error.code, error.message, { operation, cause: error.cause });
    });
    last = result.catch(() => undefined);
    return result;
  };
}
