/**
 * Reads a packaged chart (.tgz) from disk: its digest, its metadata as Helm loads it, and the config blob, within limits.
 * Refuses what `helm push` refuses. Never writes, never unpacks to disk.
 */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Digest } from '../../shared/digest';
import { digestOf, finishDigest } from '../registry/digests';
import { ChartError } from './chart-error';
import { chartWarnings, type ChartWarning } from './chart-warnings';
import { fileError, identifyFile, type FileIdentity } from './file-identity';
import { configBytesOf } from './helm-metadata';
import type { HelmMetadata } from './helm-types';
import { MAX_ARCHIVE_BYTES } from './limits';
import { loadChart, type LoadedChart } from './load-chart';
import { assertGzip, SNIFFED_BYTES } from './sniff-file';
import { LEAVE_OUT, UnpackBudget } from './unpack-budget';

/** Large enough to be quick, small enough to count for nothing in memory. */
const READ_BYTES = 256 * 1024;

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
  signal.throwIfAborted();
  const fileName = basename(filePath);
  const identity = await identifyFile(filePath);
  if (identity.sizeBytes === 0) throw new ChartError('empty-file', `${fileName} is empty. Copy or package it again.`);
  if (identity.sizeBytes > MAX_ARCHIVE_BYTES) {
    throw new ChartError(
      'too-large',
      `${fileName} is larger than any chart that Helm loads, which is 100 MB unpacked. Is it the right file? ${LEAVE_OUT}`,
    );
  }
  const { chart, digest } = await readFileOnce(filePath, signal);
  await assertUnchanged(filePath, identity);
  const configBytes = configBytesOf(chart.metadata);
  return {
    fileName,
    sizeBytes: identity.sizeBytes,
    digest,
    // Whole milliseconds, rounded down: Helm's whole seconds must not be rounded up.
    modifiedAtMs: Math.floor(identity.modifiedAtMs),
    identity,
    metadata: chart.metadata,
    configBytes,
    configDigest: digestOf(configBytes),
    warnings: chartWarnings(chart),
  };
}

/** One pass: what is hashed is what is unpacked. */
async function readFileOnce(
  filePath: string,
  signal: AbortSignal,
): Promise<{ readonly chart: LoadedChart; readonly digest: Digest }> {
  const hash = createHash('sha256');
  const budget = new UnpackBudget();
  const file = await openFile(filePath);
  async function* packed(): AsyncGenerator<Uint8Array> {
    const head = Buffer.alloc(SNIFFED_BYTES);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    assertGzip(head.subarray(0, bytesRead), basename(filePath));
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: READ_BYTES })) {
      if (!(chunk instanceof Uint8Array)) continue;
      hash.update(chunk);
      budget.addPacked(chunk.length);
      yield chunk;
    }
  }
  try {
    const chart = await loadChart(packed(), { budget, signal });
    return { chart, digest: finishDigest(hash, 'sha256') };
  } finally {
    await file.close();
  }
}

/** Throws `vanished` or `changed` where the file at `filePath` is not the one that `identity` describes. */
export async function assertUnchanged(filePath: string, identity: FileIdentity): Promise<void> {
  const now = await identifyFile(filePath);
  const isSame =
    now.sizeBytes === identity.sizeBytes && now.modifiedAtMs === identity.modifiedAtMs && now.inode === identity.inode;
  if (!isSame) {
    throw new ChartError('changed', `${basename(filePath)} has changed since it was looked at. Look at it again.`);
  }
}

async function openFile(filePath: string): Promise<FileHandle> {
  try {
    return await open(filePath);
  } catch (error) {
    throw fileError(error, basename(filePath));
  }
}
