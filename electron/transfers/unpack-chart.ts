/**
 * Unpacks a chart into a folder of the user, as `helm pull --untar` does: gathered in a hidden folder beside its target, then
 * given its name, all or nothing. Never writes over anything, never outside of that folder, and follows no link: it makes
 * every folder and file itself, and a link in an archive is an empty file.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { noChartYaml } from '../charts/chart-content';
import { ChartError } from '../charts/chart-error';
import { readChartYaml } from '../charts/chart-yaml';
import { isPackagedWithin } from '../charts/unpack-archive';
import type { UnpackedArchive, UnpackedFile } from '../charts/unpacked-archive';
import { YamlError } from '../../shared/yaml/yaml-error';
import { asWriting } from './saved-files';
import { TransferError } from './transfer-error';

export interface UnpackedChart {
  /** Absolute; named as the chart. */
  readonly path: string;
  readonly fileCount: number;
}

export interface UnpackOptions {
  readonly signal: AbortSignal;
  /** Whose rules for names hold. */
  readonly platform: NodeJS.Platform;
}

/** Throws ChartError for names that can't be files, TransferError for what stands in the way, or the signal's reason. */
export async function unpackChart(
  archive: UnpackedArchive,
  folder: string,
  { signal, platform }: UnpackOptions,
): Promise<UnpackedChart> {
  const files = ownFiles(archive.files);
  const target = join(folder, await chartName(archive, platform));
  for (const { path } of files) assertSafe(path, platform);
  await assertFree(target);
  const staging = join(folder, `.chartroom-unpack-${randomBytes(6).toString('hex')}`);
  try {
    await asWriting(() => mkdir(staging));
    const made = new Set([staging]);
    for (const file of files) {
      signal.throwIfAborted();
      await writeOne(join(staging, ...file.path.split('/')), await archive.read(file), made);
    }
    await assertFree(target);
    await asWriting(() => rename(staging, target));
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return { path: target, fileCount: files.length };
}

/** Without what packaged charts within hold: those stay packaged. */
function ownFiles(files: readonly UnpackedFile[]): readonly UnpackedFile[] {
  const archives = files.filter(({ path }) => isPackagedWithin(path)).map(({ path }) => `${path}/`);
  return files.filter(({ path }) => !archives.some((archive) => path.startsWith(archive)));
}

async function chartName({ files, read }: UnpackedArchive, platform: NodeJS.Platform): Promise<string> {
  const chartYaml = files.find(({ path }) => path === 'Chart.yaml');
  if (chartYaml === undefined) throw noChartYaml();
  const name = nameIn(await read(chartYaml));
  if (name.includes('/') || !isSafePart(name, platform)) {
    throw new ChartError(
      'invalid-name',
      `Its name in Chart.yaml, “${name.slice(0, 100)}”, can't be the name of a folder.`,
    );
  }
  return name;
}

function nameIn(chartYaml: Uint8Array): string {
  try {
    return readChartYaml(chartYaml).metadata.name;
  } catch (error) {
    if (error instanceof YamlError) {
      throw new ChartError('bad-yaml', "Its Chart.yaml can't be read, so the folder has no name.", {
        cause: error,
        details: error.message,
      });
    }
    throw error;
  }
}

function assertSafe(path: string, platform: NodeJS.Platform): void {
  if (path.split('/').every((part) => isSafePart(part, platform))) return;
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  throw new ChartError('unsafe-path', `It holds ${shown}, which can't be a file here. Nothing was unpacked.`);
}

/** In bytes of UTF-8: what file systems take for one name. */
const MAX_NAME_BYTES = 255;
/** Names of devices, with any ending. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;

function isSafePart(part: string, platform: NodeJS.Platform): boolean {
  if (part === '' || part === '.' || part === '..' || part.includes('\0')) return false;
  if (Buffer.byteLength(part) > MAX_NAME_BYTES) return false;
  if (platform !== 'win32') return true;
  return !/[\\/:*?"<>|\p{Cc}]/u.test(part) && !/[. ]$/.test(part) && !WINDOWS_DEVICE.test(part);
}

async function assertFree(target: string): Promise<void> {
  const found = await lstat(target).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (found !== null) {
    throw new TransferError('file-exists', `${basename(target)} is there already.`, {
      why: 'Nothing was written over. Move it away or choose another folder.',
    });
  }
}

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** `made`: the folders that are there, all of our own making. */
async function writeOne(path: string, content: Uint8Array, made: Set<string>): Promise<void> {
  try {
    await asWriting(async () => {
      await makeFolder(dirname(path), made);
      const file = await open(path, NEW_FILE, 0o644);
      try {
        await file.writeFile(content);
      } finally {
        await file.close();
      }
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A file where another one needs a folder, two names that are one on this disk, or folders in folders without end.
    if (code === 'EEXIST' || code === 'EISDIR' || code === 'ENAMETOOLONG') {
      throw new ChartError(
        'unsafe-path',
        `${basename(path).slice(0, 200)} in it stands in the way of another file here, or lies too deep. Nothing was unpacked.`,
        {
          cause: error,
        },
      );
    }
    throw error;
  }
}

async function makeFolder(path: string, made: Set<string>): Promise<void> {
  if (made.has(path)) return;
  await makeFolder(dirname(path), made);
  await mkdir(path);
  made.add(path);
}
