/** How the client answers a 401, against servers that ask in every way that registries are known to ask. */
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { RegistryCredential } from '../../../electron/registry/credential';
import { ANA, ANA_BASIC, content, quickClient } from '../../support/registry-clients';
import {
  send,
  sendError,
  sendJson,
  startScriptedServer,
  type ScriptedRequest,
  type ScriptedServer,
} from '../../support/scripted-server';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

const IDENTITY: RegistryCredential = { kind: 'identity-token', secret: 'refresh-me' };
const MANIFEST = content('{"schemaVersion":2,"layers":[]}');

interface TokenRegistryOptions {
  /** Behind `Bearer realm="<origin>/token`, before the closing quote. */
  readonly realmQuery?: string;
  /** Parameters of the challenge behind realm and service. */
  readonly challenge?: string;
  /** What the token service answers; a token by default. */
  readonly onToken?: (request: ScriptedRequest, response: ServerResponse) => void | Promise<void>;
  /** What the registry answers to a request with a token; a manifest by default. */
  readonly onAuthorized?: (request: ScriptedRequest, response: ServerResponse) => void;
}

/** A registry that asks for a Bearer token, and its token service at `/token`. */
async function startTokenRegistry(options: TokenRegistryOptions = {}): Promise<ScriptedServer> {
  const { realmQuery = '', challenge = '', onToken, onAuthorized } = options;
  const server = await startScriptedServer((request, response) => {
    if (request.url.startsWith('/token')) {
      if (onToken) return onToken(request, response);
      return sendJson(response, 200, { token: 'access' });
    }
    if (!request.headers.authorization?.startsWith('Bearer ')) {
      const realm = `Bearer realm="${server.origin}/token${realmQuery}",service="reg"${challenge}`;
      return sendError(response, 401, 'UNAUTHORIZED', 'log in', { 'www-authenticate': realm });
    }
    if (onAuthorized) return onAuthorized(request, response);
    if (request.url === '/v2/') return sendJson(response, 200, {});
    send(response, 200, MANIFEST.bytes);
  });
  servers.push(server);
  return server;
}

const tokenRequests = (server: ScriptedServer) => server.requests.filter(({ url }) => url.startsWith('/token'));
const queryOf = ({ url }: ScriptedRequest) => new URLSearchParams(url.slice(url.indexOf('?')));

