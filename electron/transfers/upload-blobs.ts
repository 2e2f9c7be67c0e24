/**
 * Looks which blobs of a push are missing and uploads them side by side. Knows nothing of tags: blobs without a manifest are
 * invisible to everyone.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { PlannedBlob, PushPlan } from '../push/plan-push';
import type { CallOptions, RegistryClient, RetryListener } from '../registry/registry-client';

export interface UploadBlobsOptions {
  readonly client: RegistryClient;
  readonly repository: string;
  readonly plan: PushPlan;
  /** Of the plan: what findMissing gave. */
  readonly missing: ReadonlySet<PlannedBlob>;
  /** Of the chart archive, which is streamed from disk. */
  readonly archivePath: string;
  readonly signal: AbortSignal;
  readonly onRetry: RetryListener;
  /** Bytes of all blobs together that were sent or found there; falls back when a try starts again. */
  readonly onProgress: (sentBytes: number) => void;
}

/** The blobs that the repository doesn't have yet. Only asks. Throws what the client throws. */
export async function findMissing(
  client: RegistryClient,
  repository: string,
  plan: PushPlan,
  options: CallOptions,
): Promise<ReadonlySet<PlannedBlob>> {
  const blobs = blobsOf(plan);
  const read = { ...options, forPush: true };
  const there = await Promise.all(blobs.map(({ digest }) => client.hasBlob(repository, digest, read)));
  return new Set(blobs.filter((_, index) => there[index] === false));
}

/** One that fails stops the others. When this settles, none of them moves any more. Throws what the client throws. */
export async function uploadBlobs(options: UploadBlobsOptions): Promise<void> {
  const { client, repository, plan, missing, archivePath, signal, onRetry, onProgress } = options;
  signal.throwIfAborted();
  const group = new AbortController();
  const stopAll = (): void => group.abort(signal.reason);
  signal.addEventListener('abort', stopAll, { once: true });
  const sent = new Map<PlannedBlob, number>();
  /** Those that wait before another try: what the others move meanwhile must not hide that. */
  const waiting = new Set<PlannedBlob>();

  async function upload(blob: PlannedBlob, open: () => Readable): Promise<void> {
    const moved = (bytes: number): void => {
      sent.set(blob, bytes);
      waiting.delete(blob);
      if (waiting.size > 0) return;
      onProgress([...sent.values()].reduce((sum, each) => sum + each, 0));
    };
    const waits: RetryListener = (retry) => {
      waiting.add(blob);
      onRetry(retry);
    };
    const call = { signal: group.signal, onRetry: waits, onProgress: moved, isMissing: true };
    try {
      if (missing.has(blob)) await client.pushBlob(repository, blob, open, call);
      moved(blob.size);
    } catch (error) {
      group.abort(error);
    }
  }

  try {
    const { config, chart, provenance } = plan;
    await Promise.all([
      upload(config, () => streamOf(config.bytes)),
      upload(chart, () => createReadStream(archivePath)),
      ...(provenance === null ? [] : [upload(provenance, () => streamOf(provenance.bytes))]),
    ]);
    // The first to fail, or the cancel: the reason that stopped the group.
    group.signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stopAll);
  }
}

export function totalBytesOf(plan: PushPlan): number {
  return blobsOf(plan).reduce((sum, { size }) => sum + size, 0);
}

function blobsOf({ config, chart, provenance }: PushPlan): readonly PlannedBlob[] {
  return provenance === null ? [config, chart] : [config, chart, provenance];
}

function streamOf(bytes: Uint8Array): Readable {
  return Readable.from([bytes], { objectMode: false });
}
