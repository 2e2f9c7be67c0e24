/**
 * Uploads a blob: HEAD → POST → one PUT. Never in pieces: charts are small, and PATCH differs from registry to registry (ECR, GHCR
 * and others lose or refuse them). What fails on the way is done again from the HEAD on.
 */
import { Readable } from 'node:stream';
import type { Digest } from '../../shared/digest';
import { createContentCheck, type ContentCheck } from './content-check';
import { UPLOAD_CLEANUP_TIMEOUT_MS } from './limits';
import { blobPath, uploadsPath } from './paths';
import type { ContentDescriptor, PushBlobOptions, ReadOptions } from './registry-client';
import { isRegistryError, RegistryError } from './registry-error';
import type { RegistrySession } from './registry-session';
import { pushScope, readScopes } from './scopes';
import { describeTarget, withDigest, type Target } from './target';

export async function hasBlob(
  session: RegistrySession,
  repository: string,
  digest: Digest,
  options?: ReadOptions,
): Promise<boolean> {
  const scopes = readScopes(repository, options);
  return session.retrying(() => blobExists(session, repository, digest, scopes, options?.signal), options);
}

export async function pushBlob(
  session: RegistrySession,
  repository: string,
  descriptor: ContentDescriptor,
  open: () => Readable,
  options: PushBlobOptions = {},
): Promise<'uploaded' | 'existed'> {
  const { signal, onProgress } = options;
  const scopes = [pushScope(repository)];
  let isMissing = options.isMissing ?? false;
  const attempt = async (): Promise<'uploaded' | 'existed'> => {
    if (!isMissing && (await blobExists(session, repository, descriptor.digest, scopes, signal))) return 'existed';
    // What fails after this may have arrived all the same.
    isMissing = false;
    const location = await startUpload(session, repository, signal);
    try {
      await sendContent(session, repository, location, descriptor, open, onProgress, signal);
    } catch (error) {
      if (signal?.aborted) await cancelUpload(session, repository, location);
      throw error;
    }
    return 'uploaded';
  };

  let isFirst = true;
  return session.retrying(async () => {
    try {
      return await attempt();
    } catch (error) {
      // The registry forgot the upload between POST and PUT: distribution 2.8 does where its state is stale. Begin anew, once.
      const isForgotten = isRegistryError(error) && FORGOTTEN.has(error.context.registryCode ?? '');
      if (!isFirst || !isForgotten) throw error;
      isFirst = false;
      return attempt();
    }
  }, options);
}

const FORGOTTEN: ReadonlySet<string> = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID']);

async function blobExists(
  session: RegistrySession,
  repository: string,
  digest: Digest,
  scopes: readonly string[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const request = {
    method: 'HEAD',
    target: blobPath(repository, digest),
    scopes,
    repository,
    expect: [200, 404],
  } as const;
  return session.exchangeOnce(request, (response) => Promise.resolve(response.status === 200), signal);
}

async function startUpload(
  session: RegistrySession,
  repository: string,
  signal: AbortSignal | undefined,
): Promise<Target> {
  return session.exchangeOnce(
    {
      method: 'POST',
      target: uploadsPath(repository),
      headers: { 'content-length': '0' },
      scopes: [pushScope(repository)],
      repository,
      expect: [202],
    },
    async (response) => {
      const location = response.headers.get('location');
      if (location !== undefined) return session.policy.resolve(response.target, location, 'place to upload to');
      const url = describeTarget(response.target);
      const context = { host: session.host, method: 'POST', url, status: response.status, repository };
      throw new RegistryError(`${url} names no place to upload to`, { code: 'invalid-answer' }, context);
    },
    signal,
  );
}

async function sendContent(
  session: RegistrySession,
  repository: string,
  location: Target,
  descriptor: ContentDescriptor,
  open: () => Readable,
  onProgress: ((sentBytes: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  let sourceError: unknown;
  /** What goes wrong with the source itself is kept apart from what goes wrong with the connection that takes it. */
  async function* provenContent(check: ContentCheck): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of open() as AsyncIterable<Uint8Array>) {
        check.add(chunk);
        // The last bytes go out only when all of it is proven: a file that changed meanwhile is never uploaded.
        if (check.received === descriptor.size) check.finish();
        yield chunk;
      }
      check.finish();
    } catch (error) {
      sourceError = error;
      throw error;
    }
  }
  async function* countedContent(): AsyncGenerator<Uint8Array> {
    const check = createContentCheck(descriptor, { host: session.host, repository });
    onProgress?.(0);
    for await (const chunk of provenContent(check)) {
      yield chunk;
      onProgress?.(check.received);
    }
  }

  try {
    await session.exchangeOnce(
      {
        method: 'PUT',
        target: withDigest(location, descriptor.digest),
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(descriptor.size) },
        body: () => Readable.from(countedContent(), { objectMode: false }),
        scopes: [pushScope(repository)],
        repository,
        expect: [200, 201, 204],
      },
      () => Promise.resolve(),
      signal,
    );
  } catch (error) {
    signal?.throwIfAborted();
    // A file that can't be read is no fault of the network.
    throw sourceError ?? error;
  }
}

/** A courtesy that lets the registry forget the upload at once; bounded, and its failure changes nothing. */
async function cancelUpload(session: RegistrySession, repository: string, location: Target): Promise<void> {
  const request = {
    method: 'DELETE',
    target: location,
    scopes: [pushScope(repository)],
    repository,
    expect: [200, 202, 204, 404],
  } as const;
  const bound = AbortSignal.timeout(UPLOAD_CLEANUP_TIMEOUT_MS);
  await session.exchangeOnce(request, () => Promise.resolve(), bound).catch(() => undefined);
}
