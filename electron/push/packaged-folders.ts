/**
 * Chart folders that the user handed over, packaged into archives of our own for as long as the push sheet or a transfer needs them.
 * Each archive has a folder to itself, which goes when nobody needs it any more; what a crash left goes at the next start, but for
 * what an unfinished push would send again.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackagedList } from '../../shared/packaged-folder';
import type { FileId } from '../../shared/push';
import { packageFolder, type PackagedFolder } from '../charts/package/package-folder';
import { createSlots } from '../registries/slots';

/** Packaging reads and compresses up to 100 MB: a drop of hundreds goes in turn. */
const PACKAGED_AT_ONCE = 2;
/** A line of .helmignore may have kilobytes; a row shows a line. */
const MAX_PATTERN_LENGTH = 200;

export interface PackagedFoldersOptions {
  /** Nothing else may live in it. Made when first needed. */
  readonly folder: string;
  /** Archives of pushes that an earlier run left unfinished. */
  readonly unfinished: readonly string[];
  /** A push reads it, or may be tried again. */
  readonly isInUse: (archivePath: string) => boolean;
  readonly onProblem: (message: string, error: unknown) => void;
}

export interface PackagedFolders {
  /** Packages the folder as it is now, in place of what this id stood for. Throws ChartError, or the signal's reason. */
  readonly add: (
    fileId: FileId,
    folderPath: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<PackagedFolder>;
  /** The archive that an id stands for; null for one that stands for no packaged folder. */
  readonly archivePathOf: (fileId: FileId) => string | null;
  /** What is in it; null likewise. */
  readonly list: (fileId: FileId) => PackagedList | null;
  /** The sheet needs them no longer. Unknown ids are left alone. */
  readonly release: (fileIds: readonly FileId[]) => Promise<void>;
  readonly releaseAll: () => Promise<void>;
  /** Removes what neither the sheet nor a transfer needs. */
  readonly sweep: () => Promise<void>;
}

export function createPackagedFolders(options: PackagedFoldersOptions): PackagedFolders {
  const { folder, unfinished, isInUse, onProblem } = options;
  const slots = createSlots(PACKAGED_AT_ONCE);
  const held = new Map<FileId, PackagedFolder>();
  /** Archives that only a transfer may need. */
  const loose = new Set<string>(unfinished.filter((path) => dirname(dirname(path)) === folder));

  /** Without what a crash left there. */
  async function prepare(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const kept = new Set([...loose].map((path) => basename(dirname(path))));
    for (const name of await readdir(folder)) if (!kept.has(name)) await remove(join(folder, name));
  }

  async function remove(path: string): Promise<void> {
    try {
      await rm(path, { recursive: true, force: true });
    } catch (error) {
      onProblem('could not remove a packaged chart', error);
    }
  }

  async function sweep(): Promise<void> {
    await ready;
    const unused = [...loose].filter((path) => !isInUse(path));
    for (const path of unused) loose.delete(path);
    await Promise.all(unused.map((path) => remove(dirname(path))));
  }

  async function release(fileIds: Iterable<FileId>): Promise<void> {
    for (const fileId of fileIds) {
      const packaged = held.get(fileId);
      if (packaged === undefined) continue;
      held.delete(fileId);
      loose.add(packaged.archivePath);
    }
    await sweep();
  }

  // What is left of an earlier run goes at once, not only when the next folder is dropped.
  const ready = prepare().catch((error: unknown) =>
    onProblem('could not prepare the folder of packaged charts', error),
  );

  return {
    async add(fileId, folderPath, { signal }) {
      await ready;
      await release([fileId]);
      const target = await mkdtemp(join(await made(folder), 'chart-'));
      try {
        const packaged = await slots.run(() => packageFolder(folderPath, target, { signal }), signal);
        // The sheet may have let go of it while the last bytes were written.
        signal.throwIfAborted();
        held.set(fileId, packaged);
        return packaged;
      } catch (error) {
        await remove(target);
        throw error;
      }
    },
    archivePathOf: (fileId) => held.get(fileId)?.archivePath ?? null,
    list(fileId) {
      const packaged = held.get(fileId);
      if (packaged === undefined) return null;
      return {
        packed: [...packaged.packed],
        leftOut: packaged.leftOut.map(({ path, isFolder, reason }) => ({
          path,
          isFolder,
          reason: typeof reason === 'string' ? reason : { line: reason.line, pattern: clip(reason.pattern) },
        })),
      };
    },
    release,
    releaseAll: () => release(held.keys()),
    sweep,
  };
}

/** It may have been taken away since the start. */
async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function clip(text: string): string {
  return text.length > MAX_PATTERN_LENGTH ? `${text.slice(0, MAX_PATTERN_LENGTH)}…` : text;
}
