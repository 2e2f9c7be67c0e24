/** Manifests and blobs from servers that cut, lie, redirect and compress. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MANIFEST_ACCEPT, MEDIA_TYPE } from '../../../shared/oci';
import { ANA, ANA_BASIC, chartManifest, content, quickClient, sha256 } from '../../support/registry-clients';
import { send, sendError, startScriptedServer, type Script, type ScriptedServer } from '../../support/scripted-server';

let folder: string;
const servers: ScriptedServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-pull-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(script: Script): Promise<ScriptedServer> {
  const server = await startScriptedServer(script);
  servers.push(server);
  return server;
}

const BLOB = content(randomBytes(300_000));
const CHART = chartManifest(content('{}'), BLOB);
const target = () => join(folder, 'app-1.0.0.tgz');
const download = (server: ScriptedServer) => quickClient(server.address).downloadBlob('app', BLOB, target());

async function expectDownloaded(): Promise<void> {
  expect(await readdir(folder)).toEqual(['app-1.0.0.tgz']);
  expect((await readFile(target())).equals(BLOB.bytes)).toBe(true);
}

/** It goes on behind what it has written, which may be less than what was sent, yet never nothing. */
const SOME_RANGE: unknown = expect.stringMatching(/^bytes=[1-9]\d*-$/);

/** Announces the whole, sends the first `bytes`, and breaks the connection off. */
function sendPart(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-length': BLOB.size });
  response.write(BLOB.bytes.subarray(0, bytes), () => setImmediate(() => response.destroy()));
}

function sendRest(response: ServerResponse, range: string | undefined, claimedStart?: number): void {
  const first = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1]);
  const contentRange = `bytes ${claimedStart ?? first}-${BLOB.size - 1}/${BLOB.size}`;
  send(response, 206, BLOB.bytes.subarray(first), { 'content-range': contentRange });
}

const manifestServer = (bytes: Uint8Array, headers: Record<string, string> = {}) =>
  start((_request, response) => send(response, 200, bytes, headers));
const get = (server: ScriptedServer, reference: string = '1.0.0') =>
  quickClient(server.address).getManifest('app', reference);

/** A registry with a login that sends to storage on another port. */
async function startRedirecting(storage: Script): Promise<{ registry: ScriptedServer; store: ScriptedServer }> {
  const store = await start(storage);
  let signatures = 0;
  const registry = await start((request, response) => {
    if (request.headers.authorization !== ANA_BASIC) {
      return sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' });
    }
    signatures += 1;
    return send(response, 307, '', { location: `${store.origin}/bucket/key?X-Sig=a%2fb'${signatures}` });
  });
  return { registry, store };
}

