/** What a hostile registry might try: to get our login, to send us elsewhere, to fill our memory, to write into the screen or the log. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { MAX_ERROR_BODY_BYTES, MAX_MANIFEST_BYTES, MAX_TOKEN_ANSWER_BYTES } from '../../../electron/registry/limits';
import { manifestSchema } from '../../../shared/oci';
import { ANA, ANA_BASIC, content, quickClient } from '../../support/registry-clients';
import {
  send,
  sendError,
  sendJson,
  startScriptedServer,
  type Script,
  type ScriptedServer,
} from '../../support/scripted-server';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function start(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
}

const askFor =
  (challenge: string): Script =>
  (_request, response) =>
    sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });

describe('a token service that is none', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/iam',
    'https://[fd00:ec2::254]/latest',
    'file:///etc/passwd',
    'http://user:pass@127.0.0.1/token',
    'gopher://127.0.0.1/x',
  ])('%s is never asked', async (realm) => {
    const server = await start(askFor(`Bearer realm="${realm}",service="x"`));
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      code: 'insecure-redirect',
    });
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test.each(['http://169.254.169.254/token', 'file:///etc/passwd'])(
    'a redirect of the token service to %s is not followed',
    async (location) => {
      const server: ScriptedServer = await start((request, response) =>
        request.url.startsWith('/token')
          ? send(response, 302, '', { location })
          : askFor(`Bearer realm="${server.origin}/token"`)(request, response),
      );
      await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
        code: 'insecure-redirect',
      });
    },
  );

  test('a redirect of the token service to another origin gets neither password nor refresh token', async () => {
    const thief = await start((_request, response) => sendJson(response, 200, { token: 'x' }));
    const server: ScriptedServer = await start((request, response) =>
      request.url.startsWith('/token')
        ? send(response, 307, '', { location: `${thief.origin}/token` })
        : askFor(`Bearer realm="${server.origin}/token"`)(request, response),
    );
    for (const credential of [ANA, { kind: 'identity-token', secret: 'refresh-me' } as const]) {
      await expect(quickClient(server.address, { credential }).ping()).rejects.toMatchObject({
        code: 'insecure-redirect',
      });
    }
    expect(thief.requests).toEqual([]);
  });
});

/** Sends for as long as somebody takes it, and tells how much that was. */
function endless(status: number, headers: Record<string, string> = {}): { script: Script; sentBytes: () => number } {
  let sentBytes = 0;
  const chunk = Buffer.alloc(65_536, 'x');
  return {
    sentBytes: () => sentBytes,
    script(_request, response) {
      response.writeHead(status, headers);
      const more = () => {
        if (response.destroyed) return;
        sentBytes += chunk.length;
        response.write(chunk, more);
      };
      more();
    },
  };
}
/** What sockets and streams on the way may hold beyond what was read. */
const IN_BUFFERS = 8 * 1024 * 1024;

describe('bodies without end', () => {
  test('a manifest', async () => {
    const { script, sentBytes } = endless(200);
    const server = await start(script);
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({ code: 'too-large' });
    expect(sentBytes()).toBeLessThan(MAX_MANIFEST_BYTES + IN_BUFFERS);
  });

  test('an error', async () => {
    const { script, sentBytes } = endless(404);
    const server = await start(script);
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({ code: 'not-found' });
    expect(sentBytes()).toBeLessThan(MAX_ERROR_BODY_BYTES + IN_BUFFERS);
  });

  test('a token', async () => {
    const { script, sentBytes } = endless(200);
    const server: ScriptedServer = await start((request, response) =>
      request.url.startsWith('/token')
        ? script(request, response)
        : askFor(`Bearer realm="${server.origin}/token"`)(request, response),
    );
    await expect(quickClient(server.address).ping()).rejects.toMatchObject({ code: 'too-large' });
    expect(sentBytes()).toBeLessThan(MAX_TOKEN_ANSWER_BYTES + IN_BUFFERS);
  });
});

