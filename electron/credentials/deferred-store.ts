/** A store that may be used while the keychain is still being opened: the window never waits for a slow keychain. */
import type { CredentialStore } from './credential-store';

/** `opening` never rejects (see openKeychain). */
export function createDeferredStore(opening: Promise<CredentialStore>): Omit<CredentialStore, 'place'> {
  return {
    get: async (account) => (await opening).get(account),
    set: async (account, credential) => (await opening).set(account, credential),
    delete: async (account) => (await opening).delete(account),
  };
}
