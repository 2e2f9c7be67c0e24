/**
 * Which registries have a login, and where it is: in the keychain, of which the profiles remember it, or in memory until
 * the app ends, of which they remember nothing. Secrets go from here to the registry client, and nowhere else.
 */
import { CredentialError } from '../credentials/credential-error';
import type { CredentialStore } from '../credentials/credential-store';
import type { RegistryCredential } from '../registry/credential';
import type { RegistryProfiles } from '../settings/registry-profiles';

export interface LoginsOptions {
  readonly profiles: RegistryProfiles;
  /** Never rejects (see openKeychain). The window never waits for a slow keychain: only what needs a login does. */
  readonly keychain: Promise<CredentialStore>;
  /** Told of each secret that the keychain gives, before it is used, so that the log can leave it out whatever happens. */
  readonly onSecret: (secret: string, username: string) => void;
}

export interface Logins {
  /** Whether there is one, as far as is known before the keychain is asked. */
  readonly has: (address: string) => boolean;
  /** Null where there is none. The keychain is read once; after that it costs nothing. Throws CredentialError. */
  readonly get: (address: string) => Promise<RegistryCredential | null>;
  /** Keeps a login in the place of the one before. Throws CredentialError, and what RegistryProfiles throws. */
  readonly keep: (address: string, credential: RegistryCredential) => Promise<void>;
  /** Does nothing where there is none. Throws CredentialError: then a login may still be kept. */
  readonly forget: (address: string) => Promise<void>;
}

export function createLogins({ profiles, keychain, onSecret }: LoginsOptions): Logins {
  let opened: CredentialStore | undefined;
  const opening = keychain.then((store) => (opened = store));
  /** Those with a login in memory, where there is no keychain. */
  const inMemory = new Set<string>();
  const known = new Map<string, Promise<RegistryCredential | null>>();

  /** From an earlier run, or from this one. */
  const isInKeychain = (address: string): boolean => profiles.get(address)?.hasCredential === true;
  const has = (address: string): boolean =>
    opened?.place.kind === 'memory' ? inMemory.has(address) : isInKeychain(address);

  async function read(address: string): Promise<RegistryCredential | null> {
    const store = await opening;
    // Only where one is known to be there: to be sure that there is none, a locked keychain asks the user.
    const credential = has(address) ? await store.get(address) : null;
    if (credential !== null) onSecret(credential.secret, usernameOf(credential) ?? '');
    return credential;
  }

  return {
    has,

    get(address) {
      const before = known.get(address);
      if (before !== undefined) return before;
      const reading = read(address);
      known.set(address, reading);
      // A keychain that was locked may be open the next time.
      reading.catch(() => known.get(address) === reading && known.delete(address));
      return reading;
    },

    async keep(address, credential) {
      const store = await opening;
      known.delete(address);
      if (store.place.kind === 'memory') {
        await store.set(address, credential);
        inMemory.add(address);
        return;
      }
      const wasThere = isInKeychain(address);
      // Noted first: whatever interrupts this, no login stays in the keychain that nobody knows of.
      await profiles.update(address, { hasCredential: true });
      try {
        await store.set(address, credential);
      } catch (error) {
        const isCertain = !(error instanceof CredentialError && error.code === 'timeout');
        if (isCertain && !wasThere) await profiles.update(address, { hasCredential: false });
        throw error;
      }
    },

    async forget(address) {
      const store = await opening;
      known.delete(address);
      if (store.place.kind === 'memory') {
        inMemory.delete(address);
        await store.delete(address);
        if (!isInKeychain(address)) return;
        // An earlier run put one there: unsaid, the next run would be logged in again.
        throw new CredentialError('out-of-reach', store.place.why, { operation: 'remove' });
      }
      if (!isInKeychain(address)) return;
      await store.delete(address);
      await profiles.update(address, { hasCredential: false });
    },
  };
}

/** A token names no one. */
export function usernameOf(credential: RegistryCredential): string | undefined {
  return credential.kind === 'password' ? credential.username : undefined;
}
