/**
 * An HTTP server on a free loopback port whose every answer the test writes itself: for what a real registry cannot be made to do
 * on demand. Keeps what it was asked.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';

export interface ScriptedRequest {
  readonly method: string;
  /** Path and query exactly as received. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The whole body. */
  body(): Promise<Buffer>;
  /** Breaks the connection off, as a crash of the server or the network would. */
  reset(): void;
}

/** What it throws is answered as 599, which no test expects. */
export type Script = (request: ScriptedRequest, response: http.ServerResponse) => void | Promise<void>;

export interface ScriptedServerOptions {
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** 127.0.0.1 by default. */
  readonly host?: string;
}

export interface ScriptedServer {
  /** `host:port`. */
  readonly address: string;
  /** `scheme://host:port`. */
  readonly origin: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly ScriptedRequest[];
  /** `METHOD /path?query` of every request so far. */
  lines(): readonly string[];
  /** How many connections were opened so far. */
  connections(): number;
  stop(): Promise<void>;
}

export async function startScriptedServer(
  script: Script,
  options: ScriptedServerOptions = {},
): Promise<ScriptedServer> {
  const { tls, host = '127.0.0.1' } = options;
  const requests: ScriptedRequest[] = [];

  const listener: http.RequestListener = (incoming, response) => {
    const request: ScriptedRequest = {
      method: incoming.method ?? '',
      url: incoming.url ?? '',
      headers: incoming.headers,
      async body() {
        const chunks: Buffer[] = [];
        for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
        return Buffer.concat(chunks);
      },
      reset: () => void incoming.socket.resetAndDestroy(),
    };
    requests.push(request);
    void answer(script, request, response);
  };

  const server = tls
    ? https.createServer({ cert: tls.certificate, key: tls.key }, listener)
    : http.createServer({}, listener);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    address,
    origin: `${tls ? 'https' : 'http'}://${address}`,
    requests,
    connections: () => connections,
    lines: () => requests.map(({ method, url }) => `${method} ${url}`),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(script: Script, request: ScriptedRequest, response: http.ServerResponse): Promise<void> {
  try {
    await script(request, response);
  } catch (error) {
    if (!response.headersSent) response.writeHead(599);
    response.end(String(error));
  }
}

/** Answers with bytes or text. */
export function send(
  response: http.ServerResponse,
  status: number,
  body: string | Uint8Array = '',
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, headers).end(body);
}

/** Answers with JSON. */
export function sendJson(
  response: http.ServerResponse,
  status: number,
  value: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** Answers with the specification's error document. */
export function sendError(
  response: http.ServerResponse,
  status: number,
  code: string,
  message = '',
  headers: http.OutgoingHttpHeaders = {},
): void {
  sendJson(response, status, { errors: [{ code, message }] }, headers);
}
