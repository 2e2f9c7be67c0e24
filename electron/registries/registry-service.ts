/**
 * The registries that the user added, and their login: add, log in, log out, check, remove.
 * A secret comes in once and goes to the keychain; none ever goes out. A login is checked before anything is stored.
 */
import type { AppError } from '../../shared/errors';
import type { FoundLogin, LoginState, Registry } from '../../shared/registry';
import type { RegistryCredential } from '../registry/credential';
import type { RegistryProfile, RegistryProfiles } from '../settings/registry-profiles';
import type { ClientPool } from './client-pool';
import { usernameOf, type Logins } from './logins';
import { RegistryServiceError } from './registry-service-error';

/** Logins that other tools keep on this computer: read on demand, never written. */
export interface OtherLogins {
  readonly find: () => Promise<readonly FoundLogin[]>;
  /** Null where it is gone. */
  readonly read: (address: string, tool: FoundLogin['tool']) => Promise<RegistryCredential | null>;
}

export interface RegistryServiceOptions {
  readonly profiles: RegistryProfiles;
  readonly logins: Logins;
  readonly otherLogins: OtherLogins;
  readonly clients: ClientPool;
  readonly toAppError: (error: unknown) => AppError;
  /** Forgets the lists that were saved of a registry that is removed. */
  readonly forgetListings: (address: string) => Promise<void>;
  /** Whether it is the one that Chartroom itself starts and stops. */
  readonly isLocal: (address: string) => boolean;
  readonly onChange: (registries: readonly Registry[]) => void;
  /** Told of each secret that is tried, so that the log can leave it out whatever happens. */
  readonly onSecret: (secret: string, username: string) => void;
}

export interface NewRegistry {
  readonly address: string;
  readonly plainHttp: boolean;
  readonly credential: RegistryCredential | null;
}

interface Status {
  readonly state: LoginState;
  readonly problem?: AppError;
}

type Cancellable = { readonly signal: AbortSignal };

export class RegistryService {
  readonly #options: RegistryServiceOptions;
  readonly #statuses = new Map<string, Status>();

  constructor(options: RegistryServiceOptions) {
    this.#options = options;
  }

  list(): readonly Registry[] {
    return this.#options.profiles.list().map((profile) => this.#describe(profile));
  }

  /**
   * Adds a registry once it answered; with a credential only if that was accepted.
   * Throws what the registry client throws; nothing is stored then.
   */
  async add({ address, plainHttp, credential }: NewRegistry, { signal }: Cancellable): Promise<Registry> {
    const known = this.#options.profiles.get(address);
    if (known !== undefined && credential === null) {
      throw new RegistryServiceError('already-added', address);
    }
    const status = await this.#tryLogin({ address, plainHttp, credential }, signal);
    await this.#options.profiles.add({ address, plainHttp });
    return await this.#settle(address, status, credential);
  }

  /** Checks the credential, stores it, and shows the new state. A refused one leaves the old login as it was. */
  async logIn(address: string, credential: RegistryCredential, { signal }: Cancellable): Promise<Registry> {
    const { plainHttp } = this.#profile(address);
    const status = await this.#tryLogin({ address, plainHttp, credential }, signal);
    return await this.#settle(address, status, credential);
  }

  /** Takes the login out of the keychain at once, then asks the registry what it shows without. The name stays for the next. */
  async logOut(address: string, { signal }: Cancellable): Promise<Registry> {
    const { logins, clients } = this.#options;
    this.#profile(address);
    try {
      await logins.forget(address);
    } finally {
      clients.forget(address);
      if (!logins.has(address)) this.#setStatus(address, { state: 'logged-out' });
    }
    return await this.check(address, { signal });
  }

  /** Whose login there is; undefined where there is none, or it names no one. */
  loggedInAs(address: string): string | undefined {
    return this.#options.logins.has(address) ? this.#options.profiles.get(address)?.username : undefined;
  }

  async remove(address: string): Promise<void> {
    this.#profile(address);
    await this.#options.logins.forget(address);
    await this.#options.profiles.remove(address);
    this.#options.clients.forget(address);
    await this.#options.forgetListings(address);
    this.#statuses.delete(address);
    this.#options.onChange(this.list());
  }

  /**
   * The same registry under another address: its login and the names that the user added go along. Where the new address is
   * in the list already, what is there stays and the login is replaced.
   */
  async readdress(from: string, to: string): Promise<void> {
    const { logins, profiles } = this.#options;
    const { plainHttp, username, repositories } = this.#profile(from);
    await profiles.add({ address: to, plainHttp });
    for (const repository of repositories) await profiles.addRepository(to, repository);
    const credential = await logins.get(from);
    if (credential !== null) await this.#keep(to, credential);
    else if (username !== undefined) await profiles.update(to, { username });
    await this.remove(from);
  }

