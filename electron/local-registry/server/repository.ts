/**
 * One repository: which blobs and manifests it has, and what its tags name. The disk is the truth; it is read once and then kept in
 * step: first the disk is changed, then what is known of it. Changes of one repository must come one after the other
 * (repositories.ts sees to it); reading needs no turn.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod';
import { digestSchema } from '../../../shared/oci';
import { isTag } from '../../../shared/reference';
import { isDigest, type Digest } from '../../../shared/digest';
import { READ_SLICE_MS } from './limits';
import { checkOwnFolder, digestOfFileName, fileNameOf, hashOfName, type Storage } from './storage';

/** What has to be known of a manifest without reading it again. */
const manifestRecordSchema = z.strictObject({
  mediaType: z.string(),
  sizeBytes: z.number(),
  /** Config and layers; those that are never uploaded (foreign layers) left out. */
  blobs: z.array(digestSchema).readonly(),
  /** Of an index. */
  manifests: z.array(digestSchema).readonly(),
  subject: digestSchema.optional(),
});
export type ManifestRecord = Readonly<z.infer<typeof manifestRecordSchema>>;

const tagRecordSchema = z.strictObject({ tag: z.string().refine(isTag), digest: digestSchema });

export interface RepositoryPlace {
  readonly name: string;
  readonly folder: string;
  readonly storage: Storage;
  /** Told of a file that is not what it should be, and is left alone. */
  readonly onUnusable: (path: string) => void;
}

export class Repository {
  readonly name: string;
  readonly #folders: { readonly blobs: string; readonly manifests: string; readonly tags: string };
  readonly #storage: Storage;
  readonly #blobs = new Set<Digest>();
  readonly #manifests = new Map<Digest, ManifestRecord>();
  readonly #tags = new Map<string, Digest>();

  private constructor({ name, folder, storage }: RepositoryPlace) {
    this.name = name;
    this.#storage = storage;
    this.#folders = foldersOf(folder);
  }

  /** Reads what is in its folder. Throws StorageError or the file system's error. */
  static async load(place: RepositoryPlace): Promise<Repository> {
    const repository = new Repository(place);
    await repository.#load(place.onUnusable);
    return repository;
  }

  get blobs(): ReadonlySet<Digest> {
    return this.#blobs;
  }

  get manifests(): ReadonlyMap<Digest, ManifestRecord> {
    return this.#manifests;
  }

  get tags(): ReadonlyMap<string, Digest> {
    return this.#tags;
  }

  get isEmpty(): boolean {
    return this.#blobs.size === 0 && this.#manifests.size === 0 && this.#tags.size === 0;
  }

  /** The digest that a tag or a digest names here; undefined where it names nothing. */
  resolve(reference: string): Digest | undefined {
    const digest = isDigest(reference) ? reference : this.#tags.get(reference);
    return digest !== undefined && this.#manifests.has(digest) ? digest : undefined;
  }

  /** The manifests that name this blob. */
  usersOfBlob(digest: Digest): readonly Digest[] {
    return this.#manifestsWith((record) => record.blobs.includes(digest));
  }

  /** The indexes that name this manifest. */
  indexesOf(digest: Digest): readonly Digest[] {
    return this.#manifestsWith((record) => record.manifests.includes(digest));
  }

