/**
 * The last step of a push: the manifest, after which the tag is there for everyone. A request that was sent can't be taken
 * back, so its outcome is waited for, also after a cancel, and where it stays unknown the tag itself is asked.
 *
 * What a cancel does here: before the request, the push ends as cancelled. While the request is on its way, it waits for the
 * answer: the tag is written, and the push ends as done; or it is not, and the push ends as cancelled or failed. Between two
 * tries, nothing is on its way and no further try is made.
 */
import { isRegistryError, type RegistryErrorCode } from '../registry/registry-error';
import type { RegistryClient, Retry, RetryListener } from '../registry/registry-client';
import { compareTag, type TagPlace } from '../push/compare-tag';
import type { PushPlan } from '../push/plan-push';
import { TransferError } from './transfer-error';

/** One look at a tag after a manifest that may have arrived. */
const LOOK_TIMEOUT_MS = 10_000;
/** Answers after which the manifest may be there all the same: it was never answered, or answered by somebody in between. */
const UNCERTAIN: ReadonlySet<RegistryErrorCode> = new Set([
  'network',
  'tls',
  'server-error',
  'invalid-answer',
  'digest-mismatch',
  'insecure-redirect',
]);

export interface PutManifestOptions {
  readonly client: RegistryClient;
  readonly place: TagPlace;
  readonly plan: PushPlan;
  /** Of the user's cancel. */
  readonly signal: AbortSignal;
  readonly onRetry: RetryListener;
}

/**
 * Resolves when the tag holds our manifest. Throws what the client throws or the signal's reason where it surely does not,
 * and TransferError `tag-unknown` where nobody can tell.
 */
export async function putManifest({ client, place, plan, signal, onRetry }: PutManifestOptions): Promise<void> {
  signal.throwIfAborted();
  const request = new AbortController();
  let waitsUntil = 0;
  const stopBetweenTries = (): void => {
    if (Date.now() < waitsUntil) request.abort(signal.reason);
  };
  const beforeNextTry = (retry: Retry): void => {
    waitsUntil = Date.now() + retry.delayMs;
    if (signal.aborted) request.abort(signal.reason);
    else onRetry(retry);
  };
  signal.addEventListener('abort', stopBetweenTries);
  try {
    const { bytes, mediaType } = plan.manifest;
    const options = { signal: request.signal, onRetry: beforeNextTry };
    await client.pushManifest(place.repository, place.tag, bytes, mediaType, options);
  } catch (error) {
    const isCertain = isRegistryError(error) && !UNCERTAIN.has(error.code);
    if (isCertain || !(await isThere(client, place, plan, error))) throw error;
  } finally {
    signal.removeEventListener('abort', stopBetweenTries);
  }
}

/** Asks without the user's signal: a cancelled push must know as well. */
async function isThere(client: RegistryClient, place: TagPlace, plan: PushPlan, cause: unknown): Promise<boolean> {
  try {
    const content = await compareTag(client, place, plan, { signal: AbortSignal.timeout(LOOK_TIMEOUT_MS) });
    return content.kind === 'same';
  } catch {
    throw new TransferError('tag-unknown', `${place.address} didn't answer whether the tag was written.`, {
      cause,
      why: 'All content is uploaded. Retry looks first, and writes the tag only where it is missing.',
    });
  }
}
