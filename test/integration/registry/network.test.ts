/** Lines that fail, servers that are slow or ask us to be, and TLS with the right and the wrong certificates. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Retry } from '../../../electron/registry/registry-client';
import { MEDIA_TYPE } from '../../../shared/oci';
import { makeCertificates, type ServerCertificate, type TestCertificates } from '../../support/certificates';
import { startDockerRegistry } from '../../support/docker-registry';
import { ANA, ANA_BASIC, content, quickClient } from '../../support/registry-clients';
import {
  send,
  sendError,
  sendJson,
  startScriptedServer,
  type Script,
  type ScriptedServerOptions,
} from '../../support/scripted-server';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function start(script: Script, options?: ScriptedServerOptions) {
  const server = await startScriptedServer(script, options);
  running.push(server);
  return server;
}

/** A bare TCP server, for what is not even HTTP. */
async function startTcp(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ok: Script = (_request, response) => sendJson(response, 200, {});

/** 429 with this Retry-After once, then well. */
async function retriesAfter(retryAfter: string): Promise<readonly Retry[]> {
  let calls = 0;
  const server = await start((_request, response) => {
    calls += 1;
    if (calls === 1) sendError(response, 429, 'TOOMANYREQUESTS', '', { 'retry-after': retryAfter });
    else sendJson(response, 200, {});
  });
  const retries: Retry[] = [];
  await quickClient(server.address).ping({
    onRetry(retry) {
      retries.push(retry);
      retry.retryNow();
    },
  });
  return retries;
}

describe('a registry that asks us to slow down', () => {
  test('for seconds', async () => {
    const [retry] = await retriesAfter('28');
    expect(retry?.reason).toBe('rate-limited');
    expect(retry?.delayMs).toBeGreaterThanOrEqual(28_000);
    expect(retry?.delayMs).toBeLessThanOrEqual(30_800);
  });

  test('until a date', async () => {
    const [retry] = await retriesAfter(new Date(Date.now() + 20_000).toUTCString());
    expect(retry?.delayMs).toBeGreaterThan(15_000);
    expect(retry?.delayMs).toBeLessThanOrEqual(22_000);
  });

  test.each(['86400', '99999999999999999999', new Date(Date.now() + 86_400_000).toUTCString()])(
    'for very long (%s): a minute',
    async (value) => {
      expect((await retriesAfter(value)).map(({ delayMs }) => delayMs)).toEqual([60_000]);
    },
  );

  test.each(['-5', 'soon', '0'])('in no sensible way (%s): the usual short wait', async (value) => {
    const [retry] = await retriesAfter(value);
    expect(retry?.delayMs).toBeLessThanOrEqual(6);
  });

  test('for ever: the error names the wait that was asked for, not the one that was taken', async () => {
    const server = await start((_request, response) =>
      sendError(response, 429, 'TOOMANYREQUESTS', '', { 'retry-after': '3600' }),
    );
    const ping = quickClient(server.address).ping({ onRetry: (retry) => retry.retryNow() });
    await expect(ping).rejects.toMatchObject({ failure: { code: 'rate-limited', retryAfterMs: 3_600_000 } });
    expect(server.requests).toHaveLength(5);
  });

  test('cancelling ends the wait at once', async () => {
    const controller = new AbortController();
    const server = await start((_request, response) =>
      sendError(response, 429, 'TOOMANYREQUESTS', '', { 'retry-after': '60' }),
    );
    const ping = quickClient(server.address).ping({ signal: controller.signal, onRetry: () => controller.abort() });
    await expect(ping).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(server.requests).toHaveLength(1);
  });
});

describe('a server that is not well', () => {
  test('503, 502, then well', async () => {
    const statuses = [503, 502];
    const server = await start((_request, response) => send(response, statuses.shift() ?? 200));
    expect(await quickClient(server.address).ping()).toEqual({ login: 'not-asked' });
    expect(server.requests).toHaveLength(3);
  });

  test('503 for ever', async () => {
    const server = await start((_request, response) => send(response, 503, '<html>', { 'content-type': 'text/html' }));
    await expect(quickClient(server.address).ping()).rejects.toMatchObject({
      code: 'server-error',
      context: { status: 503 },
    });
    expect(server.requests).toHaveLength(5);
  });

  test('a connection that is reset, then well', async () => {
    let calls = 0;
    const server = await start((request, response) => {
      calls += 1;
      if (calls === 1) request.reset();
      else sendJson(response, 200, {});
    });
    expect(await quickClient(server.address).ping()).toEqual({ login: 'not-asked' });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['never ends its headers', (socket) => void socket.write('HTTP/1.1 200 OK\r\nx: y')],
    [
      'falls silent in its body',
      (socket) => void socket.write('HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{'),
    ],
  ])('one that %s is given up', async (_what, onConnection) => {
    const address = await startTcp(onConnection);
    const result = quickClient(address, { timing: { idleTimeoutMs: 300 } }).getManifest('app', '1.0.0');
    // A status that has come counts, even if its words never do.
    await expect(result).rejects.toThrow(/127\.0\.0\.1/);
    const error = await result.catch((reason: unknown) => reason);
    expect(['network', 'not-found']).toContain((error as { code: string }).code);
  });

  test('headers that drip in byte by byte are given up all the same', async () => {
    const timers = new Set<NodeJS.Timeout>();
    const address = await startTcp((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx: ');
      timers.add(setInterval(() => socket.writable && socket.write('y'), 50));
    });
    try {
      const ping = quickClient(address, { timing: { idleTimeoutMs: 300 } }).ping();
      await expect(ping).rejects.toMatchObject({ failure: { code: 'network', problem: 'timeout' } });
    } finally {
      for (const timer of timers) clearInterval(timer);
    }
  });
});

describe('a registry that is not there', () => {
  test('nobody listens', async () => {
    const server = await startScriptedServer(ok);
    await server.stop();
    const retries: Retry[] = [];
    await expect(quickClient(server.address).ping({ onRetry: (retry) => retries.push(retry) })).rejects.toMatchObject({
      failure: { code: 'network', problem: 'refused' },
      context: { host: server.address },
    });
    expect(retries).toEqual([]);
  });

  test('no such name', async () => {
    await expect(quickClient('no-such-host.invalid').ping()).rejects.toMatchObject({
      failure: { code: 'network', problem: 'dns' },
    });
  });
});

describe('addresses', () => {
  test('an IPv6 literal', async () => {
    const server = await start(ok, { host: '::1' });
    expect(server.address).toMatch(/^\[::1\]:\d+$/);
    expect(await quickClient(server.address).ping()).toEqual({ login: 'not-asked' });
    expect(server.requests[0]?.headers.host).toBe(server.address);
  });

  test('localhost, where only 127.0.0.1 listens', async () => {
    const server = await start(ok);
    const address = server.address.replace('127.0.0.1', 'localhost');
    expect(await quickClient(address).ping()).toEqual({ login: 'not-asked' });
  });
});

const startTls = ({ certificate, key }: ServerCertificate, script = ok) => start(script, { tls: { certificate, key } });
const secureClient = (address: string, trustedCertificates: readonly string[]) =>
  quickClient(address, { plainHttp: false, trustedCertificates, credential: ANA });

describe('TLS', () => {
  let certificates: TestCertificates;
  beforeAll(async () => {
    certificates = await makeCertificates();
  });
  afterAll(() => certificates.remove());

  test('with the registry’s own authority', async () => {
    const server = await startTls(certificates.server);
    expect(await secureClient(server.address, [certificates.authority]).ping()).toEqual({ login: 'not-asked' });
  });

  test('a real registry over TLS, by its name', async () => {
    const registry = await startDockerRegistry({ tls: certificates.server, users: { ana: ANA.secret } });
    running.push(registry);
    const address = registry.address.replace('127.0.0.1', 'localhost');
    expect(await secureClient(address, [certificates.authority]).ping()).toEqual({ login: 'accepted' });
  });

  test('an authority that nobody here knows, and the wrong one', async () => {
    const server = await startTls(certificates.server);
    const other = await makeCertificates();
    try {
      for (const trusted of [[], [other.authority]]) {
        await expect(secureClient(server.address, trusted).ping()).rejects.toMatchObject({
          failure: { code: 'tls', problem: 'untrusted' },
          context: { host: server.address },
        });
      }
      expect(server.requests).toEqual([]);
    } finally {
      await other.remove();
    }
  });

  test('a certificate that has expired', async () => {
    const server = await startTls(certificates.expired);
    await expect(secureClient(server.address, [certificates.authority]).ping()).rejects.toMatchObject({
      failure: { code: 'tls', problem: 'expired' },
    });
  });

  test('a certificate of another host', async () => {
    const server = await startTls(certificates.otherName);
    await expect(secureClient(server.address, [certificates.authority]).ping()).rejects.toMatchObject({
      failure: { code: 'tls', problem: 'name-mismatch' },
    });
  });

  test('plain HTTP where TLS was to be, and never a silent step down to it', async () => {
    const server = await start(ok);
    await expect(secureClient(server.address, []).ping()).rejects.toMatchObject({
      failure: { code: 'tls', problem: 'plain-http' },
    });
    expect(server.requests).toEqual([]);
  });

  test('a real registry’s plain HTTP where TLS was to be', async () => {
    const registry = await startDockerRegistry();
    running.push(registry);
    await expect(secureClient(registry.address, []).ping()).rejects.toMatchObject({
      failure: { code: 'tls', problem: 'plain-http' },
    });
  });

  test('TLS where plain HTTP was to be: a real registry says so', async () => {
    const registry = await startDockerRegistry({ tls: certificates.server });
    running.push(registry);
    await expect(quickClient(registry.address).ping()).rejects.toMatchObject({
      failure: { code: 'network', problem: 'tls-to-plain' },
    });
  });

  test('TLS where plain HTTP was to be: a server that only sends an alert', async () => {
    const address = await startTcp((socket) =>
      socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 70]))),
    );
    await expect(quickClient(address).ping()).rejects.toMatchObject({
      failure: { code: 'network', problem: 'tls-to-plain' },
    });
  });

  test('a redirect from HTTPS to HTTP is not followed, and no login crosses it', async () => {
    const plain = await start(ok);
    const server = await startTls(certificates.server, (request, response) =>
      request.headers.authorization === ANA_BASIC
        ? send(response, 307, '', { location: `${plain.origin}/v2/` })
        : sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' }),
    );
    await expect(secureClient(server.address, [certificates.authority]).ping()).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
    expect(plain.requests).toEqual([]);
  });

  test('a token service over plain HTTP gets nothing from a registry over HTTPS', async () => {
    const plain = await start((_request, response) => sendJson(response, 200, { token: 'access' }));
    const server = await startTls(certificates.server, (_request, response) =>
      sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': `Bearer realm="${plain.origin}/token"` }),
    );
    await expect(secureClient(server.address, [certificates.authority]).ping()).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
    expect(plain.requests).toEqual([]);
  });
});

