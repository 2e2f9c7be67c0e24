/**
 * What registries listed last, on disk: repositories, tags, and the digest that a tag was last seen with. It lets a registry that
 * can't be reached show what was there. Lives in memory once read; written behind, whole files, atomically.
 * A cache: a file that is damaged counts as not there, one that can't be written is forgotten.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Digest } from '../../shared/digest';
import { digestSchema } from '../../shared/oci';
import { writeFileAtomic } from '../files/atomic-file';
import { readSmallFile } from '../files/read-small-file';

export interface ListingStoreOptions {
  /** Absolute; made when first needed. */
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** `savedAt`: epoch milliseconds. */
export interface SavedRepositories {
  readonly names: readonly string[];
  readonly savedAt: number;
}
export interface SavedTags {
  readonly tags: readonly string[];
  readonly savedAt: number;
}
export interface SavedDigest {
  readonly digest: Digest;
  readonly savedAt: number;
}

/** Null is what was never saved. Saving is done when the promise resolves as far as reading goes; the disk follows. */
export interface ListingStore {
  repositories(address: string): Promise<SavedRepositories | null>;
  saveRepositories(address: string, names: readonly string[]): Promise<void>;
  tags(address: string, repository: string): Promise<SavedTags | null>;
  /** Digests of tags that are no longer there are forgotten. */
  saveTags(address: string, repository: string, tags: readonly string[]): Promise<void>;
  /** The repositories of a registry whose tags are saved. */
  knownRepositories(address: string): Promise<ReadonlyMap<string, SavedTags>>;
  digest(address: string, repository: string, tag: string): Promise<SavedDigest | null>;
  saveDigest(address: string, repository: string, tag: string, digest: Digest): Promise<void>;
  forgetTag(address: string, repository: string, tag: string): Promise<void>;
  /** Forgets all of a registry. */
  forget(address: string): Promise<void>;
  /** Resolves once the disk holds what was saved. */
  settled(): Promise<void>;
}

const savedAt = z.number();
const repositoriesFile = z.object({ names: z.array(z.string()), savedAt });
const repositoryFile = z.object({
  repository: z.string(),
  tags: z.object({ tags: z.array(z.string()), savedAt }).optional(),
  digests: z.record(z.string(), z.object({ digest: digestSchema, savedAt })),
});

/** 100,000 tags, each with its digest. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const REPOSITORIES = 'repositories.json';

interface RepositoryRecord {
  tags?: SavedTags;
  readonly digests: Map<string, SavedDigest>;
}

interface RegistryRecord {
  repositories: SavedRepositories | null;
  readonly byRepository: Map<string, RepositoryRecord>;
}

export function openListingStore({ folder, now = Date.now }: ListingStoreOptions): ListingStore {
  const registries = new Map<string, Promise<RegistryRecord>>();
  const writer = createWriter();
  const folderOf = (address: string) => join(folder, fileName(address));

  function recordOf(address: string): Promise<RegistryRecord> {
    const known = registries.get(address);
    if (known) return known;
    const read = readRegistry(folderOf(address));
    registries.set(address, read);
    return read;
  }

  async function change(address: string, repository: string, apply: (record: RepositoryRecord) => void): Promise<void> {
    const { byRepository } = await recordOf(address);
    const record: RepositoryRecord = byRepository.get(repository) ?? { digests: new Map() };
    byRepository.set(repository, record);
    apply(record);
    writer.write(folderOf(address), `${fileName(repository)}.json`, () => ({
      repository,
      ...(record.tags ? { tags: record.tags } : {}),
      digests: Object.fromEntries(record.digests),
    }));
  }

  return {
    repositories: async (address) => (await recordOf(address)).repositories,

    async saveRepositories(address, names) {
      const record = await recordOf(address);
      const saved = { names: [...names], savedAt: now() };
      record.repositories = saved;
      writer.write(folderOf(address), REPOSITORIES, () => saved);
    },

    tags: async (address, repository) => (await recordOf(address)).byRepository.get(repository)?.tags ?? null,

    saveTags: (address, repository, tags) =>
      change(address, repository, (record) => {
        record.tags = { tags: [...tags], savedAt: now() };
        const there = new Set(tags);
        for (const tag of record.digests.keys()) if (!there.has(tag)) record.digests.delete(tag);
      }),

    async knownRepositories(address) {
      const known = new Map<string, SavedTags>();
      for (const [name, { tags }] of (await recordOf(address)).byRepository) if (tags) known.set(name, tags);
      return known;
    },

    async digest(address, repository, tag) {
      return (await recordOf(address)).byRepository.get(repository)?.digests.get(tag) ?? null;
    },

    saveDigest: (address, repository, tag, digest) =>
      change(address, repository, ({ digests }) => digests.set(tag, { digest, savedAt: now() })),

    forgetTag: (address, repository, tag) => change(address, repository, ({ digests }) => digests.delete(tag)),

    async forget(address) {
      registries.set(address, Promise.resolve({ repositories: null, byRepository: new Map() }));
      await writer.settled();
      await rm(folderOf(address), { recursive: true, force: true });
    },

    settled: () => writer.settled(),
  };
}

/** Names as they are would be too long for some file systems and reserved in others. */
function fileName(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

async function readRegistry(folder: string): Promise<RegistryRecord> {
  const record: RegistryRecord = { repositories: null, byRepository: new Map() };
  for (const name of await readdir(folder).catch(() => [])) {
    const content = name.endsWith('.json') ? await readJson(join(folder, name)) : undefined;
    if (name === REPOSITORIES) {
      record.repositories = repositoriesFile.safeParse(content).data ?? null;
      continue;
    }
    const { data } = repositoryFile.safeParse(content);
    if (!data) continue;
    const digests = new Map(Object.entries(data.digests));
    record.byRepository.set(data.repository, { digests, ...(data.tags ? { tags: data.tags } : {}) });
  }
  return record;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readSmallFile(path, { maxBytes: MAX_FILE_BYTES }));
  } catch {
    // Damaged, gone or not ours: the registry will be asked again.
    return undefined;
  }
}

interface Writer {
  /** Writes what `content` gives when its turn comes; changes in the meantime share one write. */
  write(folder: string, name: string, content: () => object): void;
  settled(): Promise<void>;
}

function createWriter(): Writer {
  const waiting = new Map<string, { folder: string; content: () => object }>();
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (const [path, { folder, content }] of waiting) {
      waiting.delete(path);
      await mkdir(folder, { recursive: true })
        .then(() => writeFileAtomic(path, JSON.stringify(content())))
        // What can't be kept is asked for again after the next start.
        .catch(() => undefined);
    }
    running = undefined;
  }

  return {
    write(folder, name, content) {
      waiting.set(join(folder, name), { folder, content });
      running ??= run();
    },
    // A run takes along what is added meanwhile.
    settled: async () => running,
  };
}
