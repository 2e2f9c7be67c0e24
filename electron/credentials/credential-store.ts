/** Where logins are kept: in the system's keychain, or in memory where there is none. */
import type { RegistryCredential } from '../registry/credential';

/** Where a store keeps logins, as the window tells the user. */
export type CredentialPlace =
  | { readonly kind: 'keychain'; readonly name: string }
  /** `why` there is no keychain: technical. Logins last until the app quits. */
  | { readonly kind: 'memory'; readonly why: string };

/**
 * `account` is a registry's address, `host[:port]`. Every method throws CredentialError.
 *
 * Ask `get` and `delete` only where an entry is believed to be there (registries/logins.ts): to be sure that there is
 * none, Linux may have to ask the user to unlock the keychain.
 */
export interface CredentialStore {
  readonly place: CredentialPlace;
  /** Null where there is none, or where it is damaged. */
  readonly get: (account: string) => Promise<RegistryCredential | null>;
  /** Replaces the account's login as one step. */
  readonly set: (account: string, credential: RegistryCredential) => Promise<void>;
  /** Does nothing where there is none. */
  readonly delete: (account: string) => Promise<void>;
}

/** Keeps logins until the app quits. */
export function createMemoryStore(why: string): CredentialStore {
  const credentials = new Map<string, RegistryCredential>();
  return {
    place: { kind: 'memory', why },
    get: (account) => Promise.resolve(credentials.get(account) ?? null),
    set(account, credential) {
      credentials.set(account, credential);
      return Promise.resolve();
    },
    delete(account) {
      credentials.delete(account);
      return Promise.resolve();
    },
  };
}
