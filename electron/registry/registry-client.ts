/**
 * The client of one registry: what the rest of the app may ask of it. Plain Node over undici; knows nothing of Electron,
 * windows, keychains or charts. Distribution-spec 1.1, and how registries really behave.
 *
 * Every call takes a signal and rejects with its reason when it aborts; every other failure is a RegistryError.
 */
import type { Readable } from 'node:stream';
import type { Digest } from '../../shared/digest';
import { downloadBlob, readBlob } from './blob-download';
import { hasBlob, pushBlob } from './blob-upload';
import type { RegistryCredential } from './credential';
import { createHttpConnection } from './http-connection';
import { DEFAULT_TIMING, type Timing } from './limits';
import { listRepositories, listTags } from './listing';
import { getManifest, headManifest, pushManifest } from './manifests';
import { ping } from './ping';
import { listReferrers, type ReferrerList } from './referrers';
import { createRegistrySession } from './registry-session';
import { createTrust } from './trust';

export interface RegistryClientOptions {
  /** `host` or `host:port`, as parseRegistryAddress gives it. */
  readonly address: string;
  /** True speaks HTTP, by the user's explicit choice; nothing ever falls back to it by itself. */
  readonly plainHttp: boolean;
  /** Asked whenever a login may be needed, so that logging in or out takes effect at once: keep it cheap. */
  readonly credential: () => Promise<RegistryCredential | null>;
  /** Further certificates to trust, PEM, beside Node's and the operating system's. */
  readonly trustedCertificates?: readonly string[];
  /** Sent as User-Agent; `chartroom` when left out. */
  readonly userAgent?: string;
  /** Told before each wait for another try, unless the call names its own. */
  readonly onRetry?: RetryListener;
  /** Other times than usual (limits.ts). */
  readonly timing?: Partial<Timing>;
}

export type RetryListener = (retry: Retry) => void;

/** A wait before another try, to be shown as a countdown. */
export interface Retry {
  readonly host: string;
  readonly reason: 'rate-limited' | 'server-error' | 'network';
  readonly delayMs: number;
  /** Ends the wait now. */
  retryNow(): void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onRetry?: RetryListener;
}

export interface ReadOptions extends CallOptions {
  /** Part of a push: asks for the right to push from this first look on (scopes.ts says why). */
  readonly forPush?: boolean;
}

export interface PushBlobOptions extends CallOptions {
  /** True where the caller has just asked: the first try begins with the upload. */
  readonly isMissing?: boolean;
  /** Gets the bytes handed to the connection; starts again at 0 with each try. */
  readonly onProgress?: (sentBytes: number) => void;
}

/** What is needed to fetch and check content; any OCI descriptor fits. */
export interface ContentDescriptor {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

export interface FetchedManifest {
  /** Exactly as received: this is what the digest is of. */
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

/** What the headers told; registries leave out any of it. */
export interface ManifestHead {
  readonly digest?: Digest;
  readonly mediaType?: string;
  readonly sizeBytes?: number;
}

export interface RegistryClient {
  /**
   * Asks `/v2/`. `accepted`: it asked for a login and took ours. `not-asked`: it answers without one, which proves
   * nothing about a password. Throws `auth-required` otherwise, and `invalid-answer` where no registry answers.
   */
  ping(options?: CallOptions): Promise<{ readonly login: 'not-asked' | 'accepted' }>;

  /** Every repository name, in the registry's order, without repeats. Throws `unsupported` (`catalog`) where it lists none. */
  listRepositories(options?: CallOptions): Promise<readonly string[]>;

  /** Every tag as the registry writes it, in its order, without repeats. */
  listTags(repository: string, options?: CallOptions): Promise<readonly string[]>;

  /** A manifest or index by tag or digest, verified. */
  getManifest(repository: string, reference: string, options?: ReadOptions): Promise<FetchedManifest>;

  /** Null where there is none. */
  headManifest(repository: string, reference: string, options?: ReadOptions): Promise<ManifestHead | null>;

  /** A small blob into memory, verified. Throws `too-large` over `maxBytes`. */
  readBlob(
    repository: string,
    descriptor: ContentDescriptor,
    options: CallOptions & { readonly maxBytes: number },
  ): Promise<Buffer>;

  /** What refers to a manifest. Empty, too, where the registry has no such list. */
  listReferrers(repository: string, digest: Digest, options?: CallOptions): Promise<ReferrerList>;

  /**
   * A blob into a file, verified before the file gets its name; an existing file is replaced. Nothing is left behind on failure.
   * `onProgress` gets the bytes received so far.
   */
  downloadBlob(
    repository: string,
    descriptor: ContentDescriptor,
    filePath: string,
    options?: CallOptions & { readonly onProgress?: (receivedBytes: number) => void },
  ): Promise<void>;

  hasBlob(repository: string, digest: Digest, options?: ReadOptions): Promise<boolean>;

  /**
   * Uploads a blob unless it is there. `open` is called once per try and gives the content from its first byte.
   */
  pushBlob(
    repository: string,
    descriptor: ContentDescriptor,
    open: () => Readable,
    options?: PushBlobOptions,
  ): Promise<'uploaded' | 'existed'>;

  /** Puts a manifest under a tag, whatever the tag held before. Gives its digest. */
  pushManifest(
    repository: string,
    tag: string,
    bytes: Uint8Array,
    mediaType: string,
    options?: CallOptions,
  ): Promise<Digest>;

  /** Lets connections and tokens go. Calls under way end by themselves; later ones connect and log in anew. */
  close(): void;
}

/** Docker Hub's registry has another name than its references; oras and Helm know the same one. */
const DOCKER_HUB = { name: 'docker.io', host: 'registry-1.docker.io' };

/** Opens no connection yet. Throws TypeError for an address that parseRegistryAddress would not give. */
export function createRegistryClient(options: RegistryClientOptions): RegistryClient {
  const { address, plainHttp, credential, trustedCertificates, userAgent = 'chartroom', onRetry } = options;
  const host = address === DOCKER_HUB.name ? DOCKER_HUB.host : address;
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const session = createRegistrySession({
    address,
    origin: new URL(`${plainHttp ? 'http' : 'https'}://${host}`).origin,
    connection: createHttpConnection({ timing, userAgent, secureContext: () => createTrust(trustedCertificates) }),
    credential,
    timing,
    ...(onRetry ? { onRetry } : {}),
  });

  return {
    ping: (call) => ping(session, call),
    listRepositories: (call) => listRepositories(session, call),
    listTags: (repository, call) => listTags(session, repository, call),
    getManifest: (repository, reference, call) => getManifest(session, repository, reference, call),
    headManifest: (repository, reference, call) => headManifest(session, repository, reference, call),
    listReferrers: (repository, digest, call) => listReferrers(session, repository, digest, call),
    readBlob: (repository, descriptor, call) => readBlob(session, repository, descriptor, call),
    downloadBlob: (repository, descriptor, filePath, call) =>
      downloadBlob(session, repository, descriptor, filePath, call),
    hasBlob: (repository, digest, call) => hasBlob(session, repository, digest, call),
    pushBlob: (repository, descriptor, open, call) => pushBlob(session, repository, descriptor, open, call),
    pushManifest: (repository, tag, bytes, mediaType, call) =>
      pushManifest(session, repository, tag, bytes, mediaType, call),
    close: () => session.close(),
  };
}