describe('token exchange', () => {
  test('a password goes by GET with Basic, for the push right before the first HEAD', async () => {
    const server = await startTokenRegistry({
      onAuthorized: (_request, response) => send(response, 200),
    });
    const blob = content('x');
    expect(await quickClient(server.address, { credential: ANA }).pushBlob('new/app', blob, blob.open)).toBe('existed');
    expect(server.lines()).toEqual([
      'GET /v2/',
      'GET /token?service=reg&scope=repository%3Anew%2Fapp%3Apull%2Cpush',
      `HEAD /v2/new/app/blobs/${blob.digest}`,
    ]);
    expect(server.requests[1]?.headers.authorization).toBe(ANA_BASIC);
    expect(server.requests[2]?.headers.authorization).toBe('Bearer access');
  });

  test('the scopes of a challenge are asked for as well, each one once', async () => {
    const server = await startTokenRegistry({ challenge: ',scope="repository:mirror/app:pull repository:app:pull"' });
    await quickClient(server.address).getManifest('app', '1.0.0');
    expect(queryOf(tokenRequests(server)[0]!).getAll('scope')).toEqual([
      'repository:app:pull',
      'repository:mirror/app:pull',
    ]);
  });

  test('the realm’s own query stays as it is', async () => {
    const server = await startTokenRegistry({ realmQuery: '?tenant=a%2fb&x' });
    await quickClient(server.address).getManifest('app', '1.0.0');
    expect(tokenRequests(server)[0]?.url).toBe('/token?tenant=a%2fb&x&service=reg&scope=repository%3Aapp%3Apull');
  });

  test('without a login the token service is asked for what anyone may do', async () => {
    const server = await startTokenRegistry();
    await quickClient(server.address).getManifest('app', '1.0.0');
    expect(tokenRequests(server)[0]?.headers.authorization).toBeUndefined();
  });

  test('an identity token is exchanged by POST, scopes joined by spaces, the secret only in the body', async () => {
    const forms: URLSearchParams[] = [];
    const server = await startTokenRegistry({
      challenge: ',scope="repository:mirror/app:pull"',
      async onToken(request, response) {
        forms.push(new URLSearchParams((await request.body()).toString()));
        sendJson(response, 200, { access_token: `access-${forms.length}`, expires_in: 300 });
      },
      onAuthorized(request, response) {
        if (request.headers.authorization === 'Bearer access-2') return send(response, 200, MANIFEST.bytes);
        const scope = 'repository:mirror/app:pull';
        const challenge = `Bearer realm="${server.origin}/token",service="reg",scope="${scope}",error="insufficient_scope"`;
        sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });
      },
    });
    await quickClient(server.address, { credential: IDENTITY }).getManifest('app', '1.0.0');
    expect(tokenRequests(server).map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /token', 'POST /token']);
    const form = { grant_type: 'refresh_token', refresh_token: 'refresh-me', service: 'reg', client_id: 'chartroom' };
    expect(forms.map((each) => Object.fromEntries(each))).toEqual([
      { ...form, scope: 'repository:app:pull' },
      { ...form, scope: 'repository:app:pull repository:mirror/app:pull' },
    ]);
  });

  test.each([405, 404])('a token service that answers POST with %d is asked by GET', async (status) => {
    const server = await startTokenRegistry({
      onToken: (request, response) =>
        request.method === 'POST' ? sendError(response, status, 'X') : sendJson(response, 200, { token: 'access' }),
    });
    await quickClient(server.address, { credential: IDENTITY }).getManifest('app', '1.0.0');
    expect(tokenRequests(server).map(({ method }) => method)).toEqual(['POST', 'GET']);
    const basic = Buffer.from('<token>:refresh-me').toString('base64');
    expect(tokenRequests(server)[1]?.headers.authorization).toBe(`Basic ${basic}`);
  });

  test.each([{ token: 'access' }, { access_token: 'access' }, { token: '', access_token: 'access' }])(
    '%j is a token',
    async (answer) => {
      const seen: unknown[] = [];
      const server = await startTokenRegistry({
        onToken: (_request, response) => sendJson(response, 200, answer),
        onAuthorized(request, response) {
          seen.push(request.headers.authorization);
          send(response, 200, MANIFEST.bytes);
        },
      });
      await quickClient(server.address).getManifest('app', '1.0.0');
      expect(seen).toEqual(['Bearer access']);
    },
  );

  test.each(['{}', '{"token":"a b"}', '{"token":"a\\nb"}', '<html>', '[]'])('%s is none', async (answer) => {
    const server = await startTokenRegistry({
      onToken: (_request, response) => send(response, 200, answer),
    });
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({
      code: 'invalid-answer',
    });
  });

  test('concurrent 401s make one exchange; later requests of the same scope none', async () => {
    const server = await startTokenRegistry();
    const client = quickClient(server.address);
    await Promise.all(['1.0.0', '1.1.0', '1.2.0', '1.3.0'].map((tag) => client.getManifest('app', tag)));
    await client.getManifest('app', '2.0.0');
    expect(tokenRequests(server)).toHaveLength(1);
    await client.getManifest('other', '1.0.0');
    expect(tokenRequests(server)).toHaveLength(2);
  });

  test('an issued_at of yesterday and a wall clock of tomorrow change nothing', async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const server = await startTokenRegistry({
      onToken: (_request, response) =>
        sendJson(response, 200, { token: 'access', expires_in: 60, issued_at: yesterday }),
    });
    const client = quickClient(server.address);
    await client.getManifest('app', '1.0.0');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    try {
      await client.getManifest('app', '1.0.0');
    } finally {
      vi.useRealTimers();
    }
    expect(tokenRequests(server)).toHaveLength(1);
  });

  test('a login that ends takes its tokens along', async () => {
    let credential: RegistryCredential | null = ANA;
    const server = await startTokenRegistry();
    const client = quickClient(server.address, { credential: () => credential });
    await client.getManifest('app', '1.0.0');
    credential = null;
    await client.getManifest('app', '1.0.0');
    expect(tokenRequests(server).map(({ headers }) => headers.authorization)).toEqual([ANA_BASIC, undefined]);
  });

  test('a token that the registry no longer takes is exchanged anew, once', async () => {
    let issued = 0;
    const server = await startTokenRegistry({
      onToken: (_request, response) => sendJson(response, 200, { token: `access-${(issued += 1)}` }),
      onAuthorized(request, response) {
        if (request.headers.authorization === `Bearer access-${issued}`) return send(response, 200, MANIFEST.bytes);
        const challenge = `Bearer realm="${server.origin}/token",error="invalid_token"`;
        sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });
      },
    });
    const client = quickClient(server.address);
    await client.getManifest('app', '1.0.0');
    issued = 7;
    await client.getManifest('app', '1.0.0');
    expect(issued).toBe(8);
  });
});

