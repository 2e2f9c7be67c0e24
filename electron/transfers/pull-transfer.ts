/**
 * One pull: find the chart's blobs by digest, fetch them beside their target, verified, and give them their names. A cancel or
 * failure leaves no file. Never writes over one; what is there with the same content is left as it is.
 */
import { basename, join } from 'node:path';
import type { AppError } from '../../shared/errors';
import { tagToVersion } from '../../shared/reference';
import type { RegistryClient, Retry } from '../registry/registry-client';
import { findChart } from './find-chart';
import { asWriting, isSaved, makeStagingFolder, placeFiles, removeStagingFolder, stagingFolderOf } from './saved-files';
import { transferAppError, TransferError } from './transfer-error';
import type { PullRequest } from './transfer-request';
import type { TransferContext, TransferOutcome, TransferRunner } from './transfer-runner';
import type { Descriptor } from '../../shared/oci';

export interface PullRunnerOptions {
  readonly clientFor: (address: string) => RegistryClient;
  /** Told of each wait, so that the user can end it. */
  readonly onRetry: (address: string, retry: Retry) => void;
  readonly toAppError: (error: unknown) => AppError;
}

interface WantedFile {
  readonly path: string;
  readonly blob: Descriptor;
}

/** The name that `helm pull` gives an archive: `name-version.tgz`. */
export function helmFileName({ repository, tag }: { readonly repository: string; readonly tag: string }): string {
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  return `${name}-${tagToVersion(tag)}.tgz`;
}

export function createPullRunner(options: PullRunnerOptions): TransferRunner<PullRequest> {
  return async function runPull(request, context) {
    try {
      return await pull(request, context, options);
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason;
      const failure = error instanceof TransferError ? transferAppError(error) : options.toAppError(error);
      const canRetry = !(error instanceof TransferError && error.code === 'not-a-chart');
      return { kind: 'failed', error: failure, canRetry };
    }
  };
}

async function pull(
  request: PullRequest,
  context: TransferContext,
  { clientFor, onRetry }: PullRunnerOptions,
): Promise<TransferOutcome> {
  const { address, repository, digest, filePath } = request;
  const { signal } = context;
  const client = clientFor(address);
  const { chart, provenance } = await findChart(client, request, signal);
  const all = [{ path: filePath, blob: chart }];
  if (provenance !== null) all.push({ path: `${filePath}.prov`, blob: provenance });
  const wanted: WantedFile[] = [];
  for (const file of all) if (!(await isSaved(file.path, file.blob, signal))) wanted.push(file);
  if (wanted.length === 0) return { kind: 'done', digest, unchanged: true };

  const staging = stagingFolderOf(context.id, filePath);
  await makeStagingFolder(staging);
  try {
    const files = wanted.map(({ path }) => ({ from: join(staging, basename(path)), to: path }));
    await download(wanted, staging);
    await context.finishing();
    signal.throwIfAborted();
    await placeFiles(files);
  } finally {
    await removeStagingFolder(staging);
  }
  return { kind: 'done', digest, unchanged: false };

  async function download(files: readonly WantedFile[], folder: string): Promise<void> {
    const totalBytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
    let earlierBytes = 0;
    context.progress(0, totalBytes);
    for (const { path, blob } of files) {
      await asWriting(() =>
        client.downloadBlob(repository, blob, join(folder, basename(path)), {
          signal,
          onRetry(retry) {
            context.waiting(retry);
            onRetry(address, retry);
          },
          onProgress: (receivedBytes) => context.progress(earlierBytes + receivedBytes, totalBytes),
        }),
      );
      earlierBytes += blob.size;
    }
  }
}
