/**
 * A request to a registry from start to end: authorization, redirects, retries, and every unexpected status as a RegistryError.
 * What is asked and what the answer holds is the business of the callers.
 */
import { abortable } from './abortable';
import { createAuthorizer, type Authorization } from './authorizer';
import type { RegistryCredential } from './credential';
import { errorFromAnswer } from './error-answer';
import type { HttpConnection, HttpRequest, HttpResponse } from './http-connection';
import { MAX_REDIRECTS, type Timing } from './limits';
import { createOriginPolicy, type OriginPolicy } from './origin-policy';
import type { CallOptions, RetryListener } from './registry-client';
import { isRegistryError, RegistryError, type RegistryErrorContext } from './registry-error';
import { withRetries } from './retry';
import { describeTarget, hostOf, type Target } from './target';

export interface SessionRequest {
  readonly method: HttpRequest['method'];
  /** A path at the registry, or a whole address that it handed out. */
  readonly target: string | Target;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpRequest['body'];
  /** What a token must allow; the needed scope first. */
  readonly scopes: readonly string[];
  readonly repository?: string;
  /** False: a redirect to another host is thrown as `insecure-redirect`. */
  readonly mayLeave?: boolean;
  /** The statuses that `handle` deals with; any other is thrown. */
  readonly expect: readonly number[];
}

export type HandleResponse<Value> = (response: HttpResponse, authorization: Authorization | null) => Promise<Value>;

export interface RegistrySession {
  /** The registry's address. */
  readonly host: string;
  readonly policy: OriginPolicy;
  /** With retries; `handle` runs inside of them, so that a body that breaks off is fetched again. */
  exchange<Value>(request: SessionRequest, handle: HandleResponse<Value>, options?: CallOptions): Promise<Value>;
  /** One try. */
  exchangeOnce<Value>(request: SessionRequest, handle: HandleResponse<Value>, signal?: AbortSignal): Promise<Value>;
  /** Repeats work of several requests as a whole. */
  retrying<Value>(attempt: () => Promise<Value>, options?: CallOptions): Promise<Value>;
  close(): void;
}

export interface RegistrySessionOptions {
  /** As the user knows the registry, and what a login belongs to: Docker Hub's has another host. */
  readonly address: string;
  /** `scheme://host[:port]`. */
  readonly origin: string;
  readonly connection: HttpConnection;
  readonly credential: () => Promise<RegistryCredential | null>;
  readonly timing: Timing;
  readonly onRetry?: RetryListener;
}