/** Answers 401 with this challenge until it is answered in the way that `accepts` looks for. */
async function startAsking(
  challenges: readonly string[],
  accepts: (authorization: string) => boolean,
): Promise<ScriptedServer> {
  const server = await startScriptedServer((request, response) => {
    if (request.url.startsWith('/token')) return sendJson(response, 200, { token: 'access' });
    if (accepts(request.headers.authorization ?? '')) return sendJson(response, 200, {});
    const headers = { 'www-authenticate': challenges.map((each) => each.replace('ORIGIN', server.origin)) };
    sendError(response, 401, 'UNAUTHORIZED', '', headers);
  });
  servers.push(server);
  return server;
}

describe('which way to log in', () => {
  test.each([
    { challenges: ['Bearer realm="ORIGIN/token",service="reg",Basic realm="reg"'] },
    { challenges: ['Basic realm="reg", Bearer realm="ORIGIN/token"'] },
    { challenges: ['Basic realm="reg"', 'Bearer realm="ORIGIN/token"'] },
  ])('Bearer before Basic: $challenges', async ({ challenges }) => {
    const server = await startAsking(challenges, (authorization) => authorization === 'Bearer access');
    expect(await quickClient(server.address, { credential: ANA }).ping()).toEqual({ login: 'accepted' });
  });

  test('Basic beside Negotiate', async () => {
    const server = await startAsking(
      ['Negotiate', 'Basic realm="reg"'],
      (authorization) => authorization === ANA_BASIC,
    );
    expect(await quickClient(server.address, { credential: ANA }).ping()).toEqual({ login: 'accepted' });
  });

  test('a way that is not spoken is named as such', async () => {
    const server = await startAsking(['Negotiate', 'Digest realm="x"'], () => false);
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      failure: { code: 'unsupported', feature: 'login-scheme' },
    });
  });

  test('a registry token is shown as it is', async () => {
    const server = await startAsking(
      ['Bearer realm="ORIGIN/token"'],
      (authorization) => authorization === 'Bearer direct',
    );
    const credential = { kind: 'registry-token', secret: 'direct' } as const;
    expect(await quickClient(server.address, { credential }).ping()).toEqual({ login: 'accepted' });
    expect(tokenRequests(server)).toEqual([]);
  });

  test('an identity token is of no use where Basic is asked for', async () => {
    const server = await startAsking(['Basic realm="reg"'], () => false);
    await expect(quickClient(server.address, { credential: IDENTITY }).ping()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: true },
    });
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test('Basic for the catalog, Bearer for all else, from request to request', async () => {
    const server = await startScriptedServer((request, response) => {
      const { url, headers } = request;
      if (url.startsWith('/token')) return sendJson(response, 200, { token: 'access' });
      const isCatalog = url.startsWith('/v2/_catalog');
      if (headers.authorization === (isCatalog ? ANA_BASIC : 'Bearer access')) {
        return sendJson(response, 200, isCatalog ? { repositories: ['app'] } : { tags: ['1.0.0'] });
      }
      const challenge = isCatalog ? 'Basic realm="harbor"' : `Bearer realm="${server.origin}/token"`;
      sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });
    });
    servers.push(server);
    const client = quickClient(server.address, { credential: ANA });
    expect(await client.listTags('app')).toEqual(['1.0.0']);
    expect(await client.listRepositories()).toEqual(['app']);
    expect(await client.listTags('app')).toEqual(['1.0.0']);
    const before = server.requests.length;
    await client.listRepositories();
    await client.listTags('app');
    // Both are known by now: not one request more than needed.
    expect(server.lines().slice(before)).toEqual(['GET /v2/_catalog?n=1000', 'GET /v2/app/tags/list?n=1000']);
  });
});

