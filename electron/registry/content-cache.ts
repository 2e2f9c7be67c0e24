/**
 * Content by digest on disk: manifests and configs, which never change and so are never fetched twice. Checked against its digest
 * whenever it is read; what fails is dropped. A cache: a disk that is full or read-only makes it slower, never an error.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigest, type Digest } from '../../shared/digest';
import { algorithmOf, digestOf } from './digests';

export interface ContentCacheOptions {
  /** Absolute; made when first needed. Nothing else may live in it. */
  readonly folder: string;
  /** Read at each write. Above it the oldest go until a tenth is free. */
  readonly limitBytes: () => number;
}

export interface ContentCache {
  has(digest: Digest): Promise<boolean>;
  /** Null for what is not there or no longer what it was. */
  read(digest: Digest): Promise<Buffer | null>;
  /** Throws RangeError when the bytes are not those of the digest. */
  write(digest: Digest, bytes: Uint8Array): Promise<void>;
  size(): Promise<{ readonly sizeBytes: number; readonly entries: number }>;
  clear(): Promise<void>;
}

export function openContentCache({ folder, limitBytes }: ContentCacheOptions): ContentCache {
  /** Sizes in bytes, the longest unused first. Read from the disk once. */
  let index: Promise<Map<Digest, number>> | undefined;
  const entries = () => (index ??= readIndex(folder));
  const pathOf = (digest: Digest) => join(folder, digest.replace(':', '-'));

  async function drop(digest: Digest): Promise<void> {
    (await entries()).delete(digest);
    await rm(pathOf(digest), { force: true });
  }

  async function evict(): Promise<void> {
    const known = await entries();
    const limit = limitBytes();
    let total = sum(known);
    if (total <= limit) return;
    for (const [digest, sizeBytes] of known) {
      if (total <= limit * 0.9) return;
      total -= sizeBytes;
      await drop(digest);
    }
  }

  async function store(digest: Digest, bytes: Uint8Array): Promise<void> {
    const temporaryPath = `${pathOf(digest)}.${randomBytes(6).toString('hex')}${TEMPORARY}`;
    await mkdir(folder, { recursive: true });
    try {
      // Not synced: a power cut may leave any bytes, and reading finds that out.
      await writeFile(temporaryPath, bytes, { flag: 'wx', mode: 0o600 });
      await rename(temporaryPath, pathOf(digest));
    } catch (error) {
      await rm(temporaryPath, { force: true });
      throw error;
    }
    (await entries()).set(digest, bytes.length);
    await evict();
  }

  return {
    has: async (digest) => (await entries()).has(digest),

    async read(digest) {
      const known = await entries();
      if (!known.has(digest)) return null;
      const bytes = await readFile(pathOf(digest)).catch(() => null);
      if (bytes === null || digestOf(bytes, algorithmOf(digest)) !== digest) {
        await drop(digest).catch(() => undefined);
        return null;
      }
      known.delete(digest);
      known.set(digest, bytes.length);
      return bytes;
    },

    async write(digest, bytes) {
      if (digestOf(bytes, algorithmOf(digest)) !== digest)
        throw new RangeError(`These are not the bytes of ${digest}.`);
      if (bytes.length > limitBytes() || (await entries()).has(digest)) return;
      // See above: what can't be kept is fetched again.
      await store(digest, bytes).catch(() => undefined);
    },

    async size() {
      const known = await entries();
      return { sizeBytes: sum(known), entries: known.size };
    },

    async clear() {
      index = Promise.resolve(new Map());
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const TEMPORARY = '.tmp';

async function readIndex(folder: string): Promise<Map<Digest, number>> {
  const names = await readdir(folder).catch(() => []);
  const found: { digest: Digest; sizeBytes: number; writtenAtMs: number }[] = [];
  for (const name of names) {
    const digest = name.replace('-', ':');
    const path = join(folder, name);
    if (isDigest(digest)) {
      // Gone since, or not for us to look at: not in the cache.
      const status = await stat(path).catch(() => null);
      if (status?.isFile()) found.push({ digest, sizeBytes: status.size, writtenAtMs: status.mtimeMs });
    } else if (name.endsWith(TEMPORARY)) {
      // A write that a crash cut off; on a disk that is read-only now it stays.
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
  found.sort((a, b) => a.writtenAtMs - b.writtenAtMs);
  return new Map(found.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
}

function sum(sizes: ReadonlyMap<Digest, number>): number {
  let total = 0;
  for (const sizeBytes of sizes.values()) total += sizeBytes;
  return total;
}
