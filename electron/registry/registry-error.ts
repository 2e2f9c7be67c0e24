/**
 * The one error of this folder: what went wrong with a registry, as facts. Branch on `code` (or on `failure`, which narrows).
 * The words for users are written elsewhere (electron/ipc/app-error.ts). Holds no secret: no header, no query, no request body.
 *
 * Cancellation is no RegistryError: when the caller's signal aborts, the call rejects with `signal.reason` as it is
 * (an AbortError unless the caller gave another).
 */
import type { AppError } from '../../shared/errors';

export type TlsProblem = Extract<AppError, { kind: 'tls' }>['problem'];
export type NetworkProblem = Extract<AppError, { kind: 'network' }>['problem'];

export type RegistryFailure =
  /** A login is needed. `rejected`: one was sent and refused. */
  | { readonly code: 'auth-required'; readonly rejected: boolean }
  /** Who we are is accepted, what we ask for is not. */
  | { readonly code: 'forbidden' }
  /** Also the answer of registries that hide what we may not see. */
  | { readonly code: 'not-found' }
  /** Still refused after the retries. The wait that the registry asked for, uncapped, where it named one. */
  | { readonly code: 'rate-limited'; readonly retryAfterMs?: number }
  | { readonly code: 'tls'; readonly problem: TlsProblem }
  | { readonly code: 'network'; readonly problem: NetworkProblem }
  /** The bytes are not those that the digest names. */
  | { readonly code: 'digest-mismatch' }
  /** More or fewer bytes than the descriptor says. */
  | { readonly code: 'size-mismatch' }
  /** The registry does not offer this: `catalog` (a list of repositories), or a way of logging in that we speak. */
  | { readonly code: 'unsupported'; readonly feature: 'catalog' | 'login-scheme' }
  /** What came is not what a registry answers: HTML, broken JSON, a missing header. */
  | { readonly code: 'invalid-answer' }
  /** Over one of our limits (limits.ts), or over the registry's own (413). */
  | { readonly code: 'too-large' }
  /** 5xx or 408, still after the retries. */
  | { readonly code: 'server-error'; readonly retryAfterMs?: number }
  /** 507: it has no room left. */
  | { readonly code: 'storage-full' }
  /** A redirect, upload location or token address that must not be followed (origin-policy.ts). */
  | { readonly code: 'insecure-redirect' }
  /** The tag is there with other content, and the registry lets no tag be changed. */
  | { readonly code: 'immutable-tag' }
  /** Any other 4xx: the registry understood and refused. */
  | { readonly code: 'rejected' };

export type RegistryErrorCode = RegistryFailure['code'];

/** Where it happened and what the registry said. */
export interface RegistryErrorContext {
  /** `host` or `host:port` that answered or could not be reached; not always the registry's own. */
  readonly host: string;
  readonly method?: string;
  /** Without query, user info and fragment. */
  readonly url?: string;
  readonly status?: number;
  readonly repository?: string;
  /** `errors[0].code` of the answer, such as NAME_UNKNOWN. */
  readonly registryCode?: string;
  /** `errors[0].message` of the answer: control characters removed, shortened. Untrusted text. */
  readonly registryMessage?: string;
}

export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly failure: RegistryFailure;
  readonly context: RegistryErrorContext;

  constructor(message: string, failure: RegistryFailure, context: RegistryErrorContext, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
    this.context = context;
  }

  get code(): RegistryErrorCode {
    return this.failure.code;
  }
}

/** Whether it is a RegistryError, of the given code where one is named. */
export function isRegistryError(error: unknown, code?: RegistryErrorCode): error is RegistryError {
  return error instanceof RegistryError && (code === undefined || error.code === code);
}