describe('a manifest', () => {
  test('is asked for with every type that is read, in one header', async () => {
    const server = await manifestServer(CHART.bytes);
    await get(server);
    expect(server.requests[0]?.headers).toMatchObject({
      accept: MANIFEST_ACCEPT.join(', '),
      'accept-encoding': 'identity',
    });
  });

  test.each([
    ['as Helm writes it, served as what it is', CHART, MEDIA_TYPE.ociManifest, MEDIA_TYPE.ociManifest],
    ['as Helm writes it, served as JSON', CHART, 'application/json; charset=utf-8', MEDIA_TYPE.ociManifest],
    [
      'that names its own type',
      content(`{"mediaType":"${MEDIA_TYPE.dockerManifest}","layers":[]}`),
      'text/plain',
      MEDIA_TYPE.dockerManifest,
    ],
    ['that is an index without saying so', content('{"manifests":[]}'), 'text/plain', MEDIA_TYPE.ociIndex],
    ['of an index', content('{"manifests":[]}'), MEDIA_TYPE.dockerManifestList, MEDIA_TYPE.dockerManifestList],
  ])('%s', async (_what, document, contentType, mediaType) => {
    const server = await manifestServer(document.bytes, {
      'content-type': contentType,
      'docker-content-digest': document.digest,
    });
    expect(await get(server)).toEqual({
      bytes: document.bytes,
      mediaType,
      digest: document.digest,
      sizeBytes: document.size,
    });
  });

  test('needs neither a digest header nor a length', async () => {
    const server = await start((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.write(CHART.bytes.subarray(0, 10));
      response.end(CHART.bytes.subarray(10));
    });
    expect(await get(server)).toMatchObject({ digest: CHART.digest });
    expect(await get(server, CHART.digest)).toMatchObject({ digest: CHART.digest });
  });

  test('that is not what the digest asked for names is refused', async () => {
    const server = await manifestServer(CHART.bytes);
    await expect(get(server, sha256(Buffer.from('other')))).rejects.toMatchObject({ code: 'digest-mismatch' });
  });

  test.each(['1.0.0', CHART.digest])('%s that contradicts the digest header is refused', async (reference) => {
    const server = await manifestServer(CHART.bytes, { 'docker-content-digest': sha256(Buffer.from('other')) });
    await expect(get(server, reference)).rejects.toMatchObject({ code: 'digest-mismatch' });
  });

  test('by tag with a sha512 header is held to that', async () => {
    const right =
      'sha512:27c74670adb75075fad058d5ceaf7b20c4e7786c83bae8a32f626f9782af34c9a33c2046ef60fd2a7878d378e29fec851806bbd9a67878f3a9f1cda4830763fd';
    const wrong = await manifestServer(Buffer.from('{}'), {
      'docker-content-digest': right.replace('sha512:27', 'sha512:00'),
    });
    await expect(get(wrong)).rejects.toMatchObject({ code: 'digest-mismatch' });
    const server = await manifestServer(Buffer.from('{}'), { 'docker-content-digest': right });
    expect(await get(server)).toMatchObject({ digest: right });
  });

  test('a header that is no digest counts as none', async () => {
    const server = await manifestServer(CHART.bytes, { 'docker-content-digest': 'md5:abc' });
    expect(await get(server)).toMatchObject({ digest: CHART.digest });
  });

  test('whose own type is another than the header’s is refused', async () => {
    const document = `{"mediaType":"${MEDIA_TYPE.ociManifest}","layers":[],"manifests":[]}`;
    const server = await manifestServer(Buffer.from(document), { 'content-type': MEDIA_TYPE.ociIndex });
    await expect(get(server)).rejects.toMatchObject({ code: 'invalid-answer' });
  });

  test.each(['<html>proxy</html>', '[]', 'null', ''])('%j is none', async (body) => {
    const server = await manifestServer(Buffer.from(body), { 'content-type': 'text/html' });
    await expect(get(server)).rejects.toMatchObject({ code: 'invalid-answer', context: { repository: 'app' } });
  });

  test('a body that breaks off is fetched again', async () => {
    let calls = 0;
    const server = await start((_request, response) => {
      calls += 1;
      if (calls > 1) return send(response, 200, CHART.bytes);
      response.writeHead(200, { 'content-length': CHART.size });
      response.write(CHART.bytes.subarray(0, 10), () => setImmediate(() => response.destroy()));
    });
    expect(await get(server)).toMatchObject({ digest: CHART.digest });
  });

  test('HEAD tells what it tells, and null where there is none', async () => {
    const headers = {
      'docker-content-digest': CHART.digest,
      'content-type': MEDIA_TYPE.ociManifest,
      'content-length': String(CHART.size),
    };
    const server = await start((request, response) => {
      if (request.url.endsWith('/1.0.0')) send(response, 200, '', headers);
      else send(response, request.url.endsWith('/bare') ? 200 : 404);
    });
    const client = quickClient(server.address);
    expect(await client.headManifest('app', '1.0.0')).toEqual({
      digest: CHART.digest,
      mediaType: MEDIA_TYPE.ociManifest,
      sizeBytes: CHART.size,
    });
    expect(await client.headManifest('app', 'bare')).toEqual({});
    expect(await client.headManifest('app', 'gone')).toBeNull();
  });
});

