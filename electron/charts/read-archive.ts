/**
 * Reads a packaged chart (.tgz) from disk: its digest, its metadata as Helm loads it, and the config blob, within limits.
 * Refuses what `helm push` refuses. Never writes, never unpacks to disk.
 */
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Digest } from '../../shared/digest';
import { digestOf, finishDigest } from '../registry/digests';
import { ChartError } from './chart-error';
import { chartWarnings } from './chart-warnings';
import { configBytesOf } from './helm-metadata';
import type { HelmMetadata } from './helm-types';
import { MAX_ARCHIVE_BYTES } from './limits';
import { isLoaded, loadChart } from './load-chart';
import { readTarFiles } from './tar-files';

/** Tells whether a path still holds the file that was looked at. */
export interface FileIdentity {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly inode: number;
}

export type ChartWarningCode =
  | 'link-entry'
  | 'deprecated'
  | 'created-overridden'
  | 'requirements-in-v2'
  | 'unquoted-number'
  | 'duplicate-key'
  | 'loose-version'
  | 'odd-name'
  | 'byte-order-mark';

/** Something that Helm takes without a word, but its author most likely did not mean. */
export interface ChartWarning {
  readonly code: ChartWarningCode;
  readonly message: string;
}

export interface ChartArchive {
  /** The file's own name, without folders. */
  readonly fileName: string;
  readonly sizeBytes: number;
  /** sha256 of the .tgz, which is the chart layer's digest. */
  readonly digest: Digest;
  readonly modifiedAtMs: number;
  readonly identity: FileIdentity;
  readonly metadata: HelmMetadata;
  /** The config blob that `helm push` writes. */
  readonly configBytes: Uint8Array;
  readonly configDigest: Digest;
  readonly warnings: readonly ChartWarning[];
}

/**
 * Reads the archive at `filePath`. Throws ChartError for what can't be pushed and the signal's reason when aborted.
 */
export async function readChartArchive(
  filePath: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<ChartArchive> {
  const fileName = basename(filePath);
  const identity = await identityOf(filePath);
  if (identity.sizeBytes === 0) throw new ChartError('empty-file', `${fileName} is empty. Copy or package it again.`);
  if (identity.sizeBytes > MAX_ARCHIVE_BYTES) {
    throw new ChartError('too-large', `${fileName} is larger than any chart that Helm loads (100 MB unpacked).`);
  }
  const [digest, { files, hasLinks }] = await Promise.all([
    hashFile(filePath, signal),
    readTarFiles(createReadStream(filePath), { signal, wants: isLoaded }),
  ]);
  const chart = await loadChart(files, signal);
  await assertUnchanged(filePath, identity);
  const configBytes = configBytesOf(chart.metadata);
  const hadByteOrderMark = files.some((file) => file.name === 'Chart.yaml' && file.hadByteOrderMark);
  return {
    fileName,
    sizeBytes: identity.sizeBytes,
    digest,
    modifiedAtMs: identity.modifiedAtMs,
    identity,
    metadata: chart.metadata,
    configBytes,
    configDigest: digestOf(configBytes),
    warnings: chartWarnings(chart, { hasLinks, hadByteOrderMark }),
  };
}

/** Throws `vanished` or `changed` where the file at `filePath` is not the one that `identity` describes. */
export async function assertUnchanged(filePath: string, identity: FileIdentity): Promise<void> {
  const now = await identityOf(filePath);
  const isSame =
    now.sizeBytes === identity.sizeBytes && now.modifiedAtMs === identity.modifiedAtMs && now.inode === identity.inode;
  if (!isSame) {
    throw new ChartError('changed', `${basename(filePath)} has changed since it was looked at. Look at it again.`);
  }
}

async function identityOf(filePath: string): Promise<FileIdentity> {
  const { size, mtimeMs, ino } = await statFile(filePath);
  return { sizeBytes: size, modifiedAtMs: mtimeMs, inode: ino };
}

async function statFile(filePath: string): Promise<Stats> {
  const fileName = basename(filePath);
  try {
    const stats = await stat(filePath);
    if (stats.isDirectory()) {
      throw new ChartError(
        'is-folder',
        `${fileName} is a folder. Package it first with helm package, then push the .tgz.`,
        {
          details: 'cannot push directory, must provide chart archive (.tgz)',
        },
      );
    }
    if (!stats.isFile()) throw new ChartError('unreadable', `${fileName} isn't a file that can be read.`);
    return stats;
  } catch (error) {
    if (error instanceof ChartError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new ChartError('vanished', `${fileName} isn't there any more. Put it back, or choose it again.`, {
        cause: error,
        details: 'no such file',
      });
    }
    throw new ChartError('unreadable', `${fileName} can't be read. Check its permissions.`, {
      cause: error,
      details: code,
    });
  }
}

async function hashFile(filePath: string, signal: AbortSignal): Promise<Digest> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(filePath), hash, { signal });
  return finishDigest(hash, 'sha256');
}
