/**
 * The local registry's entry in the list of registries, where it stands like any other: under which address, with which login.
 * Knows nothing of how it is served.
 */
import type { RegistryService } from '../registries/registry-service';
import type { LocalRegistryStore } from './local-registry-store';

export interface ListEntryOptions {
  readonly store: LocalRegistryStore;
  readonly registries: () => Pick<
    RegistryService,
    'list' | 'add' | 'check' | 'keepLogin' | 'logOut' | 'readdress' | 'remove'
  >;
  /** Told of a check that failed: what the list shows is out of date then. */
  readonly onProblem: (what: string, error: unknown) => void;
}

export interface ListEntry {
  /** Puts it into the list, or finds it there; what the list knew of it under another address goes along. */
  readonly put: (address: string) => Promise<void>;
  /** Shows in the list whether it can be reached now. Never throws. */
  readonly check: () => Promise<void>;
  /** A login that it was given by us. Throws CredentialError and SettingsError. */
  readonly keepLogin: (login: { readonly username: string; readonly secret: string }) => Promise<void>;
  readonly forgetLogin: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export function createListEntry({ store, registries, onProblem }: ListEntryOptions): ListEntry {
  const isListed = (address: string): boolean =>
    registries()
      .list()
      .some((registry) => registry.address === address);

  /** Null where it is not in the list: never started, or removed by the user. */
  function listedAddress(): string | null {
    const { address } = store.read();
    return address !== null && isListed(address) ? address : null;
  }

  const remember = (change: { readonly address: string | null; readonly username?: string | null }) =>
    store.update((stored) => ({ ...stored, ...change }));

  return {
    async put(address) {
      const before = listedAddress();
      // First: the list shows it as the local one from the start.
      await remember({ address });
      if (before !== null && before !== address) await registries().readdress(before, address);
      const { signal } = new AbortController();
      if (isListed(address)) await registries().check(address, { signal });
      else await registries().add({ address, plainHttp: true, credential: null }, { signal });
    },

    async check() {
      const address = listedAddress();
      if (address === null) return;
      const { signal } = new AbortController();
      await registries()
        .check(address, { signal })
        .catch((error: unknown) => onProblem('the local registry was not checked', error));
    },

    async keepLogin({ username, secret }) {
      const { address: known, port } = store.read();
      const address = known ?? localAddress(port);
      await registries().keepLogin({ address, plainHttp: true, credential: { kind: 'password', username, secret } });
      await remember({ address, username });
    },

    async forgetLogin() {
      const address = listedAddress();
      await store.update((stored) => ({ ...stored, username: null }));
      if (address !== null) await registries().logOut(address, new AbortController());
    },

    async remove() {
      const address = listedAddress();
      if (address !== null) await registries().remove(address);
      await remember({ address: null, username: null });
    },
  };
}

/** By the name that Helm's guide uses; both addresses of loopback answer to it. */
export function localAddress(port: number): string {
  return `localhost:${port}`;
}
