/** Folders of charts, written at run time, and the entries of an archive to compare. */
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { ensureHelm } from '../../scripts/helm-binaries.mjs';

const run = promisify(execFile);

export type FolderFiles = Readonly<Record<string, string | Uint8Array>>;

export async function writeFolder(folder: string, files: FolderFiles): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

/** `helm package` into a folder of its own. Gives the archive's path; throws with helm's words where it refuses. */
export async function helmPackage(
  version: Parameters<typeof ensureHelm>[0],
  chartFolder: string,
  target: string,
): Promise<string> {
  await mkdir(target, { recursive: true });
  const home = join(target, 'home');
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home };
  await run(await ensureHelm(version), ['package', chartFolder, '-d', target], { env });
  const name = (await readdir(target)).find((each) => each.endsWith('.tgz'));
  if (name === undefined) throw new Error('helm package wrote no archive');
  return join(target, name);
}

export interface ArchiveEntryBytes {
  readonly name: string;
  /** As text that shows every byte. */
  readonly content: string;
  readonly mode: number;
  readonly uid: number;
  readonly mtimeMs: number;
}

/** All entries in their order. */
export async function entriesOfArchive(path: string): Promise<readonly ArchiveEntryBytes[]> {
  const entries: ArchiveEntryBytes[] = [];
  const tar = createReadStream(path).pipe(createGunzip()).pipe(extract());
  for await (const entry of tar) {
    const pieces: Buffer[] = [];
    for await (const piece of entry) pieces.push(piece as Buffer);
    const { name, mode, uid, mtime } = entry.header;
    const content = Buffer.concat(pieces).toString('latin1');
    entries.push({ name, content, mode, uid, mtimeMs: mtime?.getTime() ?? 0 });
  }
  return entries;
}
