/**
 * Manifests and indexes of a registry: asked for with every type that we read, taken only when the bytes are those of the digest.
 * What they say about charts is read elsewhere.
 */
import { isDigest, type Digest } from '../../shared/digest';
import { MANIFEST_ACCEPT, MEDIA_TYPE } from '../../shared/oci';
import { parseJson, readWithin } from './body';
import { algorithmOf, digestOf } from './digests';
import type { HttpResponse } from './http-connection';
import { MAX_MANIFEST_BYTES } from './limits';
import { manifestPath } from './paths';
import type { CallOptions, FetchedManifest, ManifestHead, ReadOptions } from './registry-client';
import { isRegistryError, RegistryError, type RegistryFailure } from './registry-error';
import type { RegistrySession } from './registry-session';
import { pushScope, readScopes } from './scopes';
import { describeTarget, hostOf } from './target';

/** One header: some servers read only the first of several. */
const ACCEPT = { accept: MANIFEST_ACCEPT.join(', ') };
const KNOWN_TYPES: ReadonlySet<string> = new Set(MANIFEST_ACCEPT);

export async function getManifest(
  session: RegistrySession,
  repository: string,
  reference: string,
  options?: ReadOptions,
): Promise<FetchedManifest> {
  const target = manifestPath(repository, reference);
  const scopes = readScopes(repository, options);
  return session.exchange(
    { method: 'GET', target, headers: ACCEPT, scopes, repository, expect: [200] },
    async (response) => {
      const bytes = await readWithin(response.chunks(), MAX_MANIFEST_BYTES);
      if (!bytes) throw answerError(response, 'the manifest is over 4 MiB', { code: 'too-large' }, repository);
      const digest = verifiedDigest(response, bytes, reference, repository);
      const mediaType = mediaTypeOf(response, bytes, repository);
      return { bytes, mediaType, digest, sizeBytes: bytes.length };
    },
    options,
  );
}

export async function headManifest(
  session: RegistrySession,
  repository: string,
  reference: string,
  options?: ReadOptions,
): Promise<ManifestHead | null> {
  const target = manifestPath(repository, reference);
  const scopes = readScopes(repository, options);
  return session.exchange(
    { method: 'HEAD', target, headers: ACCEPT, scopes, repository, expect: [200, 404] },
    (response) => Promise.resolve(response.status === 404 ? null : readHead(response)),
    options,
  );
}

/**
 * Puts a manifest and gives its digest. An answer that never came, or a 5xx, may hide a success, and a registry that lets no tag be
 * changed may refuse what it has already: so the tag is asked before either is believed.
 */
export async function pushManifest(
  session: RegistrySession,
  repository: string,
  tag: string,
  bytes: Uint8Array,
  mediaType: string,
  options: CallOptions = {},
): Promise<Digest> {
  const digest = isDigest(tag) ? digestOf(bytes, algorithmOf(tag)) : digestOf(bytes);
  const target = manifestPath(repository, tag);
  const scopes = [pushScope(repository)];

  async function isStored(): Promise<boolean> {
    const read = { ...options, forPush: true };
    const head = await headManifest(session, repository, tag, read);
    if (!head) return false;
    return (head.digest ?? (await getManifest(session, repository, tag, read)).digest) === digest;
  }

  return session.retrying(async () => {
    try {
      return await session.exchangeOnce(
        {
          method: 'PUT',
          target,
          headers: { 'content-type': mediaType },
          body: () => bytes,
          scopes,
          repository,
          expect: [200, 201, 202, 204],
        },
        (response) => Promise.resolve(acceptedDigest(response, digest, repository)),
        options.signal,
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      if (mayBeStored(error) && (await isStored().catch(() => false))) return digest;
      options.signal?.throwIfAborted();
      throw error;
    }
  }, options);
}

function mayBeStored(error: unknown): boolean {
  return (
    isRegistryError(error, 'server-error') ||
    isRegistryError(error, 'network') ||
    isRegistryError(error, 'immutable-tag')
  );
}

function acceptedDigest(response: HttpResponse, digest: Digest, repository: string): Digest {
  const named = namedDigest(response);
  if (named && algorithmOf(named) === algorithmOf(digest) && named !== digest) {
    throw answerError(
      response,
      `the registry stored ${named} instead of ${digest}`,
      { code: 'digest-mismatch' },
      repository,
    );
  }
  return digest;
}

/** The digest asked for or, by tag, that of the bytes; in both cases the header must not contradict. */
function verifiedDigest(response: HttpResponse, bytes: Buffer, reference: string, repository: string): Digest {
  const named = namedDigest(response);
  const digest = digestOf(bytes, isDigest(reference) ? algorithmOf(reference) : named ? algorithmOf(named) : 'sha256');
  if (isDigest(reference) && digest !== reference) {
    throw answerError(response, `the content is ${digest}`, { code: 'digest-mismatch' }, repository);
  }
  if (named && algorithmOf(named) === algorithmOf(digest) && named !== digest) {
    throw answerError(
      response,
      `the header says ${named}, the content is ${digest}`,
      { code: 'digest-mismatch' },
      repository,
    );
  }
  return digest;
}

/**
 * What the document says it is, else the header, else what its fields say: Helm's has no `mediaType`, and proxies send
 * `application/json`. Where both name a type that we read they must agree (CVE-2021-41190).
 */
function mediaTypeOf(response: HttpResponse, bytes: Buffer, repository: string): string {
  const document = parseObject(bytes);
  if (!document) throw answerError(response, 'the answer is no manifest', { code: 'invalid-answer' }, repository);
  const header = contentType(response);
  const own = typeof document['mediaType'] === 'string' ? document['mediaType'] : undefined;
  if (own !== undefined && KNOWN_TYPES.has(header ?? '') && own !== header) {
    throw answerError(
      response,
      'the manifest names another type than the header',
      { code: 'invalid-answer' },
      repository,
    );
  }
  if (own !== undefined) return own;
  if (header !== undefined && KNOWN_TYPES.has(header)) return header;
  return 'manifests' in document ? MEDIA_TYPE.ociIndex : MEDIA_TYPE.ociManifest;
}

function readHead(response: HttpResponse): ManifestHead {
  const digest = namedDigest(response);
  const mediaType = contentType(response);
  const length = response.headers.get('content-length') ?? '';
  return {
    ...(digest === undefined ? {} : { digest }),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(/^\d{1,15}$/.test(length) ? { sizeBytes: Number(length) } : {}),
  };
}

/** May be absent; what is no digest counts as absent. */
function namedDigest(response: HttpResponse): Digest | undefined {
  const value = response.headers.get('docker-content-digest');
  return value !== undefined && isDigest(value) ? value : undefined;
}

function contentType(response: HttpResponse): string | undefined {
  return response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}

function parseObject(bytes: Buffer): Readonly<Record<string, unknown>> | null {
  const document = parseJson(bytes);
  return typeof document === 'object' && document !== null && !Array.isArray(document) ? { ...document } : null;
}

function answerError(
  response: HttpResponse,
  what: string,
  failure: RegistryFailure,
  repository: string,
): RegistryError {
  const url = describeTarget(response.target);
  const { method, status } = response;
  return new RegistryError(`${method} ${url}: ${what}`, failure, {
    host: hostOf(response.target.origin),
    method,
    url,
    status,
    repository,
  });
}