describe('one connection serves one request after another', () => {
  test('also after a HEAD, a refusal and an upload', async () => {
    const server = await start(async (request, response) => {
      const { method, headers } = request;
      if (headers.authorization === undefined) {
        sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="test"' });
      } else if (method === 'POST') send(response, 202, '', { location: '/upload/1' });
      else if (method === 'PUT') {
        await request.body();
        send(response, 201);
      } else send(response, 404);
    });
    const client = quickClient(server.address, { credential: ANA });
    const blob = content('x'.repeat(100_000));
    expect(await client.headManifest('app', '1.0.0')).toBeNull();
    expect(await client.pushBlob('app', blob, blob.open)).toBe('uploaded');
    await client.pushManifest('app', '1.0.0', blob.bytes, MEDIA_TYPE.ociManifest);
    expect(server.lines()).toHaveLength(6);
    expect(server.connections()).toBe(1);
  });

  test('but for a server that sends a body after HEAD: what comes with it is no answer to the next', async () => {
    const body = JSON.stringify({ errors: [{ code: 'MANIFEST_UNKNOWN' }] });
    const address = await startTcp((socket) => {
      socket.on('data', (asked) => {
        const status = asked.toString('latin1').startsWith('HEAD') ? '404 Not Found' : '200 OK';
        socket.write(`HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      });
    });
    const client = quickClient(address);
    for (let round = 0; round < 5; round += 1) {
      expect(await client.headManifest('app', '1.0.0')).toBeNull();
      expect(await client.ping()).toEqual({ login: 'not-asked' });
    }
  });
});

test('closing lets a request under way come to its end, and a later one connects anew', async () => {
  const server = await start((_request, response) => sendJson(response, 200, {}));
  const client = quickClient(server.address);
  const underWay = client.ping();
  client.close();
  expect(await underWay).toEqual({ login: 'not-asked' });
  expect(await client.ping()).toEqual({ login: 'not-asked' });
});
