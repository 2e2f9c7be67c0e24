/**
 * What lies in a chart's folder, in Helm's order (each folder sorted by the bytes of its names), told apart by .helmignore.
 * Looks at names and kinds only and opens nothing but .helmignore. A symbolic link is never followed: Helm follows it, also out of
 * the chart, so a chart could take any file of this machine along; here it is refused.
 */
import type { BigIntStats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ChartError } from '../chart-error';
import { MAX_CHART_BYTES, MAX_ENTRIES, MAX_FILE_BYTES, MAX_PATH_DEPTH } from '../limits';
import { LEAVE_OUT, TOO_LARGE_UNPACKED } from '../unpack-budget';
import { compareUtf8 } from '../go-json';
import { stampOf, type FileStamp } from './file-stamp';
import { folderChanged, unreadable } from './folder-problems';
import { IGNORE_FILE, readIgnoreRules, type IgnoreRule, type IgnoreRules } from './helm-ignore';
import { readFolderFile, type FolderFile } from './read-folder-file';

export interface IgnoredFile {
  readonly path: string;
  /** Its content was not looked at. */
  readonly isFolder: boolean;
  readonly rule: IgnoreRule;
}

export interface WalkedFolder {
  readonly files: readonly FolderFile[];
  readonly ignored: readonly IgnoredFile[];
  /** Of the folders that were read, the chart's own first, by their full paths. */
  readonly folders: ReadonlyMap<string, FileStamp>;
}

export interface WalkOptions {
  readonly signal: AbortSignal;
}

/** Throws ChartError for what can't be packaged, and the signal's reason when aborted. */
export async function walkFolder(folderPath: string, { signal }: WalkOptions): Promise<WalkedFolder> {
  const root = await lookAt(folderPath, basename(folderPath));
  if (root.isSymbolicLink()) {
    throw new ChartError('is-link', `${basename(folderPath)} is a link to a folder. Drop the folder itself.`);
  }
  const rules = readIgnoreRules(await ignoreText(folderPath, signal));
  const walk = new FolderWalk(rules, signal);
  await walk.folder(folderPath, '', root);
  return walk;
}

class FolderWalk implements WalkedFolder {
  readonly files: FolderFile[] = [];
  readonly ignored: IgnoredFile[] = [];
  readonly folders = new Map<string, FileStamp>();
  readonly #rules: IgnoreRules;
  readonly #signal: AbortSignal;
  #seen = 0;
  #totalBytes = 0;

  constructor(rules: IgnoreRules, signal: AbortSignal) {
    this.#rules = rules;
    this.#signal = signal;
  }

  /** `path` is empty for the chart's own folder. */
  async folder(fullPath: string, path: string, stats: BigIntStats): Promise<void> {
    this.folders.set(fullPath, stampOf(stats));
    for (const name of await namesIn(fullPath, path)) {
      this.#signal.throwIfAborted();
      assertText(name);
      await this.#entry(join(fullPath, name), path === '' ? name : `${path}/${name}`);
    }
  }

