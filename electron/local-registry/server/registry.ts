/** Puts a registry together: opens its folder, starts its server. What belongs to its process stands in main.ts. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createContentStore } from './content-store';
import type { RegistryParts } from './exchange';
import { claimFolder } from './folder-claim';
import { collectGarbage, type CollectedGarbage, type GarbageOptions } from './garbage-collection';
import { openHtpasswd } from './htpasswd';
import { DEFAULT_LIMITS, type RegistryLimits } from './limits';
import { createRecentUses } from './recent-uses';
import { openRepositories } from './repositories';
import { startServer, type AnsweredRequest } from './server';
import { openStorage } from './storage';
import { createUploadSessions } from './upload-sessions';

export interface RegistryOptions {
  /** Absolute. Made where it is missing; a folder with other things in it is refused. */
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** An absolute path, or null for a registry that asks for no login. */
  readonly htpasswdFile: string | null;
  /** Host names, besides those of loopback, under which it answers. */
  readonly allowedHosts: readonly string[];
  readonly limits?: Partial<RegistryLimits>;
}

export interface RegistryUsage {
  /** Of all content, in bytes; each blob counts once. */
  readonly sizeBytes: number;
  readonly repositories: number;
}

export interface RegistryEvents {
  readonly onRequest: (answered: AnsweredRequest) => void;
  /** A file in the folder that is not what it should be. It is left alone and not shown. */
  readonly onUnusable: (path: string) => void;
}

export interface RunningRegistry {
  readonly port: number;
  collectGarbage(options: GarbageOptions): Promise<CollectedGarbage>;
  usage(): Promise<RegistryUsage>;
  stop(): Promise<void>;
}

/** Throws StorageError, FolderInUseError, or the system's error, such as EADDRINUSE or EACCES. */
export async function startRegistry(options: RegistryOptions, events: RegistryEvents): Promise<RunningRegistry> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const storage = await openStorage(options.folder);
  const claim = await claimFolder(storage.root);
  let close = () => claim.release();
  try {
    await storage.removeUnfinished();
    const parts: RegistryParts = {
      storage,
      limits,
      contents: createContentStore(storage),
      repositories: await openRepositories(storage, events.onUnusable),
      uploads: createUploadSessions(storage, limits),
      recentUses: createRecentUses(limits.garbageGraceMs),
    };
    const server = await startServer({
      parts,
      port: options.port,
      htpasswd: options.htpasswdFile === null ? null : openHtpasswd(options.htpasswdFile),
      allowedHosts: options.allowedHosts,
      onRequest: events.onRequest,
    });
    close = async () => {
      await server.stop();
      parts.uploads.close();
      await claim.release();
    };
    await claim.confirm();
    return {
      port: server.port,
      collectGarbage: (garbage) => collectGarbage(parts, garbage),
      usage: () => usageOf(parts),
      stop: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function usageOf({ storage, repositories }: RegistryParts): Promise<RegistryUsage> {
  let sizeBytes = 0;
  for (const folder of storage.contentFolders) {
    for (const name of await readdir(folder)) {
      // What a collection removes meanwhile does not count.
      sizeBytes += await stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return { sizeBytes, repositories: repositories.names().length };
}
