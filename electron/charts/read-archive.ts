/**
 * Reads a packaged chart (.tgz) from disk in one pass: hash, gunzip and tar at the same time, within limits,
 * and refuses what `helm push` refuses. Never writes, never unpacks to disk.
 */
import type { Digest } from '../../shared/oci';
import { ChartError } from './chart-error';
import type { HelmMetadata } from './helm-types';

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
  options: { readonly signal: AbortSignal },
): Promise<ChartArchive> {
  options.signal.throwIfAborted();
  throw new ChartError('unreadable', `${filePath} can't be read yet.`);
}

/** Throws `vanished` or `changed` where the file at `filePath` is not the one that `identity` describes. */
export async function assertUnchanged(filePath: string, identity: FileIdentity): Promise<void> {
  throw new ChartError('changed', `${filePath} is not ${identity.inode}.`);
}
