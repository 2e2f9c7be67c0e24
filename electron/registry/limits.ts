/** Every limit of the registry client, named once with its reason. Sizes in bytes, times in milliseconds. */

/** oras-go's and go-containerregistry's limit, and the size over which distribution refuses a manifest. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** oras-go's limit. Tokens with many scopes reach some 10 KiB. */
export const MAX_TOKEN_ANSWER_BYTES = 128 * 1024;
/** Enough for any error document; proxies send whole HTML pages. */
export const MAX_ERROR_BODY_BYTES = 64 * 1024;
/** What is kept of the registry's own words, in characters. */
export const MAX_REGISTRY_MESSAGE_LENGTH = 400;
/** distribution 2.8 gives all tags in one page: as many as below, each of 128 characters. */
export const MAX_LISTING_PAGE_BYTES = 16 * 1024 * 1024;
/** `_catalog` answers 400 to more. */
export const LISTING_PAGE_SIZE = 1000;
/** Registries that cap their pages at 100 names need 1,000 of them for the entries below. */
export const MAX_LISTING_PAGES = 1000;
/** Ten times the largest list that Chartroom is measured with; more is a fault or an attack. */
export const MAX_LISTING_ENTRIES = 100_000;
/** Signatures and documents of one manifest: a build that signs each night comes to some hundred a year. */
export const MAX_REFERRERS = 500;
/** Registries give them in pages of a hundred or so. */
export const MAX_REFERRER_PAGES = 20;
/** A list as long as above is the largest document that is parsed; manifests and errors hold some hundred values. */
export const MAX_JSON_VALUES = MAX_LISTING_ENTRIES + 1000;

/** Registry → storage → content network is two; token services add one. */
export const MAX_REDIRECTS = 5;
/** A push sends three blobs side by side while a list shows four rows. */
export const CONNECTIONS_PER_ORIGIN = 8;
/** Idle connections are kept this long, below the minute after which common proxies drop theirs. */
export const KEEP_ALIVE_MS = 30_000;
/** The longest wait that a Retry-After can bring about; longer ones are waited for this long. */
export const MAX_RETRY_AFTER_MS = 60_000;
/** The DELETE of a cancelled upload is a courtesy: the registry purges leftovers anyway. */
export const UPLOAD_CLEANUP_TIMEOUT_MS = 2_000;
/** Distribution's token specification: the lifetime where the answer names none. */
export const DEFAULT_TOKEN_LIFETIME_MS = 60_000;

/** Times that tests shorten. Content has no total time limit: a large chart on a slow line is no fault. */
export interface Timing {
  /** Name look-up, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** The longest silence while headers or content are awaited or sent. */
  readonly idleTimeoutMs: number;
  /**
   * For an access token, from the request to the last byte. The one total limit: requests share an exchange, so that no cancel of
   * one of them ends it, and one that drips would hold up all that come after.
   */
  readonly tokenTimeoutMs: number;
  /** Tries of a request in all, the first included. */
  readonly maxAttempts: number;
  /** The wait before the second try; doubled for each further one, up to `maxBackoffMs`. */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
}

/** go-containerregistry connects for 30 s; oras-go waits 250 ms doubled, at most 3 s. */
export const DEFAULT_TIMING: Timing = {
  connectTimeoutMs: 30_000,
  idleTimeoutMs: 60_000,
  tokenTimeoutMs: 60_000,
  maxAttempts: 5,
  firstBackoffMs: 250,
  maxBackoffMs: 3_000,
};
