/**
 * Asks one cluster's API by undici, as the context of a kubeconfig says: addresses, certificates, login, proxy. JSON in, JSON out; every
 * failure is a ClusterError. Repeats nothing and follows no redirect.
 */
import * as tls from 'node:tls';
import type { Dispatcher } from 'undici';
import * as z from 'zod';
import type { Machine } from '../programs/find-program';
import { redact } from '../log/redact';
import { connectionFailure } from '../registry/network-error';
import { plainText } from '../registry/plain-text';
import { machineCertificates } from '../registry/trust';
import { ClusterError, type ClusterErrorCode } from './cluster-error';
import { createLoginSource, readPem, type ClusterLogin } from './cluster-login';
import { proxyFor } from './cluster-proxy';
import type { ContextEntries } from './kubeconfig';
import { CONNECT_TIMEOUT_MS, MAX_ANSWER_BYTES, REQUEST_TIMEOUT_MS } from './limits';

export interface ClusterQuestion {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** With its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is, in the place of `body`: a manifest to be applied. */
  readonly applied?: string;
  /** Another form of the answer than plain JSON. */
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface ClusterConnection {
  /** The answer's JSON. Throws ClusterError, or the signal's reason. */
  ask(question: ClusterQuestion): Promise<unknown>;
  /** Ends its connections. */
  close(): void;
}

export function connectToCluster(entries: ContextEntries, machine: Machine): ClusterConnection {
  const server = new URL(entries.cluster.server);
  const logins = createLoginSource(entries, machine);
  let opened: { readonly dispatcher: Dispatcher; readonly certificate: ClusterLogin['certificate'] } | undefined;

  /** One for as long as the client's certificate stays the same. */
  async function dispatcherFor({ certificate }: ClusterLogin): Promise<Dispatcher> {
    if (opened?.certificate?.certificate !== certificate?.certificate || opened === undefined) {
      closeQuietly(opened?.dispatcher);
      opened = { dispatcher: await openDispatcher(entries, certificate, server, machine.env), certificate };
    }
    return opened.dispatcher;
  }

  return {
    async ask({ method, path, body, applied, accept = 'application/json', signal }) {
      signal?.throwIfAborted();
      const login = await logins.login(signal);
      const dispatcher = await dispatcherFor(login);
      try {
        const answer = await dispatcher.request({
          origin: server.origin,
          path: `${server.pathname.replace(/\/$/, '')}${path}`,
          method,
          headers: {
            ...login.headers,
            accept,
            'user-agent': 'chartroom',
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...(applied === undefined ? {} : { 'content-type': 'application/apply-patch+yaml' }),
          },
          body: body ? JSON.stringify(body) : (applied ?? null),
          signal: signal ?? null,
        });
        const text = await readBody(answer.body);
        if (answer.statusCode === 401) logins.forget();
        if (answer.statusCode < 200 || answer.statusCode > 299) throw refusal(answer.statusCode, text);
        return parseJson(text);
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof ClusterError ? error : connectionError(error);
      }
    },
    close() {
      closeQuietly(opened?.dispatcher);
      opened = undefined;
    },
  };
}

async function openDispatcher(
  { cluster }: ContextEntries,
  certificate: ClusterLogin['certificate'],
  server: URL,
  env: NodeJS.ProcessEnv,
): Promise<Dispatcher> {
  const undici = await import('undici');
  const proxy = proxyFor(server, cluster['proxy-url'], env);
  const authority = await readPem(cluster['certificate-authority-data'], cluster['certificate-authority']);
  const verification = {
    rejectUnauthorized: !cluster['insecure-skip-tls-verify'],
    ...(cluster['tls-server-name'] === '' ? {} : { servername: cluster['tls-server-name'] }),
    secureContext: secureContext(authority, certificate),
  };
  const timing = { headersTimeout: REQUEST_TIMEOUT_MS, bodyTimeout: REQUEST_TIMEOUT_MS };
  if (proxy !== null) return new undici.ProxyAgent({ uri: proxy, requestTls: verification, ...timing });
  // Node 18 does not try both address families by itself.
  const families = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 };
  return new undici.Agent({ connect: { timeout: CONNECT_TIMEOUT_MS, ...families, ...verification }, ...timing });
}

/** Throws ClusterError for a certificate or key that is none. */
function secureContext(authority: string | null, own: ClusterLogin['certificate']): tls.SecureContext {
  try {
    return tls.createSecureContext({
      // Given one, a cluster is trusted by that alone.
      ca: authority === null ? [...machineCertificates()] : [authority],
      ...(own === null ? {} : { cert: own.certificate, key: own.key }),
    });
  } catch (error) {
    throw new ClusterError('credentials-unreadable', `a certificate or key can't be used: ${messageOf(error)}`);
  }
}

async function readBody(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new ClusterError('answer-too-large', `more than ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What was to be JSON is quoted by the error of its parser.
    throw new ClusterError('invalid-answer', 'the answer is no JSON');
  }
}

const REFUSALS: Readonly<Record<number, ClusterErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
};

const statusSchema = z.object({ message: z.string() });

/** Kubernetes says why in a Status object; a proxy in whatever it likes. */
function refusal(status: number, text: string): ClusterError {
  const message = statusMessage(text);
  const code = REFUSALS[status] ?? (status >= 500 ? 'server-error' : status >= 400 ? 'rejected' : 'invalid-answer');
  return new ClusterError(code, redact(plainText(message || `HTTP ${status}`)), { status });
}

function statusMessage(text: string): string {
  try {
    return statusSchema.parse(JSON.parse(text)).message;
  } catch {
    // Not Kubernetes' own words: the status has to do.
    return '';
  }
}

function connectionError(cause: unknown): ClusterError {
  return new ClusterError(codeOf(cause), redact(plainText(messageOf(cause))), { cause });
}

function codeOf(error: unknown): ClusterErrorCode {
  const failure = connectionFailure(error);
  switch (failure.code) {
    case 'tls':
      switch (failure.problem) {
        case 'untrusted':
          return 'tls-untrusted';
        case 'expired':
          return 'tls-expired';
        case 'name-mismatch':
          return 'tls-name';
        case 'plain-http':
          return 'plain-http';
        default:
          return 'tls-other';
      }
    case 'network':
      switch (failure.problem) {
        case 'dns':
        case 'refused':
        case 'timeout':
          return failure.problem;
        default:
          return 'connection-lost';
      }
    default:
      return 'invalid-answer';
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function closeQuietly(dispatcher: Dispatcher | undefined): void {
  // Ends when its last request has; one that is gone already is no failure.
  dispatcher?.close().catch(() => undefined);
}