  /** Keeps a login that needs no check, for its registry got it from us; asks nothing. Adds the registry where it isn't there. */
  async keepLogin({ address, plainHttp, credential }: NewRegistry & { credential: RegistryCredential }): Promise<void> {
    this.#options.onSecret(credential.secret, usernameOf(credential) ?? '');
    await this.#options.profiles.add({ address, plainHttp });
    await this.#keep(address, credential);
    this.#options.clients.forget(address);
    this.#options.onChange(this.list());
  }

  /**
   * A login that was given for HTTPS is never sent without: switching to plain HTTP logs out, or whoever can make HTTPS fail
   * on the way would get the password of everyone who then clicks on "Use plain HTTP".
   */
  async setPlainHttp(address: string, plainHttp: boolean, { signal }: Cancellable): Promise<Registry> {
    if (plainHttp && !this.#profile(address).plainHttp) await this.#options.logins.forget(address);
    await this.#options.profiles.update(address, { plainHttp });
    this.#options.clients.forget(address);
    return await this.check(address, { signal });
  }

  /** Asks the registry how it sees us. Never throws for what the registry says: that becomes the state. */
  async check(address: string, { signal }: Cancellable): Promise<Registry> {
    this.#profile(address);
    try {
      const { login } = await this.#options.clients.clientFor(address).ping({ signal });
      this.#setStatus(address, { state: login === 'accepted' ? 'logged-in' : 'anonymous' });
    } catch (error) {
      signal.throwIfAborted();
      const problem = this.#options.toAppError(error);
      const needsLogin = problem.kind === 'auth-required' || problem.kind === 'forbidden';
      this.#setStatus(address, { state: needsLogin ? 'logged-out' : 'unreachable', problem });
    }
    return this.#describe(this.#profile(address));
  }

  /** Finds out about every registry that was not asked yet, all at once. */
  async checkUnknown(): Promise<void> {
    const unknown = this.list().filter((registry) => registry.state === 'unknown');
    const { signal } = new AbortController();
    await Promise.all(unknown.map((registry) => this.check(registry.address, { signal })));
  }

  findLogins(): Promise<readonly FoundLogin[]> {
    return this.#options.otherLogins.find();
  }

  /** One click: reads the login that the other tool keeps and logs in with it, adding the registry where needed. */
  async useLogin({ address, tool }: FoundLogin, plainHttp: boolean, { signal }: Cancellable): Promise<Registry> {
    const credential = await this.#options.otherLogins.read(address, tool);
    if (credential === null) throw new RegistryServiceError('login-gone', address);
    const profile = this.#options.profiles.get(address);
    return await this.add({ address, plainHttp: profile?.plainHttp ?? plainHttp, credential }, { signal });
  }

  async #tryLogin({ address, plainHttp, credential }: NewRegistry, signal: AbortSignal): Promise<Status> {
    if (credential !== null) this.#options.onSecret(credential.secret, usernameOf(credential) ?? '');
    const client = this.#options.clients.trialClient(address, plainHttp, credential);
    try {
      const { login } = await client.ping({ signal });
      // An answer that asked for no login says nothing about the one we hold: it is not stored.
      return { state: credential !== null && login === 'accepted' ? 'logged-in' : 'anonymous' };
    } catch (error) {
      const problem = this.#options.toAppError(error);
      if (credential === null && problem.kind === 'auth-required') return { state: 'logged-out', problem };
      throw error;
    } finally {
      client.close();
    }
  }

  async #settle(address: string, status: Status, credential: RegistryCredential | null): Promise<Registry> {
    if (status.state === 'logged-in' && credential !== null) {
      await this.#keep(address, credential);
    }
    this.#options.clients.forget(address);
    this.#setStatus(address, status);
    return this.#describe(this.#profile(address));
  }

  async #keep(address: string, credential: RegistryCredential): Promise<void> {
    await this.#options.logins.keep(address, credential);
    await this.#options.profiles.update(address, { username: usernameOf(credential) ?? null });
  }

  #profile(address: string): RegistryProfile {
    const profile = this.#options.profiles.get(address);
    if (profile === undefined) throw new RegistryServiceError('unknown-registry', address);
    return profile;
  }

  #setStatus(address: string, status: Status): void {
    this.#statuses.set(address, status);
    this.#options.onChange(this.list());
  }

  #describe({ address, plainHttp, username }: RegistryProfile): Registry {
    const { state, problem }: Status = this.#statuses.get(address) ?? { state: 'unknown' };
    return {
      address,
      plainHttp,
      state,
      hasCredential: this.#options.logins.has(address),
      isLocal: this.#options.isLocal(address),
      ...(username === undefined ? {} : { username }),
      ...(problem === undefined ? {} : { problem }),
    };
  }
}
