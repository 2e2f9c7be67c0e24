/** One registry client for each address, made when first asked for and thrown away when its profile or login changes. */
import type { RegistryCredential } from '../registry/credential';
import { createRegistryClient, type RegistryClient, type Retry } from '../registry/registry-client';
import type { RegistryProfiles } from '../settings/registry-profiles';
import type { Logins } from './logins';

export interface ClientPoolOptions {
  readonly profiles: RegistryProfiles;
  readonly logins: Pick<Logins, 'get'>;
  /** Throws what every call to a registry should fail with that must not be asked now. */
  readonly assertMayAsk: (address: string) => void;
  readonly userAgent: string;
  readonly onRetry: (address: string, retry: Retry) => void;
}

export interface ClientPool {
  /** Throws what `assertMayAsk` throws. */
  readonly clientFor: (address: string) => RegistryClient;
  /** A client of the caller's own, to try a login or a scheme before anything is stored; the caller closes it. Throws alike. */
  readonly trialClient: (address: string, plainHttp: boolean, credential: RegistryCredential | null) => RegistryClient;
  /** Forgets tokens, connections and the credential; calls still under way fail. */
  readonly forget: (address: string) => void;
  readonly closeAll: () => void;
}

export function createClientPool({
  profiles,
  logins,
  assertMayAsk,
  userAgent,
  onRetry,
}: ClientPoolOptions): ClientPool {
  const clients = new Map<string, RegistryClient>();

  function make(address: string, plainHttp: boolean, credential: () => Promise<RegistryCredential | null>) {
    assertMayAsk(address);
    return createRegistryClient({
      address,
      plainHttp,
      credential,
      userAgent,
      onRetry: (retry) => onRetry(address, retry),
    });
  }

  return {
    clientFor(address) {
      assertMayAsk(address);
      const known = clients.get(address);
      if (known !== undefined) return known;
      // A destination that was typed and never added has no profile: HTTPS, and no login.
      const plainHttp = profiles.get(address)?.plainHttp ?? false;
      const client = make(address, plainHttp, () => logins.get(address));
      clients.set(address, client);
      return client;
    },
    trialClient: (address, plainHttp, credential) => make(address, plainHttp, () => Promise.resolve(credential)),
    forget(address) {
      clients.get(address)?.close();
      clients.delete(address);
    },
    closeAll() {
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}
