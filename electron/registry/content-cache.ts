/**
 * Content by digest on disk: manifests, configs and archives, which never change and so are never fetched twice. Checked against its
 * digest whenever it is read; what fails is dropped. Beside it lies what was made of it, such as an archive unpacked, under the same
 * limit. A cache: a disk that is full or read-only makes it slower, never an error.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigest, type Digest } from '../../shared/digest';
import { algorithmOf, digestOf } from './digests';

/** What may be made of content: the end of its file's name. */
export type Made = 'unpacked';

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
  /** The file of what was made of the content; null where there is none. Whoever reads it checks it: see `drop`. */
  made(digest: Digest, what: Made): Promise<string | null>;
  /**
   * Keeps what `make` writes to the path that it is given; the file of it, or null where the limit or the disk doesn't
   * allow it. Throws what `make` throws, but for what the disk refuses.
   */
  keepMade(digest: Digest, what: Made, make: (path: string) => Promise<void>): Promise<string | null>;
  /** For what turned out to be damaged. */
  dropMade(digest: Digest, what: Made): Promise<void>;
  size(): Promise<{ readonly sizeBytes: number; readonly entries: number }>;
  clear(): Promise<void>;
}

export function openContentCache({ folder, limitBytes }: ContentCacheOptions): ContentCache {
  /** Sizes in bytes by the name of the file, the longest unused first. Read from the disk once. */
  let index: Promise<Map<string, number>> | undefined;
  const entries = () => (index ??= readIndex(folder));

  async function drop(name: string): Promise<void> {
    (await entries()).delete(name);
    await rm(join(folder, name), { force: true });
  }

  async function markUsed(name: string): Promise<void> {
    const known = await entries();
    const sizeBytes = known.get(name);
    if (sizeBytes === undefined) return;
    known.delete(name);
    known.set(name, sizeBytes);
  }

  async function evict(): Promise<void> {
    const known = await entries();
    const limit = limitBytes();
    let total = sum(known);
    if (total <= limit) return;
    for (const [name, sizeBytes] of known) {
      if (total <= limit * 0.9) return;
      total -= sizeBytes;
      await drop(name);
    }
  }

  /** False where it is larger than all that may be kept. */
  async function store(name: string, make: (path: string) => Promise<void>): Promise<boolean> {
    const temporaryPath = join(folder, `${name}.${randomBytes(6).toString('hex')}${TEMPORARY}`);
    await mkdir(folder, { recursive: true });
    try {
      // Not synced: a power cut may leave any bytes, and reading finds that out.
      await make(temporaryPath);
      const { size } = await stat(temporaryPath);
      if (size > limitBytes()) {
        await rm(temporaryPath, { force: true });
        return false;
      }
      await rename(temporaryPath, join(folder, name));
      const known = await entries();
      known.delete(name);
      known.set(name, size);
    } catch (error) {
      await rm(temporaryPath, { force: true });
      throw error;
    }
    await evict();
    return true;
  }

  return {
    has: async (digest) => (await entries()).has(nameOf(digest)),

    async read(digest) {
      const name = nameOf(digest);
      if (!(await entries()).has(name)) return null;
      const bytes = await readFile(join(folder, name)).catch(() => null);
      if (bytes === null || digestOf(bytes, algorithmOf(digest)) !== digest) {
        await drop(name).catch(() => undefined);
        return null;
      }
      await markUsed(name);
      return bytes;
    },

    async write(digest, bytes) {
      if (digestOf(bytes, algorithmOf(digest)) !== digest)
        throw new RangeError(`These are not the bytes of ${digest}.`);
      if (bytes.length > limitBytes() || (await entries()).has(nameOf(digest))) return;
      // See above: what can't be kept is fetched again.
      await store(nameOf(digest), (path) => writeFile(path, bytes, { flag: 'wx', mode: 0o600 })).catch(() => undefined);
    },

    async made(digest, what) {
      const name = nameOf(digest, what);
      if (!(await entries()).has(name)) return null;
      await markUsed(name);
      return join(folder, name);
    },

    async keepMade(digest, what, make) {
      const name = nameOf(digest, what);
      try {
        return (await store(name, make)) ? join(folder, name) : null;
      } catch (error) {
        if (error instanceof Error && 'syscall' in error) return null;
        throw error;
      }
    },

    dropMade: (digest, what) => drop(nameOf(digest, what)).catch(() => undefined),

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
const MADE: Readonly<Record<Made, true>> = { unpacked: true };

function nameOf(digest: Digest, made?: Made): string {
  return `${digest.replace(':', '-')}${made === undefined ? '' : `.${made}`}`;
}

function isEntry(name: string): boolean {
  const [digest = '', made, ...rest] = name.split('.');
  return isDigest(digest.replace('-', ':')) && rest.length === 0 && (made === undefined || Object.hasOwn(MADE, made));
}

async function readIndex(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder).catch(() => []);
  const found: { name: string; sizeBytes: number; writtenAtMs: number }[] = [];
  for (const name of names) {
    const path = join(folder, name);
    if (isEntry(name)) {
      // Gone since, or not for us to look at: not in the cache.
      const status = await stat(path).catch(() => null);
      if (status?.isFile()) found.push({ name, sizeBytes: status.size, writtenAtMs: status.mtimeMs });
    } else if (name.endsWith(TEMPORARY)) {
      // A write that a crash cut off; on a disk that is read-only now it stays.
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
  found.sort((a, b) => a.writtenAtMs - b.writtenAtMs);
  return new Map(found.map(({ name, sizeBytes }) => [name, sizeBytes]));
}

function sum(sizes: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const sizeBytes of sizes.values()) total += sizeBytes;
  return total;
}
