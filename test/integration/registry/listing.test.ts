/** Lists of repositories and tags, in the ways in which registries page, refuse and garble them. */
import { afterEach, describe, expect, test } from 'vitest';
import { ANA, ANA_BASIC, quickClient } from '../../support/registry-clients';
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

const TAGS = '/v2/acme/app/tags/list';
/** Two pages of tags; `link` is the header of the first. */
function startTwoPages(link: (server: ScriptedServer) => string | readonly string[]): Promise<ScriptedServer> {
  const server: Promise<ScriptedServer> = start(async (request, response) => {
    if (request.url.includes('last=')) sendJson(response, 200, { tags: ['2.0.0'] });
    else sendJson(response, 200, { tags: ['1.0.0'] }, { link: link(await server) as string });
  });
  return server;
}
const listTags = (server: ScriptedServer) => quickClient(server.address).listTags('acme/app');

describe('pages', () => {
  test.each<[string, (server: ScriptedServer) => string | readonly string[], string]>([
    ['relative', () => `<${TAGS}?last=1.0.0&n=1>; rel="next"`, `${TAGS}?last=1.0.0&n=1`],
    ['absolute', ({ origin }) => `<${origin}${TAGS}?last=1.0.0>; rel=next`, `${TAGS}?last=1.0.0`],
    ['of a query alone', () => '<?last=1.0.0>; REL="next"', `${TAGS}?last=1.0.0`],
    ['not encoded', () => `<${TAGS}?n=1&last=a b/c>; rel="next"`, `${TAGS}?n=1&last=a%20b/c`],
    [
      'signed, kept byte for byte',
      () => `<${TAGS}?last=a%2fb'|&orderby=>; rel="next"`,
      `${TAGS}?last=a%2fb'|&orderby=`,
    ],
    ['without the prefix of the path', () => '</v2/app/tags/list?last=1.0.0>; rel="next"', `${TAGS}?last=1.0.0`],
    [
      'behind other relations',
      () => `<${TAGS}?last=0>; rel="prev", <${TAGS}?last=1.0.0>; rel="next last"`,
      `${TAGS}?last=1.0.0`,
    ],
    [
      'in a second header',
      () => [`<${TAGS}?last=0>; rel="first"`, `<${TAGS}?last=1.0.0>; rel="next"`],
      `${TAGS}?last=1.0.0`,
    ],
  ])('a Link that is %s', async (_what, link, second) => {
    const server = await startTwoPages(link);
    expect(await listTags(server)).toEqual(['1.0.0', '2.0.0']);
    expect(server.lines()).toEqual([`GET ${TAGS}?n=1000`, `GET ${second}`]);
  });

  test('a Link to another host leads nowhere but to the registry itself', async () => {
    const other = await start((_request, response) => sendJson(response, 200, { tags: ['evil'] }));
    const server = await startTwoPages(() => `<${other.origin}${TAGS}?last=1.0.0>; rel="next"`);
    expect(await listTags(server)).toEqual(['1.0.0', '2.0.0']);
    expect(other.requests).toEqual([]);
  });

  test('a Link that leads in a circle ends the list', async () => {
    const server = await start((_request, response) =>
      sendJson(response, 200, { tags: ['1.0.0'] }, { link: `<${TAGS}?last=1.0.0>; rel="next"` }),
    );
    expect(await listTags(server)).toEqual(['1.0.0']);
    expect(server.requests).toHaveLength(2);
  });

  test('pages without end are given up', async () => {
    let page = 0;
    const server = await start((_request, response) => {
      page += 1;
      sendJson(response, 200, { tags: [`1.0.${page}`] }, { link: `<${TAGS}?last=${page}>; rel="next"` });
    });
    await expect(listTags(server)).rejects.toMatchObject({ code: 'too-large' });
    expect(page).toBeLessThanOrEqual(1001);
  });

  test('more names than anybody can look through are given up', async () => {
    const tags = Array.from({ length: 100_001 }, (_, index) => `1.0.${index}`);
    const server = await start((_request, response) => sendJson(response, 200, { tags }));
    await expect(listTags(server)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a `last` that the registry itself no longer knows ends the list', async () => {
    const server = await start((request, response) => {
      if (request.url.includes('last=')) return sendError(response, 404, 'NAME_UNKNOWN');
      return sendJson(response, 200, { tags: ['1.0.0'] }, { link: `<${TAGS}?last=1.0.0>; rel="next"` });
    });
    expect(await listTags(server)).toEqual(['1.0.0']);
  });

  test('a registry that allows only smaller pages is asked without a size', async () => {
    const server = await start((request, response) =>
      request.url.includes('n=')
        ? sendError(response, 400, 'PAGINATION_NUMBER_INVALID')
        : sendJson(response, 200, { tags: ['1.0.0'] }),
    );
    expect(await listTags(server)).toEqual(['1.0.0']);
  });

  test('10,000 tags come over ten pages', async () => {
    const server = await start((request, response) => {
      const first = Number(new URL(request.url, 'http://x').searchParams.get('last') ?? -1) + 1;
      const tags = Array.from({ length: 1000 }, (_, index) => `1.0.${first + index}`);
      const last = first + 999;
      sendJson(response, 200, { tags }, last < 9_999 ? { link: `<${TAGS}?n=1000&last=${last}>; rel="next"` } : {});
    });
    expect(await listTags(server)).toHaveLength(10_000);
    expect(server.requests).toHaveLength(10);
  });
});

describe('what is in a list', () => {
  test.each([
    [{ tags: null }, []],
    [{}, []],
    [{ tags: ['2.0.0', '1.0.0', '2.0.0', null] }, ['2.0.0', '1.0.0']],
    [{ tags: ['1.0.0', '\u001b[31mred', 'a\u202eb', '<img>', '../x', 'a b', 'x'.repeat(129)] }, ['1.0.0']],
  ])('%j', async (answer, expected) => {
    const server = await start((_request, response) => sendJson(response, 200, answer));
    expect(await listTags(server)).toEqual(expected);
  });

  test('repositories that no request could name are left out', async () => {
    const repositories = ['acme/app', 'Acme', '../etc', 'a//b', 'evil\u202e', 'acme/app'];
    const server = await start((_request, response) => sendJson(response, 200, { repositories }));
    expect(await quickClient(server.address).listRepositories()).toEqual(['acme/app']);
  });

  test.each(['<html>', '[]', '{"tags":"1.0.0"}', '{"tags":[1]}'])('%s is no list', async (body) => {
    const server = await start((_request, response) => send(response, 200, body));
    await expect(listTags(server)).rejects.toMatchObject({
      code: 'invalid-answer',
      context: { repository: 'acme/app' },
    });
  });

  test('a repository that is not there', async () => {
    const server = await start((_request, response) =>
      sendError(response, 404, 'NAME_UNKNOWN', 'repository name not known'),
    );
    await expect(listTags(server)).rejects.toMatchObject({
      code: 'not-found',
      context: { registryCode: 'NAME_UNKNOWN' },
    });
  });
});

describe('a registry that lists no repositories', () => {
  const BASIC = { 'www-authenticate': 'Basic realm="x"' };
  /** Lets in whom `letsIn` says, and refuses everybody the catalog. */
  const startRefusing = (status: number, letsIn: (authorization: string | undefined) => boolean) =>
    start((request, response) => {
      if (request.url === '/v2/' && letsIn(request.headers.authorization)) return sendJson(response, 200, {});
      return sendError(response, request.url === '/v2/' ? 401 : status, 'UNAUTHORIZED', '', BASIC);
    });
  const unsupported = { failure: { code: 'unsupported', feature: 'catalog' } };

  test.each([403, 404, 405])('answers %d', async (status) => {
    const server = await startRefusing(status, () => true);
    await expect(quickClient(server.address).listRepositories()).rejects.toMatchObject(unsupported);
    await expect(quickClient(server.address, { credential: ANA }).listRepositories()).rejects.toMatchObject(
      unsupported,
    );
  });

  test('answers 401 though it lets everybody in', async () => {
    const server = await startRefusing(401, () => true);
    await expect(quickClient(server.address).listRepositories()).rejects.toMatchObject(unsupported);
  });

  test('answers 401 though it takes our login', async () => {
    const server = await startRefusing(401, (authorization) => authorization === ANA_BASIC);
    await expect(quickClient(server.address, { credential: ANA }).listRepositories()).rejects.toMatchObject(
      unsupported,
    );
  });

  test('is not the same as one that wants a login first, or another', async () => {
    const server = await startRefusing(401, () => false);
    await expect(quickClient(server.address).listRepositories()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: false },
    });
    await expect(quickClient(server.address, { credential: ANA }).listRepositories()).rejects.toMatchObject({
      failure: { code: 'auth-required', rejected: true },
    });
  });

  test('is not the same as one that is broken', async () => {
    const server = await start((_request, response) => send(response, 501));
    await expect(quickClient(server.address).listRepositories()).rejects.toMatchObject({ code: 'server-error' });
  });
});
