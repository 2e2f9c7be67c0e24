/**
 * Answers made to fill memory or time: within the size that we read, yet of a shape that costs far more than its bytes. Each
 * is an ordinary error within moments; what is thrown is a RegistryError and nothing else.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { readManifest } from '../../../electron/registries/read-manifest';
import { readMetadata } from '../../../electron/charts/read-metadata';
import { MAX_LISTING_ENTRIES, MAX_LISTING_PAGE_BYTES, MAX_MANIFEST_BYTES } from '../../../electron/registry/limits';
import { MEDIA_TYPE } from '../../../shared/oci';
import { ANA, content, quickClient } from '../../support/registry-clients';
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

/** `before`, then `item` as often as it fits into `maxBytes`, then `after`. */
function filled(before: string, item: string, after: string, maxBytes: number): Buffer {
  const count = Math.floor((maxBytes - before.length - after.length) / (item.length + 1)) - 1;
  return Buffer.from(`${before}${`${item},`.repeat(count)}${item}${after}`);
}

async function list(page: Buffer): Promise<readonly string[]> {
  const server = await start((_request, response) => send(response, 200, page));
  return quickClient(server.address).listTags('app');
}

describe('a list', () => {
  test.each(['0', '{}', '[]', 'null', '"a"'])('that is a page full of %s', async (item) => {
    await expect(list(filled('{"tags":[', item, ']}', MAX_LISTING_PAGE_BYTES))).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('that is nested without end', async () => {
    const depth = MAX_LISTING_PAGE_BYTES / 2 - 100;
    const page = Buffer.from(`{"tags":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    await expect(list(page)).rejects.toMatchObject({ code: 'too-large' });
  });

  test.each(['0', '{}', '[]'])('of as many %s as a list may have names', async (item) => {
    await expect(list(filled('{"tags":[', item, ']}', MAX_LISTING_ENTRIES))).rejects.toMatchObject({
      code: 'invalid-answer',
    });
  });

  test('of the longest names, as many as are read, all on one page', async () => {
    const tags = Array.from({ length: MAX_LISTING_ENTRIES }, (_value, index) => String(index).padStart(128, 'v'));
    expect(await list(Buffer.from(JSON.stringify({ name: 'app', tags })))).toEqual(tags);
  });
});

describe('a manifest', () => {
  const config = JSON.stringify({ mediaType: MEDIA_TYPE.helmConfig, digest: content('x').digest, size: 1 });
  const opening = `{"schemaVersion":2,"config":${config}`;
  const deep = `${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`;

  test.each([
    ['layers that are none', filled(`${opening},"layers":[`, '0', ']}', MAX_MANIFEST_BYTES)],
    ['children that are none', filled('{"schemaVersion":2,"manifests":[', '{}', ']}', MAX_MANIFEST_BYTES)],
    ['annotations that are none', filled(`${opening},"layers":[],"annotations":{`, '"a":0', '}}', MAX_MANIFEST_BYTES)],
    ['a nesting without end', Buffer.from(`${opening},"layers":${deep}}`)],
  ])('full of %s', async (_what, bytes) => {
    const server = await start((_request, response) => send(response, 200, bytes));
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({
      code: 'invalid-answer',
    });
  });

  const pairs = Array.from({ length: 80_000 }, (_value, index) => `"${index}":${index}`).join(',');
  const annotated = `{"mediaType":"x/y","digest":"${content('x').digest}","size":1,"annotations":{${pairs}}}`;

  test.each([
    ['layers', `${opening},"layers":[${'0,'.repeat(80_000)}0]}`],
    ['children', `{"schemaVersion":2,"manifests":[${'{},'.repeat(40_000)}{}]}`],
    ['annotations', `${opening},"layers":[],"annotations":{${pairs}}}`],
    ['annotations of a layer', `${opening},"layers":[${annotated}]}`],
  ])('with as many wrong %s as are parsed', (_what, text) => {
    const manifest = { bytes: Buffer.from(text), mediaType: '', digest: content(text).digest };
    expect(() => readManifest(manifest, 'x')).toThrow(expect.objectContaining({ code: 'invalid-answer' }));
  });

  test('whose own type is a book: no error quotes it', () => {
    const bytes = Buffer.from(JSON.stringify({ mediaType: `\u202e${'x'.repeat(1_000_000)}`, schemaVersion: 2 }));
    const manifest = { bytes, mediaType: MEDIA_TYPE.ociManifest, digest: content(bytes).digest };
    expect(() => readManifest(manifest, 'x')).toThrow(/^[^\u202e]{1,400}$/);
  });
});

const zeros = (bytes: number): string => filled('[', '0', ']', bytes).toString();

test('a config with millions of keywords, maintainers and dependencies is read as far as anybody looks', () => {
  const lists = ['keywords', 'maintainers', 'dependencies', 'sources'].map((name) => `"${name}":${zeros(1_200_000)}`);
  const read = readMetadata(Buffer.from(`{"name":"app","version":"1.0.0",${lists.join(',')}}`));
  expect(read).toMatchObject({ ok: true, data: { name: 'app', keywords: [], maintainers: [] } });
});

describe('an error', () => {
  test.each([
    ['as many errors as fit', filled('{"errors":[', '0', ']}', 60_000).toString()],
    ['a code that is a well', `{"errors":[{"code":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`],
    ['a code that is an object', '{"errors":[{"code":{"toString":1}}]}'],
  ])('with %s is told by its status', async (_what, body) => {
    const server = await start((_request, response) => send(response, 404, body));
    await expect(quickClient(server.address).getManifest('app', '1.0.0')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('headers', () => {
  test.each<[string, Record<string, string | string[]>]>([
    ['one that is huge', { 'x-filler': 'x'.repeat(200_000) }],
    [
      'thousands of them',
      Object.fromEntries(Array.from({ length: 5000 }, (_value, index) => [`x-${index}`, 'y'.repeat(20)])),
    ],
    [
      'challenges without end',
      { 'www-authenticate': Array.from({ length: 2000 }, (_v, index) => `Basic realm="${index}"`) },
    ],
  ])('%s: the answer is none of a registry', async (_what, headers) => {
    const server = await start((_request, response) => send(response, 401, '', headers));
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      code: 'invalid-answer',
    });
    expect(server.requests.every((request) => request.headers.authorization === undefined)).toBe(true);
  });

  test.each([
    'Bearer '.repeat(1500),
    `Bearer realm="${'\\'.repeat(12_000)}`,
    `Bearer ${'a=b,'.repeat(3000)}`,
    `Bearer ${'a'.repeat(12_000)} ${'='.repeat(2000)}`,
    `Bearer realm="http://127.0.0.1:1/",scope="${'repository:x:pull '.repeat(700)}"`,
    ','.repeat(14_000),
  ])('a challenge of 14 KB is read in one go, where a quadratic parser would take minutes', async (challenge) => {
    const server = await start((_request, response) =>
      sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge }),
    );
    await expect(quickClient(server.address, { credential: ANA }).ping()).rejects.toMatchObject({
      name: 'RegistryError',
    });
  });
});

describe('a token service', () => {
  test('that drips its answer byte by byte is given up, and the next try asks anew', async () => {
    let isSlow = true;
    const server: ScriptedServer = await start((request, response) => {
      if (request.url.startsWith('/token')) {
        if (!isSlow) return sendJson(response, 200, { token: 'access' });
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return;
      }
      if (request.headers.authorization === 'Bearer access') return sendJson(response, 200, {});
      sendError(response, 401, 'X', '', { 'www-authenticate': `Bearer realm="${server.origin}/token"` });
    });
    const client = quickClient(server.address, { credential: ANA, timing: { tokenTimeoutMs: 300 } });
    await expect(client.ping()).rejects.toMatchObject({ failure: { code: 'network', problem: 'timeout' } });
    isSlow = false;
    expect(await client.ping()).toEqual({ login: 'accepted' });
  });
});
