/**
 * One HTTP exchange with one host: connections, TLS, time-outs, and errors as RegistryError. Follows no redirect, repeats nothing
 * and knows no credentials; that is the business of registry-session.ts.
 */
import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';
import type { Agent, buildConnector, Dispatcher } from 'undici';
import { CONNECTIONS_PER_ORIGIN, KEEP_ALIVE_MS, type Timing } from './limits';
import { toRegistryError } from './network-error';
import type { RegistryErrorContext } from './registry-error';
import { describeTarget, hostOf, type Target } from './target';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
  readonly method: HttpMethod;
  readonly target: Target;
  readonly headers: Readonly<Record<string, string>>;
  /** Called for each sending, as redirects and logins repeat a request. A stream needs a content-length header. */
  readonly body?: () => Readable | Uint8Array | string;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly method: HttpMethod;
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Where it came from: after redirects not where the first request went. */
  readonly target: Target;
  /** The body as it comes, once. A connection that breaks meanwhile is a RegistryError; leaving the loop early drops the rest. */
  chunks(): AsyncGenerator<Buffer, void>;
  /** Wants no more of the body: a short rest is read so that the connection can serve again, a long one ends it. */
  discard(): void;
}

export interface HttpHeaders {
  /** The first value; names in lower case. */
  get(name: string): string | undefined;
  getAll(name: string): readonly string[];
}

export interface HttpConnection {
  /** Rejects with the signal's reason or a RegistryError. The caller reads the body or discards it. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Lets its connections go once what is under way has ended. A later request connects anew. */
  close(): void;
}

export interface HttpConnectionOptions {
  readonly timing: Timing;
  readonly userAgent: string;
  /** Asked for once, at the first TLS connection: reading all root certificates takes some 20 ms. */
  readonly secureContext: () => SecureContext;
}

/** Node 18 does not try both address families by itself: `localhost` often is ::1 first where the registry has 127.0.0.1 only. */
const ADDRESS_FAMILIES = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 };

export function createHttpConnection({ timing, userAgent, secureContext }: HttpConnectionOptions): HttpConnection {
  let agent: Promise<Agent> | undefined;

  /** undici is loaded for the first request only: it is a tenth of what there is to load before the window. */
  async function openAgent(): Promise<Agent> {
    const undici = await import('undici');
    const connectOptions = { timeout: timing.connectTimeoutMs, ...ADDRESS_FAMILIES };
    const connectPlain = undici.buildConnector(connectOptions);
    let connectSecure: buildConnector.connector | undefined;
    return new undici.Agent({
      connect(options, callback) {
        if (options.protocol !== 'https:') return connectPlain(options, callback);
        connectSecure ??= undici.buildConnector({ ...connectOptions, secureContext: secureContext() });
        return connectSecure(options, callback);
      },
      connections: CONNECTIONS_PER_ORIGIN,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // undici lets the first also bound the silence while a body is sent.
      headersTimeout: timing.idleTimeoutMs,
      bodyTimeout: timing.idleTimeoutMs,
    });
  }

  return {
    async send(request) {
      const { method, target, signal } = request;
      // undici lends a connection again one turn of the event loop after its last answer: whoever asks in the same turn, as one
      // request after another does, would open a further one each time.
      await nextTurn();
      signal?.throwIfAborted();
      agent ??= openAgent();
      try {
        const answer = await (
          await agent
        ).request({
          origin: target.origin,
          path: target.path,
          method,
          // Compressed answers would have another length and digest than the content asked for.
          headers: { 'accept-encoding': 'identity', 'user-agent': userAgent, ...request.headers },
          body: request.body?.() ?? null,
          signal: signal ?? null,
          // Left to itself undici gives up a connection after each HEAD.
          reset: false,
        });
        return toResponse(request, answer);
      } catch (error) {
        signal?.throwIfAborted();
        throw toRegistryError(error, errorContext(request));
      }
    },
    close() {
      const closing = agent;
      agent = undefined;
      // Ends when the last request has; nobody waits for it, and a connection that is gone already is no failure.
      closing?.then((opened) => opened.close()).catch(() => undefined);
    },
  };
}

function toResponse(request: HttpRequest, { statusCode, headers, body }: Dispatcher.ResponseData): HttpResponse {
  // It may break before anyone reads it. Whoever reads it then hears of it; unheard, it would end the whole process.
  body.on('error', () => undefined);
  return {
    method: request.method,
    status: statusCode,
    headers: readHeaders(headers),
    target: request.target,
    async *chunks() {
      const iterator: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await iterator.next();
          if (next.done) return;
          yield next.value;
        }
      } catch (error) {
        request.signal?.throwIfAborted();
        throw toRegistryError(error, errorContext(request));
      } finally {
        await iterator.return?.();
      }
    },
    discard() {
      // A body that fails while nobody wants it is no failure.
      body.dump().catch(() => undefined);
    },
  };
}

function errorContext({ method, target }: HttpRequest): RegistryErrorContext {
  return { host: hostOf(target.origin), method, url: describeTarget(target) };
}

function readHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): HttpHeaders {
  const getAll = (name: string): readonly string[] => {
    const value = headers[name];
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  };
  return { get: (name) => getAll(name)[0], getAll };
}
