/**
 * The built-in registry: an OCI distribution server 1.1 over a folder, on loopback only. Listens, guards, routes, answers; what the
 * answers are stands in *-requests.ts. Plain Node: it runs in a process of its own (main.ts).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { portOf } from './listening-port';
import { assertNever } from '../../../shared/assert-never';
import { answerBlob, answerUpload, answerUploads } from './blob-requests';
import { Refusal, refusalFor, sendRefusal } from './error-answer';
import { refuseMethod, sendJson, type Exchange, type RegistryParts } from './exchange';
import type { Htpasswd } from './htpasswd';
import {
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MAX_CONNECTIONS,
  MAX_DISCARDED_BYTES,
  MAX_DISCARDING_MS,
  MAX_HEADER_BYTES,
} from './limits';
import { answerCatalog, answerReferrers, answerTags } from './listing-requests';
import { answerManifest } from './manifest-requests';
import { ClientGoneError } from './receive-body';
import { checkHost, checkLogin } from './request-guard';
import { readTarget, type Route } from './routes';

export interface ServerOptions {
  readonly parts: RegistryParts;
  /** 0 takes a free one. */
  readonly port: number;
  /** Null asks for no login. */
  readonly htpasswd: Htpasswd | null;
  /** Host names besides those of loopback under which it answers. */
  readonly allowedHosts: readonly string[];
  readonly onRequest: (answered: AnsweredRequest) => void;
}

/** One line of the log. Holds no header and no query. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  /** 0 where the client left before there was an answer. */
  readonly status: number;
  readonly durationMs: number;
  readonly user: string | null;
  /** It came without a login, as the first one of every client does: not knowing better is no fault. */
  readonly isAnonymous: boolean;
  /** What went wrong on our side. */
  readonly error?: unknown;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new requests, lets running ones end for a moment, then cuts them off. */
  stop(): Promise<void>;
}

const STOP_GRACE_MS = 3_000;
const MAX_LOGGED_PATH = 300;
/** The same port has to be free on both loopback addresses: other programs may hold one of them. */
const FREE_PORT_TRIES = 10;

/** Listens on 127.0.0.1 and, where the machine has it, on ::1, for `localhost` may mean either. Throws EADDRINUSE and the like. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const listener = createListener(options);
  for (let attempt = 1; ; attempt += 1) {
    const first = await listen(createHttpServer(options, listener), options.port, '127.0.0.1');
    const port = portOf(first);
    try {
      const second = await listen(createHttpServer(options, listener), port, '::1').catch(unlessWithoutIpv6);
      return { port, stop: () => stopAll(second ? [first, second] : [first]) };
    } catch (error) {
      await stopAll([first]);
      if (options.port !== 0 || attempt === FREE_PORT_TRIES) throw error;
    }
  }
}

function createHttpServer(
  { parts }: ServerOptions,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // A large blob may take its time: what ends a slow one is its pace (receive-body.ts) and silence.
      requestTimeout: 0,
      connectionsCheckingInterval: 5_000,
    },
    listener,
  );
  server.timeout = parts.limits.idleTimeoutMs;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function unlessWithoutIpv6(error: NodeJS.ErrnoException): null {
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') return null;
  throw error;
}

async function stopAll(servers: readonly Server[]): Promise<void> {
  const cutOff = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), STOP_GRACE_MS);
  try {
    await Promise.all(
      servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeIdleConnections();
          }),
      ),
    );
  } finally {
    clearTimeout(cutOff);
  }
}

function createListener({ parts, htpasswd, allowedHosts, onRequest }: ServerOptions) {
  const furtherNames = new Set(allowedHosts.map((host) => host.toLowerCase()));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<string | null> {
    checkHost(request.headers, furtherNames);
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    // A browser that is led here must not take content for a page.
    response.setHeader('x-content-type-options', 'nosniff');
    const user = await checkLogin(request.headers, htpasswd);
    const { route, query } = readTarget(request.url ?? '');
    await answerRoute({ request, response, query, parts }, route);
    return user;
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const startedAt = performance.now();
    const report = (user: string | null, error?: unknown) =>
      onRequest({
        method: request.method ?? '',
        path: (request.url ?? '').split('?', 1)[0]?.slice(0, MAX_LOGGED_PATH) ?? '',
        status: response.headersSent ? response.statusCode : 0,
        durationMs: Math.round(performance.now() - startedAt),
        user,
        isAnonymous: request.headers.authorization === undefined,
        ...(error === undefined ? {} : { error }),
      });
    answer(request, response).then(report.bind(null), (error: unknown) => {
      const isGone = error instanceof ClientGoneError || response.destroyed;
      if (!isGone) refuse(request, response, refusalFor(error));
      report(null, isGone || error instanceof Refusal ? undefined : error);
    });
  };
}

function answerRoute(exchange: Exchange, route: Route): Promise<void> {
  switch (route.kind) {
    case 'base':
      return answerBase(exchange);
    case 'catalog':
      return answerCatalog(exchange);
    case 'tags':
      return answerTags(exchange, route.repository);
    case 'manifest':
      return answerManifest(exchange, route.repository, route.reference);
    case 'blob':
      return answerBlob(exchange, route.repository, route.digest);
    case 'uploads':
      return answerUploads(exchange, route.repository);
    case 'upload':
      return answerUpload(exchange, route.repository, route.id);
    case 'referrers':
      return answerReferrers(exchange, route.repository, route.digest);
    default:
      return assertNever(route);
  }
}

/** GET `/v2/`: that this is a registry, and whether the login is right. */
async function answerBase({ request, response }: Exchange): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw refuseMethod('GET, HEAD');
  sendJson(response, {});
}

/** Answers, then reads what the client is still sending, within bounds: cut off in mid-sentence it would not hear the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    // Too late for words: a body that breaks off says it.
    response.destroy();
    return;
  }
  const isTooSlow = refusal.status === 408;
  if (isTooSlow) {
    response.setHeader('connection', 'close');
    response.once('finish', () => request.destroy());
  }
  const isUnread = !request.complete && !isTooSlow;
  // Also for a client that wants the connection closed: closed with unread bytes in it, the answer could be lost on its way.
  if (isUnread) response.setHeader('connection', 'keep-alive');
  sendRefusal(response, refusal);
  if (!isUnread) return;
  const giveUp = setTimeout(() => request.destroy(), MAX_DISCARDING_MS);
  request.once('close', () => clearTimeout(giveUp));
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED_BYTES) request.destroy();
  });
  request.resume();
}
