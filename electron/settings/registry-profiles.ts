/**
 * The registries that the user added and what is remembered of each, in `registries.json`. Never a secret: of a login
 * only the user name and the fact that the keychain holds one.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { registryAddressSchema, repositoryNameSchema } from '../../shared/registry';
import { openJsonStore } from './json-store';
import { SettingsError } from './settings-error';

/** Loose: what a newer version remembers of a registry survives in this one. */
const profileSchema = z.looseObject({
  address: registryAddressSchema,
  plainHttp: z.boolean(),
  /** Epoch ms. */
  addedAt: z.number(),
  /** That the keychain was given a login, or was about to be; what it holds now only the keychain knows. */
  hasCredential: z.boolean(),
  username: z.string().optional(),
  /** Names that the user added by hand, for registries that don't list them; in the order of adding. */
  repositories: z.array(repositoryNameSchema),
});
const profilesSchema = z.object({ registries: z.array(profileSchema) });
type StoredProfile = z.infer<typeof profileSchema>;

export interface RegistryProfile {
  readonly address: string;
  readonly plainHttp: boolean;
  /** Epoch ms. */
  readonly addedAt: number;
  readonly hasCredential: boolean;
  readonly username?: string | undefined;
  readonly repositories: readonly string[];
}

/** Only what is there changes; `username: null` forgets the name. */
export interface ProfileChange {
  readonly plainHttp?: boolean;
  readonly hasCredential?: boolean;
  readonly username?: string | null;
}

/** Every change is on the disk when its promise resolves, and throws SettingsError otherwise. */
export interface RegistryProfiles {
  /** In the order in which they were added. */
  readonly list: () => readonly RegistryProfile[];
  readonly get: (address: string) => RegistryProfile | undefined;
  /** Adds a registry; for one that is there already it only sets `plainHttp`. */
  readonly add: (registry: { readonly address: string; readonly plainHttp: boolean }) => Promise<RegistryProfile>;
  /** Throws `unknown-registry`. */
  readonly update: (address: string, change: ProfileChange) => Promise<RegistryProfile>;
  /** Does nothing where it isn't there. */
  readonly remove: (address: string) => Promise<void>;
  /** Adds a name once. Throws `unknown-registry`, or `invalid-value` for what is no repository name. */
  readonly addRepository: (address: string, repository: string) => Promise<void>;
  /** Throws `unknown-registry`; does nothing where the name isn't there. */
  readonly removeRepository: (address: string, repository: string) => Promise<void>;
  readonly settled: () => Promise<void>;
  /** See JsonStore. */
  readonly note?: string;
}

/** `folder`: the user data folder, absolute. Throws only where it can't be made or listed. */
export async function openRegistryProfiles(folder: string): Promise<RegistryProfiles> {
  const store = await openJsonStore({
    path: join(folder, 'registries.json'),
    schema: profilesSchema,
    defaults: { registries: [] },
  });

  async function change(address: string, make: (profile: StoredProfile) => StoredProfile): Promise<RegistryProfile> {
    const { registries } = await store.update((current) => {
      find(current.registries, address);
      return { registries: withChanged(current.registries, address, make) };
    });
    return find(registries, address);
  }

  return {
    list: () => store.read().registries,
    get: (address) => store.read().registries.find((profile) => profile.address === address),
    async add({ address, plainHttp }) {
      const { registries } = await store.update((current) => {
        if (current.registries.some((profile) => profile.address === address)) {
          return { registries: withChanged(current.registries, address, (profile) => ({ ...profile, plainHttp })) };
        }
        const profile = { address, plainHttp, addedAt: Date.now(), hasCredential: false, repositories: [] };
        return { registries: [...current.registries, profile] };
      });
      return find(registries, address);
    },
    update: (address, { username, ...flags }) =>
      change(address, (profile) => {
        if (username === undefined) return { ...profile, ...flags };
        const { username: _old, ...rest } = profile;
        return { ...rest, ...flags, ...(username === null ? {} : { username }) };
      }),
    async remove(address) {
      await store.update(({ registries }) => ({
        registries: registries.filter((profile) => profile.address !== address),
      }));
    },
    async addRepository(address, repository) {
      await change(address, (profile) =>
        profile.repositories.includes(repository)
          ? profile
          : { ...profile, repositories: [...profile.repositories, repository] },
      );
    },
    async removeRepository(address, repository) {
      await change(address, (profile) => ({
        ...profile,
        repositories: profile.repositories.filter((name) => name !== repository),
      }));
    },
    settled: store.settled,
    ...(store.note === undefined ? {} : { note: store.note }),
  };
}

function withChanged(
  profiles: readonly StoredProfile[],
  address: string,
  make: (profile: StoredProfile) => StoredProfile,
): StoredProfile[] {
  return profiles.map((profile) => (profile.address === address ? make(profile) : profile));
}

function find(profiles: readonly StoredProfile[], address: string): StoredProfile {
  const found = profiles.find((profile) => profile.address === address);
  if (found === undefined) {
    throw new SettingsError('unknown-registry', `${address} is not in the list of registries`);
  }
  return found;
}
