/**
 * One push: look at the file and the tag, upload what is missing, look at the tag again, write the manifest. Everything up to
 * the manifest can be cancelled and leaves no tag; for the manifest see put-manifest.ts. Never writes over content that the
 * user did not say yes to replace.
 */
import type { Digest } from '../../shared/digest';
import type { AppError } from '../../shared/errors';
import { ChartError } from '../charts/chart-error';
import { assertUnchanged } from '../charts/read-archive';
import { compareTag, type TagContent } from '../push/compare-tag';
import { planPush } from '../push/plan-push';
import type { PreparedChart, PreparedCharts } from '../push/prepared-charts';
import { provenanceProblem } from '../push/provenance-words';
import { assertAsShown } from '../push/shown-chart';
import type { RegistryClient, Retry } from '../registry/registry-client';
import { pushFailure } from './push-failure';
import { putManifest } from './put-manifest';
import { TransferError } from './transfer-error';
import type { PushRequest } from './transfer-request';
import type { TransferContext, TransferOutcome, TransferRunner } from './transfer-runner';
import { findMissing, totalBytesOf, uploadBlobs } from './upload-blobs';

export interface PushRunnerOptions {
  readonly charts: PreparedCharts;
  readonly clientFor: (address: string) => RegistryClient;
  /** Who is logged in there, for the words of a refusal. */
  readonly usernameOf: (address: string) => string | undefined;
  /** Told of each wait, so that the user can end it. */
  readonly onRetry: (address: string, retry: Retry) => void;
  readonly toAppError: (error: unknown) => AppError;
}

export function createPushRunner(options: PushRunnerOptions): TransferRunner<PushRequest> {
  return async function runPush(request, context) {
    let sentBytes: number | null = null;
    const watched: TransferContext = {
      ...context,
      progress(sent, total) {
        sentBytes = sent;
        context.progress(sent, total);
      },
    };
    try {
      return await push(request, watched, options);
    } catch (error) {
      // Only the cancel itself: a failure stays one, also where the user had given up waiting for it.
      if (context.signal.aborted && error === context.signal.reason) throw error;
      const username = options.usernameOf(request.address);
      return pushFailure(error, { request, sentBytes, username, toAppError: options.toAppError });
    }
  };
}

async function push(
  request: PushRequest,
  context: TransferContext,
  { charts, clientFor, onRetry }: PushRunnerOptions,
): Promise<TransferOutcome> {
  const { signal } = context;
  const { address, repository, filePath, withProvenance } = request;
  const client = clientFor(address);
  const chart = await charts.prepare(filePath, { signal });
  assertAsShown(chart, request.shown);
  if (withProvenance) assertProvenanceMatches(chart);
  const plan = planPush(chart, { withProvenance });

  // Both only ask. Nothing is uploaded before the tag is known to be free.
  const [before, missing] = await Promise.all([
    compareTag(client, request, plan, { signal }),
    findMissing(client, repository, plan, { signal }),
  ]);
  if (before.kind === 'same') return unchanged(before.digest);
  assertMayWrite(before, request);

  const totalBytes = totalBytesOf(plan);
  const waiting = (retry: Retry): void => {
    context.waiting(retry);
    onRetry(address, retry);
  };
  context.progress(0, totalBytes);
  try {
    await uploadBlobs({
      client,
      repository,
      plan,
      missing,
      archivePath: filePath,
      signal,
      onRetry: waiting,
      onProgress: (sentBytes) => context.progress(sentBytes, totalBytes),
    });
  } catch (error) {
    signal.throwIfAborted();
    // A file that was moved or written to while it was read is the cause, whatever it looks like from the other end.
    await assertUnchanged(filePath, chart.archive.identity);
    throw error;
  }

  // Written down while the tag is looked at once more: should that look forbid it, the note has said too much, never too little.
  const noted = context.finishing();
  const now = await compareTag(client, request, plan, { signal }).finally(() => noted);
  if (now.kind === 'same') return unchanged(now.digest);
  assertMayWrite(now, request);
  await putManifest({ client, place: request, plan, signal, onRetry: waiting });
  return { kind: 'done', digest: plan.manifest.digest, unchanged: false };
}

function unchanged(digest: Digest): TransferOutcome {
  return { kind: 'done', digest, unchanged: true };
}

function assertProvenanceMatches({ provenance }: PreparedChart): void {
  const problem = provenance === null ? null : provenanceProblem(provenance);
  if (problem !== null) throw new ChartError('prov-mismatch', `${problem} Re-sign it or push without it.`);
}

/** A yes counts for exactly the content that it was given for. */
function assertMayWrite(content: TagContent, { tag, replaceDigest }: PushRequest): void {
  if (content.kind !== 'different' || content.digest === replaceDigest) return;
  const why = 'Nothing was replaced. Push the chart again to see what is there and decide; Retry only looks again.';
  if (replaceDigest === undefined) {
    throw new TransferError('tag-exists', `${tag} already exists with different content.`, { why });
  }
  throw new TransferError('tag-changed', `${tag} was changed by someone else since you looked at it.`, { why });
}