  async #entry(fullPath: string, path: string): Promise<void> {
    const stats = await lookAt(fullPath, path);
    this.#count();
    const rule = this.#rules.ruleFor(path, stats.isDirectory());
    if (rule !== null) this.ignored.push({ path, isFolder: stats.isDirectory(), rule });
    else if (stats.isDirectory()) await this.#deeper(fullPath, path, stats);
    else this.#file(fullPath, path, stats);
  }

  async #deeper(fullPath: string, path: string, stats: BigIntStats): Promise<void> {
    if (path.split('/').length >= MAX_PATH_DEPTH) {
      throw new ChartError(
        'too-many-entries',
        `Its folders lie more than ${MAX_PATH_DEPTH} deep, deeper than those of any chart. Is it the right folder?`,
      );
    }
    await this.folder(fullPath, path, stats);
  }

  #file(fullPath: string, path: string, stats: BigIntStats): void {
    if (stats.isSymbolicLink()) {
      throw new ChartError(
        'is-link',
        `${path} is a link. helm package would take along whatever it leads to, also from outside of the folder; Chartroom doesn't. Put the file itself in its place, or leave the link out by a line in .helmignore.`,
      );
    }
    if (!stats.isFile()) {
      throw new ChartError(
        'odd-file',
        `${path} isn't a file but a pipe, a device or a socket. Remove it, or leave it out by a line in .helmignore.`,
        { details: `cannot load irregular file ${path} as it has file mode type bits set` },
      );
    }
    assertUsableName(path);
    const sizeBytes = Number(stats.size);
    this.#totalBytes += sizeBytes;
    if (sizeBytes > MAX_FILE_BYTES) {
      throw new ChartError('too-large', `${path} is larger than 5 MB, which Helm doesn't load. ${LEAVE_OUT}`);
    }
    if (this.#totalBytes >= MAX_CHART_BYTES) throw new ChartError('too-large', TOO_LARGE_UNPACKED);
    this.files.push({ path, fullPath, sizeBytes, stamp: stampOf(stats) });
  }

  #count(): void {
    this.#seen += 1;
    if (this.#seen <= MAX_ENTRIES) return;
    throw new ChartError(
      'too-many-entries',
      `It holds more than ${MAX_ENTRIES.toLocaleString('en')} files, more than any chart does. Is it the right folder? A whole folder can be left out by a line in .helmignore, such as node_modules/.`,
    );
  }
}

/** Throws ChartError `changed` where a folder or file is not as it was when it was walked. */
export async function assertStillThere({ files, folders }: WalkedFolder, { signal }: WalkOptions): Promise<void> {
  const stamps = [...folders, ...files.map(({ fullPath, stamp }) => [fullPath, stamp] as const)];
  for (const [fullPath, stamp] of stamps) {
    signal.throwIfAborted();
    const now = await lstat(fullPath, { bigint: true }).catch(() => null);
    if (now === null || stampOf(now) !== stamp) throw folderChanged();
  }
}

async function namesIn(fullPath: string, path: string): Promise<readonly string[]> {
  try {
    return (await readdir(fullPath)).sort(compareUtf8);
  } catch (error) {
    throw unreadable(error, path === '' ? basename(fullPath) : `The folder ${path}`);
  }
}

async function lookAt(fullPath: string, name: string): Promise<BigIntStats> {
  try {
    return await lstat(fullPath, { bigint: true });
  } catch (error) {
    throw unreadable(error, name);
  }
}

async function ignoreText(folderPath: string, signal: AbortSignal): Promise<string | null> {
  const fullPath = join(folderPath, IGNORE_FILE);
  const stats = await lstat(fullPath, { bigint: true }).catch(() => null);
  if (stats === null) return null;
  if (!stats.isFile()) {
    throw new ChartError('bad-ignore', '.helmignore is a link or no file at all. Put a file in its place.');
  }
  const file = { path: IGNORE_FILE, fullPath, sizeBytes: Number(stats.size), stamp: stampOf(stats) };
  if (file.sizeBytes > MAX_FILE_BYTES)
    throw new ChartError('too-large', `.helmignore is larger than 5 MB. ${LEAVE_OUT}`);
  return (await readFolderFile(file, { signal })).toString('utf8');
}

/** Helm takes a backslash for a separator when it reads an archive: the file would come out as another one. */
function assertUsableName(path: string): void {
  if (path.includes('\\')) {
    throw new ChartError(
      'unsafe-path',
      `${path} has a backslash in its name, which Helm reads as the end of a folder's name. Rename it.`,
    );
  }
}

/** What stands for bytes that are no text leads to no file. */
function assertText(name: string): void {
  if (name.includes('\ufffd'))
    throw new ChartError('unsafe-path', `${name} has a name that isn't valid text. Rename it.`);
}
