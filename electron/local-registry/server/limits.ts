/** Every limit of the built-in registry, named once with its reason. Sizes in bytes, times in milliseconds. */

/** What distribution takes, and what the specification asks every registry to take at least. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** The least that the next version of the specification wants. */
export const MAX_TAGS_AT_ONCE = 10;
/** Names in one page of a list; more come by the `Link` of the answer. */
export const MAX_PAGE_SIZE = 1000;
/** Descriptors of one page of referrers: as long as a client is willing to read as one index. */
export const MAX_REFERRERS_PAGE_BYTES = MAX_MANIFEST_BYTES - 64 * 1024;

/** All headers of a request, its line included; Node's own default, written down. */
export const MAX_HEADER_BYTES = 16 * 1024;
/** Load tests use 50 clients with three connections each; beyond it is a fault or an attack. */
export const MAX_CONNECTIONS = 512;
/** How long the headers of a request may take to arrive. */
export const HEADERS_TIMEOUT_MS = 15_000;
/** Longer than our own client keeps an idle connection, so that it is the one who closes. */
export const KEEP_ALIVE_MS = 65_000;
/** What is still read of a request that was answered before its end, so that the client hears the answer. */
export const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;
export const MAX_DISCARDING_MS = 10_000;

/** Logins that wait for their check at the same time: bcrypt takes a tenth of a second of the only thread. */
export const MAX_WAITING_LOGINS = 16;
/** More than a hundred users; this registry is for one. */
export const MAX_HTPASSWD_BYTES = 64 * 1024;
/** When a repository is first asked for its files are read for so long before others get their turn. */
export const READ_SLICE_MS = 10;
/** A tag's or a manifest's own small file; a manifest names what it needs in it. */
export const MAX_RECORD_BYTES = 2 * MAX_MANIFEST_BYTES;

/** What the owner or a test may set otherwise. */
export interface RegistryLimits {
  /** The largest blob; images with models in them stay below. */
  readonly maxBlobBytes: number;
  /** Uploads begun and neither finished nor cancelled. */
  readonly maxOpenUploads: number;
  /** An upload that nobody continues is given up after this long. */
  readonly uploadIdleMs: number;
  /** The longest silence on a connection while a body is sent or received. */
  readonly idleTimeoutMs: number;
  /** Within each such span a body must bring at least `minBytesPerSpan`, or the client is too slow to wait for. */
  readonly slowSpanMs: number;
  readonly minBytesPerSpan: number;
  /** What was uploaded or asked for within this span is kept by a collection: its manifest may be on its way. */
  readonly garbageGraceMs: number;
}

export const DEFAULT_LIMITS: RegistryLimits = {
  maxBlobBytes: 32 * 1024 ** 3,
  maxOpenUploads: 256,
  uploadIdleMs: 60 * 60_000,
  idleTimeoutMs: 60_000,
  slowSpanMs: 60_000,
  minBytesPerSpan: 64 * 1024,
  garbageGraceMs: 60 * 60_000,
};