  /** The manifests whose subject this is, in the order of their digests. */
  referrersOf(digest: Digest): readonly Digest[] {
    return [...this.#manifestsWith((record) => record.subject === digest)].sort();
  }

  async addBlob(digest: Digest): Promise<void> {
    if (this.#blobs.has(digest)) return;
    await this.#storage.mark(join(this.#folders.blobs, fileNameOf(digest)));
    this.#blobs.add(digest);
  }

  async removeBlob(digest: Digest): Promise<void> {
    // Known to be gone before it is: nobody may be told meanwhile that it is there.
    this.#blobs.delete(digest);
    await this.#storage.remove(join(this.#folders.blobs, fileNameOf(digest)));
  }

  /** Adds a manifest, or finds it there, and sets or moves its tags: in this order, so that no tag leads nowhere. */
  async addManifest(digest: Digest, record: ManifestRecord, tags: readonly string[]): Promise<void> {
    const text = JSON.stringify(record);
    // The same bytes may come as another type: Helm's manifests don't say theirs.
    const isNew = JSON.stringify(this.#manifests.get(digest)) !== text;
    const newTags = tags.filter((tag) => this.#tags.get(tag) !== digest);
    const [preparedRecord, ...preparedTags] = await Promise.all([
      isNew ? this.#storage.prepareRecord(text) : null,
      ...newTags.map((tag) => this.#storage.prepareRecord(JSON.stringify({ tag, digest }))),
    ]);
    if (preparedRecord) {
      await this.#storage.place(preparedRecord, join(this.#folders.manifests, fileNameOf(digest)));
      this.#manifests.set(digest, record);
    }
    for (const [index, tag] of newTags.entries()) {
      const prepared = preparedTags[index];
      if (!prepared) continue;
      await this.#storage.place(prepared, join(this.#folders.tags, hashOfName(tag)));
      this.#tags.set(tag, digest);
    }
  }

  /** Its tags go first: a crash between leaves a manifest without a tag, never a tag without a manifest. */
  async removeManifest(digest: Digest): Promise<void> {
    for (const [tag, tagged] of this.#tags) if (tagged === digest) await this.removeTag(tag);
    await this.#storage.remove(join(this.#folders.manifests, fileNameOf(digest)));
    this.#manifests.delete(digest);
  }

  async removeTag(tag: string): Promise<void> {
    await this.#storage.remove(join(this.#folders.tags, hashOfName(tag)));
    this.#tags.delete(tag);
  }

  #manifestsWith(isWanted: (record: ManifestRecord) => boolean): readonly Digest[] {
    return [...this.#manifests].filter(([, record]) => isWanted(record)).map(([digest]) => digest);
  }

  async #load(onUnusable: (path: string) => void): Promise<void> {
    await readEntries(this.#folders.blobs, onUnusable, (name) => {
      const digest = digestOfFileName(name);
      if (digest) this.#blobs.add(digest);
      return digest !== null;
    });
    await readEntries(this.#folders.manifests, onUnusable, (name, path) => {
      const digest = digestOfFileName(name);
      const record = manifestRecordSchema.safeParse(parseJson(this.#storage.readRecord(path)));
      if (!digest || !record.success) return false;
      this.#manifests.set(digest, record.data);
      return true;
    });
    await readEntries(this.#folders.tags, onUnusable, (name, path) => {
      const record = tagRecordSchema.safeParse(parseJson(this.#storage.readRecord(path)));
      if (!record.success || hashOfName(record.data.tag) !== name) return false;
      if (!this.#manifests.has(record.data.digest)) return false;
      this.#tags.set(record.data.tag, record.data.digest);
      return true;
    });
  }
}

/** The folders within a repository's own. */
export function foldersOf(folder: string): {
  readonly blobs: string;
  readonly manifests: string;
  readonly tags: string;
} {
  return { blobs: join(folder, 'blobs'), manifests: join(folder, 'manifests'), tags: join(folder, 'tags') };
}

/** Reads every file of a folder. `read` says whether it is what it should be. */
async function readEntries(
  folder: string,
  onUnusable: (path: string) => void,
  read: (name: string, path: string) => boolean,
): Promise<void> {
  await checkOwnFolder(folder);
  let pauseAt = performance.now() + READ_SLICE_MS;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (!entry.isFile() || !read(entry.name, path)) onUnusable(path);
    if (performance.now() < pauseAt) continue;
    await setImmediate();
    pauseAt = performance.now() + READ_SLICE_MS;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What no schema accepts.
    return undefined;
  }
}