describe('a blob into memory', () => {
  test('is verified', async () => {
    const flipped = Buffer.from(BLOB.bytes);
    flipped[7]! ^= 1;
    const server = await start((request, response) =>
      send(response, 200, request.url.includes('/good/') ? BLOB.bytes : flipped),
    );
    const client = quickClient(server.address);
    expect((await client.readBlob('good', BLOB, { maxBytes: 1_000_000 })).equals(BLOB.bytes)).toBe(true);
    await expect(client.readBlob('bad', BLOB, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'digest-mismatch',
    });
  });

  test('over the limit is not even asked for', async () => {
    const server = await start((_request, response) => send(response, 200, BLOB.bytes));
    const client = quickClient(server.address);
    await expect(client.readBlob('app', BLOB, { maxBytes: BLOB.size - 1 })).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(client.readBlob('app', { ...BLOB, size: 2 ** 53 }, { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(server.requests).toEqual([]);
  });

  test('an endless body ends where the descriptor does', async () => {
    const server = await start((_request, response) => {
      response.writeHead(200);
      const more = () => void (response.writable && response.write(BLOB.bytes, more));
      more();
    });
    const small = { digest: BLOB.digest, size: 10 };
    await expect(quickClient(server.address).readBlob('app', small, { maxBytes: 100 })).rejects.toMatchObject({
      code: 'size-mismatch',
    });
  });

  test('one that breaks off is fetched again', async () => {
    let calls = 0;
    const server = await start((_request, response) => {
      calls += 1;
      if (calls === 1) sendPart(response, 100_000);
      else send(response, 200, BLOB.bytes);
    });
    const bytes = await quickClient(server.address).readBlob('app', BLOB, { maxBytes: BLOB.size });
    expect(bytes.equals(BLOB.bytes)).toBe(true);
  });
});

describe('a blob into a file', () => {
  test('gets its name when it is proven, with progress to the end; an old file is replaced', async () => {
    await writeFile(target(), 'old');
    const server = await start((_request, response) => send(response, 200, BLOB.bytes));
    const progress: number[] = [];
    await quickClient(server.address).downloadBlob('app', BLOB, target(), {
      onProgress: (bytes) => progress.push(bytes),
    });
    await expectDownloaded();
    expect(progress.at(-1)).toBe(BLOB.size);
  });

  test.each([
    [
      'one flipped byte',
      'digest-mismatch',
      Buffer.concat([BLOB.bytes.subarray(0, -1), Buffer.of(BLOB.bytes.at(-1)! ^ 1)]),
    ],
    ['one byte too few', 'size-mismatch', BLOB.bytes.subarray(1)],
    ['one byte too many', 'size-mismatch', Buffer.concat([BLOB.bytes, Buffer.of(0)])],
  ])('%s leaves no file, and the old one as it was', async (_what, code, bytes) => {
    await writeFile(target(), 'old');
    const server = await start((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(bytes);
    });
    await expect(download(server)).rejects.toMatchObject({ code });
    expect(await readdir(folder)).toEqual(['app-1.0.0.tgz']);
    expect(await readFile(target(), 'utf8')).toBe('old');
  });

  test('a cut body is taken up where it broke', async () => {
    const server = await start((request, response) => {
      if (request.headers.range) sendRest(response, request.headers.range);
      else sendPart(response, 100_000);
    });
    await download(server);
    await expectDownloaded();
    expect(server.requests.map(({ headers }) => headers.range)).toEqual([undefined, SOME_RANGE]);
  });

  test('a Range that is answered with the whole begins anew', async () => {
    const server = await start((request, response) => {
      if (request.headers.range) send(response, 200, BLOB.bytes);
      else sendPart(response, 100_000);
    });
    await download(server);
    await expectDownloaded();
  });

  test.each<[string, Script]>([
    ['another start', (request, response) => sendRest(response, request.headers.range, 0)],
    ['no Content-Range', (_request, response) => send(response, 206, BLOB.bytes.subarray(100_000))],
    ['416', (_request, response) => send(response, 416)],
  ])('a Range that is answered with %s is not trusted: the whole is fetched', async (_what, answerRange) => {
    let calls = 0;
    const server = await start((request, response) => {
      calls += 1;
      if (calls === 1) sendPart(response, 100_000);
      else if (request.headers.range) return answerRange(request, response);
      else send(response, 200, BLOB.bytes);
      return undefined;
    });
    await download(server);
    await expectDownloaded();
    expect(server.requests.map(({ headers }) => headers.range)).toEqual([undefined, SOME_RANGE, undefined]);
  });

  test('a body that breaks before it is read is an error like any other, not the end of the process', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown) => void uncaught.push(error);
    process.on('uncaughtException', note);
    try {
      // Answering a Range with the whole makes the client empty its file first: the body breaks meanwhile.
      const server = await start((_request, response) => sendPart(response, 100_000));
      await expect(download(server)).rejects.toMatchObject({ code: 'network' });
    } finally {
      process.off('uncaughtException', note);
    }
    expect(uncaught).toEqual([]);
  });

  test('a line that breaks each time: an error and no file', async () => {
    const server = await start((_request, response) => sendPart(response, 100_000));
    await expect(download(server)).rejects.toMatchObject({ failure: { code: 'network', problem: 'reset' } });
    expect(await readdir(folder)).toEqual([]);
  });

  test('cancelling in the middle leaves no file', async () => {
    const controller = new AbortController();
    const server = await start((_request, response) => {
      response.writeHead(200, { 'content-length': BLOB.size });
      response.write(BLOB.bytes.subarray(0, 100_000));
    });
    const pull = quickClient(server.address).downloadBlob('app', BLOB, target(), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(pull).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await readdir(folder)).toEqual([]);
  });

  test('a folder that is not there is no fault of the network', async () => {
    const server = await start((_request, response) => send(response, 200, BLOB.bytes));
    const pull = quickClient(server.address).downloadBlob('app', BLOB, join(folder, 'missing', 'x.tgz'));
    await expect(pull).rejects.toMatchObject({ code: 'ENOENT' });
    expect(server.requests).toEqual([]);
  });

  test('marked as gzip, as some storages mark a .tgz, it is taken as it came', async () => {
    const archive = content(gzipSync(randomBytes(10_000)));
    const server = await start((_request, response) =>
      send(response, 200, archive.bytes, { 'content-encoding': 'gzip' }),
    );
    await quickClient(server.address).downloadBlob('app', archive, target());
    expect((await readFile(target())).equals(archive.bytes)).toBe(true);
  });
});

describe('redirects of a blob', () => {
  test('another port is another origin: the login stays behind, the signature arrives byte for byte', async () => {
    const { registry, store } = await startRedirecting((_request, response) => send(response, 200, BLOB.bytes));
    await quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expectDownloaded();
    expect(store.lines()).toEqual(["GET /bucket/key?X-Sig=a%2fb'1"]);
    expect(store.requests[0]?.headers.authorization).toBeUndefined();
  });

  test('resuming begins at the registry, for the signature may have expired', async () => {
    const { registry, store } = await startRedirecting((request, response) => {
      if (request.url.endsWith('1')) return request.headers.range ? send(response, 403) : sendPart(response, 100_000);
      return sendRest(response, request.headers.range);
    });
    await quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expectDownloaded();
    expect(store.lines().map((line) => line.at(-1))).toEqual(['1', '2']);
  });

  test('storage that refuses its own signature is asked by way of the registry again', async () => {
    const { registry } = await startRedirecting((request, response) =>
      request.url.endsWith('1') ? send(response, 403, '<Error>expired</Error>') : send(response, 200, BLOB.bytes),
    );
    await quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expectDownloaded();
  });

  test('a 401 of the storage is no question for our login', async () => {
    const { registry, store } = await startRedirecting((_request, response) =>
      sendError(response, 401, 'X', '', { 'www-authenticate': 'Basic realm="give me your password"' }),
    );
    const pull = quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expect(pull).rejects.toMatchObject({ code: 'server-error', context: { host: store.address } });
    expect(store.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  test('the login does not come back on the way back', async () => {
    const store = await start((_request, response) =>
      send(response, 302, '', { location: `${registry.origin}/public` }),
    );
    const registry = await start((request, response) => {
      if (request.url === '/public') return send(response, 200, BLOB.bytes);
      if (!request.headers.authorization) {
        return sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' });
      }
      return send(response, 307, '', { location: `${store.origin}/x` });
    });
    await quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expectDownloaded();
    expect(registry.requests.at(-1)).toMatchObject({ url: '/public' });
    expect(registry.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  test('on the registry itself the login goes along', async () => {
    const registry = await start((request, response) => {
      if (!request.headers.authorization) {
        return sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' });
      }
      return request.url === '/cache/x'
        ? send(response, 200, BLOB.bytes)
        : send(response, 302, '', { location: '/cache/x' });
    });
    await quickClient(registry.address, { credential: ANA }).downloadBlob('app', BLOB, target());
    await expectDownloaded();
  });

  test.each([
    ['in a circle', '/v2/app/blobs/x'],
    ['nowhere', ''],
  ])('%s end as an invalid answer', async (_what, location) => {
    const registry = await start((_request, response) => send(response, 307, '', location === '' ? {} : { location }));
    await expect(download(registry)).rejects.toMatchObject({ code: 'invalid-answer' });
    expect(registry.requests.length).toBeLessThanOrEqual(6);
  });

  test('from HTTP to HTTPS of the same address mean that the registry wants TLS', async () => {
    const registry = await start((request, response) =>
      send(response, 301, '', { location: `https://127.0.0.1:1${request.url}` }),
    );
    await expect(quickClient(registry.address).ping()).rejects.toMatchObject({
      failure: { code: 'network', problem: 'tls-to-plain' },
    });
  });
});