describe('what a login proves', () => {
  test('a challenge beside a 200 asks for nothing: no password is sent, nothing is proven', async () => {
    const server = await startScriptedServer((_request, response) =>
      sendJson(response, 200, {}, { 'www-authenticate': 'basic realm=zot' }),
    );
    servers.push(server);
    const client = quickClient(server.address, { credential: ANA });
    expect(await client.ping()).toEqual({ login: 'not-asked' });
    await client.headManifest('app', '1.0.0');
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test('a registry that never asks leaves a login unproven', async () => {
    const server = await startScriptedServer((_request, response) => sendJson(response, 200, {}));
    servers.push(server);
    expect(await quickClient(server.address, { credential: ANA }).ping()).toEqual({ login: 'not-asked' });
  });

  test('a token for anyone is no login', async () => {
    const server = await startTokenRegistry();
    expect(await quickClient(server.address).ping()).toEqual({ login: 'not-asked' });
  });

  test('a registry that answers 401 for ever is asked twice', async () => {
    const server = await startTokenRegistry({
      onAuthorized: (_request, response) =>
        sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': `Bearer realm="${server.origin}/token"` }),
    });
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: false },
      context: { status: 401, registryCode: 'UNAUTHORIZED', repository: 'app' },
    });
    expect(server.requests.filter(({ url }) => url.startsWith('/v2/'))).toHaveLength(2);
  });

  test.each([401, 403, 400])('a login that the token service answers with %d is a bad one', async (status) => {
    const onToken: TokenRegistryOptions['onToken'] = (_request, response) =>
      sendError(response, status, 'DENIED', 'denied');
    const server = await startTokenRegistry({ onToken });
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: true },
      context: { registryMessage: 'denied' },
    });
    await expect(quickClient(server.address).ping()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: false },
    });
  });

  test('a login that the token service took, without the right to push, is forbidden and not bad', async () => {
    const server = await startTokenRegistry({
      onAuthorized(_request, response) {
        const challenge = `Bearer realm="${server.origin}/token",scope="repository:app:pull,push",error="insufficient_scope"`;
        sendError(response, 401, 'UNAUTHORIZED', 'authentication required', { 'www-authenticate': challenge });
      },
    });
    const blob = content('x');
    await expect(
      quickClient(server.address, { credential: ANA }).pushBlob('app', blob, blob.open),
    ).rejects.toMatchObject({
      code: 'forbidden',
      context: { repository: 'app', status: 401 },
    });
  });

  test('a wrong password for Basic is a bad login, none at all is a missing one', async () => {
    const server = await startScriptedServer((_request, response) =>
      sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="reg"' }),
    );
    servers.push(server);
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: true },
    });
    await expect(quickClient(server.address).ping()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: false },
    });
  });

  test.each([
    ['a web page', 200, 'text/html', '<html>welcome</html>'],
    ['a missing page', 404, 'text/html', '<html>no</html>'],
    ['a missing path', 404, 'text/plain', '404 page not found'],
  ])('%s at /v2/ is no registry', async (_what, status, type, body) => {
    const server = await startScriptedServer((_request, response) =>
      send(response, status, body, { 'content-type': type }),
    );
    servers.push(server);
    await expect(quickClient(server.address).ping()).rejects.toMatchObject({
      code: 'invalid-answer',
      context: { status },
    });
  });
});
