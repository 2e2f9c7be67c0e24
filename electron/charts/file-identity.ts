/**
 * Which file stands at a path: enough to tell that it was changed or replaced since it was looked at.
 */
import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ChartError } from './chart-error';

/** Tells whether a path still holds the file that was looked at. */
export interface FileIdentity {
  readonly sizeBytes: number;
  /** With a fraction, as fine as the file system and a number allow. */
  readonly modifiedAtMs: number;
  readonly inode: number;
}

/** Follows links, as Helm does. Throws ChartError `vanished`, `is-folder` or `unreadable`. */
export async function identifyFile(filePath: string): Promise<FileIdentity> {
  const fileName = basename(filePath);
  const stats = await statFile(filePath, fileName);
  if (stats.isDirectory()) {
    throw new ChartError('is-folder', `${fileName} is a folder. Package it with \`helm package\` and use the .tgz.`, {
      details: 'cannot push directory, must provide chart archive (.tgz)',
    });
  }
  // Reading a pipe or a device might never end.
  if (!stats.isFile())
    throw new ChartError(
      'unreadable',
      `${fileName} isn't a file but a pipe, a device or a socket, which can't be pushed. Choose a packaged chart (.tgz).`,
    );
  return { sizeBytes: Number(stats.size), modifiedAtMs: milliseconds(stats.mtimeNs), inode: Number(stats.ino) };
}

async function statFile(filePath: string, fileName: string): Promise<BigIntStats> {
  try {
    return await stat(filePath, { bigint: true });
  } catch (error) {
    throw fileError(error, fileName);
  }
}

/** Nanoseconds since 1970 in milliseconds and microseconds: rounded down, as Helm's whole seconds are. */
function milliseconds(nanoseconds: bigint): number {
  return Number(nanoseconds / 1_000_000n) + Math.floor(Number(nanoseconds % 1_000_000n) / 1000) / 1000;
}

/** What the file system says, in plain words. */
export function fileError(error: unknown, fileName: string): ChartError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ChartError('vanished', `${fileName} isn't there any more. Put it back, or choose it again.`, {
      cause: error,
      details: 'no such file',
    });
  }
  return new ChartError('unreadable', `${fileName} can't be read. Check that you may read it.`, {
    cause: error,
    details: code,
  });
}