export function createRegistrySession(options: RegistrySessionOptions): RegistrySession {
  const { address, origin, connection, timing } = options;
  const policy = createOriginPolicy(origin);
  const authorizer = createAuthorizer({
    policy,
    credential: options.credential,
    send: (request) => follow(request, { toOtherOrigins: false }),
    tokenTimeoutMs: timing.tokenTimeoutMs,
    async probe() {
      const response = await follow({ method: 'GET', target: { origin, path: '/v2/' }, headers: {} });
      response.discard();
      return isRefusal(response) ? response.headers.getAll('www-authenticate') : [];
    },
  });

  /** Sends and follows redirects. Once the origin changes the Authorization header is gone, also on the way back. */
  async function follow(request: HttpRequest, { toOtherOrigins } = { toOtherOrigins: true }): Promise<HttpResponse> {
    let current = request;
    for (let redirects = 0; ; redirects += 1) {
      const response = await connection.send(current);
      if (!isRedirect(response)) return response;
      const location = response.headers.get('location');
      response.discard();
      const host = hostOf(response.target.origin);
      const context = { host, method: request.method, url: describeTarget(response.target), status: response.status };
      if (location === undefined || redirects === MAX_REDIRECTS) {
        const what = location === undefined ? 'a redirect without Location' : 'too many redirects';
        throw new RegistryError(`${context.url}: ${what}`, { code: 'invalid-answer' }, context);
      }
      const target = await policy.resolve(response.target, location, 'redirect');
      if (isUpgrade(response.target, target)) {
        throw new RegistryError(
          `${host} answers HTTP only to send to HTTPS`,
          { code: 'network', problem: 'tls-to-plain' },
          context,
        );
      }
      const changesOrigin = target.origin !== response.target.origin;
      if (changesOrigin && !toOtherOrigins) {
        throw new RegistryError(`${context.url} redirects to ${target.origin}`, { code: 'insecure-redirect' }, context);
      }
      const headers = changesOrigin ? withoutAuthorization(current.headers) : current.headers;
      current = { ...request, target, headers };
    }
  }

  function isRefusal(response: HttpResponse): boolean {
    // A 401 of a host that we were redirected to is none of the registry's.
    return response.status === 401 && policy.isOwn(response.target);
  }

  async function sendAuthorized(
    request: HttpRequest,
    { scopes, repository, mayLeave: toOtherOrigins = true }: SessionRequest,
  ): Promise<{ response: HttpResponse; authorization: Authorization | null }> {
    const { signal } = request;
    if (!policy.isOwn(request.target))
      return { response: await follow(request, { toOtherOrigins }), authorization: null };
    const place = { host: address, ...(repository === undefined ? {} : { repository }) };
    const authorized = (work: Promise<Authorization | null>) =>
      abortable(work, signal).catch((error: unknown) => {
        throw asRefusalAt(place, error);
      });
    let authorization = await authorized(authorizer.prepare(scopes));
    let response = await follow(withAuthorization(request, authorization), { toOtherOrigins });
    if (!isRefusal(response)) return { response, authorization };

    const next = await authorized(authorizer.answer(challengesOf(response), scopes, authorization));
    if (next) {
      response.discard();
      authorization = next;
      response = await follow(withAuthorization(request, authorization), { toOtherOrigins });
      if (!isRefusal(response)) return { response, authorization };
    }
    // Twice is enough: a registry may answer 401 for ever.
    const failure = await authorizer.refusal(challengesOf(response), scopes, authorization);
    const error = await errorFromAnswer(request, response, { isOwn: true });
    throw new RegistryError(error.message, failure, { ...error.context, ...place });
  }

  async function exchangeOnce<Value>(
    request: SessionRequest,
    handle: HandleResponse<Value>,
    signal: AbortSignal | undefined,
  ): Promise<Value> {
    const { method, target, headers = {}, body, repository } = request;
    const httpRequest: HttpRequest = {
      method,
      target: typeof target === 'string' ? { origin, path: target } : target,
      headers,
      ...(body ? { body } : {}),
      ...(signal ? { signal } : {}),
    };
    const { response, authorization } = await sendAuthorized(httpRequest, request);
    try {
      if (request.expect.includes(response.status)) return await handle(response, authorization);
      const isOwn = policy.isOwn(response.target);
      throw await errorFromAnswer(httpRequest, response, {
        isOwn,
        ...(repository === undefined ? {} : { repository }),
      });
    } finally {
      response.discard();
    }
  }

  const retrying = <Value>(attempt: () => Promise<Value>, { signal, onRetry = options.onRetry }: CallOptions = {}) =>
    withRetries(attempt, { timing, ...(signal ? { signal } : {}), ...(onRetry ? { onRetry } : {}) });

  return {
    host: address,
    policy,
    retrying,
    exchangeOnce,
    exchange: (request, handle, call) => retrying(() => exchangeOnce(request, handle, call?.signal), call),
    close() {
      authorizer.forget();
      connection.close();
    },
  };
}

function isRedirect({ method, status }: HttpResponse): boolean {
  // 301 to 303 may turn another method into GET: nothing that a registry means.
  return (
    status === 307 || status === 308 || ((method === 'GET' || method === 'HEAD') && status >= 301 && status <= 303)
  );
}

/** `http://host/v2/` → `https://host/v2/`: the registry wants TLS, and following would only leave the login behind. */
function isUpgrade(from: Target, to: Target): boolean {
  const sameHost = new URL(from.origin).hostname === new URL(to.origin).hostname;
  return from.origin.startsWith('http:') && to.origin.startsWith('https:') && sameHost && from.path === to.path;
}

function withAuthorization(request: HttpRequest, authorization: Authorization | null): HttpRequest {
  return authorization ? { ...request, headers: { ...request.headers, authorization: authorization.header } } : request;
}

function withoutAuthorization(headers: HttpRequest['headers']): HttpRequest['headers'] {
  const { authorization: _, ...others } = headers;
  return others;
}

/** What a token service refuses, the registry refuses: it is the registry's login, and there it is entered anew. */
function asRefusalAt(place: Pick<RegistryErrorContext, 'host' | 'repository'>, error: unknown): unknown {
  if (!isRegistryError(error, 'auth-required') && !isRegistryError(error, 'forbidden')) return error;
  return new RegistryError(error.message, error.failure, { ...error.context, ...place }, { cause: error.cause });
}

function challengesOf(response: HttpResponse): readonly string[] {
  return response.headers.getAll('www-authenticate');
}