test.each(['a\r\nx-evil: 1', 'a b', 'a\u0000', 'ä'])(
  'a token from a file that no header can carry is a bad login: %j',
  async (secret) => {
    const server = await start(askFor('Bearer realm="http://127.0.0.1:1/token"'));
    const client = quickClient(server.address, { credential: { kind: 'registry-token', secret } });
    await expect(client.ping()).rejects.toMatchObject({ failure: { code: 'auth-required', rejected: true } });
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  },
);

describe('a length that is a lie', () => {
  const manifest = content(`{"schemaVersion":2,"layers":[],"filler":"${'x'.repeat(1000)}"}`);
  const lying = (length: number) =>
    start((_request, response) => {
      response.strictContentLength = false;
      response.writeHead(200, { 'content-length': length, connection: 'close' });
      response.end(manifest.bytes);
    });

  test('too short: what came is not what the digest names', async () => {
    const server = await lying(manifest.size - 10);
    await expect(quickClient(server.address).getManifest('app', manifest.digest)).rejects.toMatchObject({
      name: 'RegistryError',
    });
  });

  test('too long: a line that broke', async () => {
    const server = await lying(manifest.size + 10);
    await expect(quickClient(server.address).getManifest('app', manifest.digest)).rejects.toMatchObject({
      failure: { code: 'network', problem: 'reset' },
    });
  });

  test.each(['9'.repeat(30), '-5', '1e3', '0x10'])('of no kind is an error like any other: %s', async (length) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(quickClient(`127.0.0.1:${port}`).headManifest('app', '1.0.0')).rejects.toMatchObject({
      name: 'RegistryError',
    });
    server.close();
  });
});

test.each([2 ** 53, -1, 1.5, '10'])('a descriptor of %j bytes is no descriptor', (size) => {
  const { digest } = content('x');
  const config = { mediaType: 'x/y', digest, size };
  expect(manifestSchema.safeParse({ schemaVersion: 2, config, layers: [] }).success).toBe(false);
});

test('the registry’s words are one short line without control, bidi and invisible characters', async () => {
  const message = `\u001b[31mred\u0007\r\n\u202egnp.exe\u200b <b>${'long '.repeat(200)}`;
  const server = await start((_request, response) => sendError(response, 400, 'BAD\u001b[2J', message));
  const error = await quickClient(server.address)
    .getManifest('app', '1.0.0')
    .catch((reason: unknown) => reason);
  const { registryCode, registryMessage } = (error as { context: { registryCode: string; registryMessage: string } })
    .context;
  expect(registryCode).toBe('BAD[2J');
  expect(registryMessage).toMatch(/^\[31mred gnp\.exe <b>long/);
  expect(registryMessage.length).toBeLessThanOrEqual(401);
  expect(String(error)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('no error holds a password, a token, an Authorization header or a signed query, however deep one looks', async () => {
  const secrets = ['open:sesame', ANA_BASIC.slice('Basic '.length), 'access-secret', 'SIGNATURE'];
  const location = '/elsewhere?X-Sig=SIGNATURE';
  const current: { failure?: Script } = {};
  const server: ScriptedServer = await start((request, response) => {
    if (request.url.startsWith('/token')) return sendJson(response, 200, { token: 'access-secret' });
    if (request.headers.authorization !== 'Bearer access-secret') {
      return askFor(`Bearer realm="${server.origin}/token?X-Sig=SIGNATURE"`)(request, response);
    }
    return request.url === location ? current.failure?.(request, response) : send(response, 307, '', { location });
  });
  const failures: readonly Script[] = [
    (request) => request.reset(),
    (_request, response) => send(response, 403, '{}'),
    (_request, response) => send(response, 500, '{}'),
    (_request, response) => send(response, 200, 'not a manifest'),
    (_request, response) => send(response, 307, '', { location: 'http://169.254.169.254/?X-Sig=SIGNATURE' }),
    (request, response) => askFor(`Bearer realm="${server.origin}/token",error="invalid_token"`)(request, response),
    (_request, response) => void response.socket?.end('not even HTTP\r\n\r\n'),
  ];
  for (const failure of failures) {
    current.failure = failure;
    const error = await quickClient(server.address, { credential: ANA })
      .getManifest('app', '1.0.0')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    const everything = inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
    for (const secret of secrets) expect(everything).not.toContain(secret);
  }
});
