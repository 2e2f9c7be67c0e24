/** Requests that nobody sends by mistake, and some that clients do: the specification's errors, and nothing outside the folder. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_TYPE } from '../../../shared/oci';
import { filesBelow } from '../../support/crash-checks';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { ask, openSocket } from '../../support/raw-request';
import { chartManifest, content, quickClient, type Content } from '../../support/registry-clients';

const LIMITS = {
  maxBlobBytes: 1_000_000,
  maxOpenUploads: 8,
  slowSpanMs: 400,
  minBytesPerSpan: 1000,
  idleTimeoutMs: 4_000,
};
const DIGEST = `sha256:${'a'.repeat(64)}`;

let outside: string;
let registry: LocalRegistry;
let config: Content;
let chart: Content;
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'chartroom-outside-'));
  await writeFile(join(outside, 'secret'), 'a secret');
  registry = await startLocalRegistry({
    folder: join(outside, 'registry'),
    limits: LIMITS,
    allowedHosts: ['Host.Docker.Internal'],
  });
  const client = quickClient(registry.address);
  config = content('{}');
  chart = content(randomBytes(5000));
  for (const blob of [config, chart]) await client.pushBlob('acme/app', blob, blob.open);
  await client.pushManifest('acme/app', '1.0.0', chartManifest(config, chart).bytes, MEDIA_TYPE.ociManifest);
  client.close();
});
afterAll(async () => {
  await registry.stop();
  await rm(outside, { recursive: true, force: true });
});

const send = (method: string, path: string, options = {}) => ask(registry.address, method, path, options);

const read = (range: string) => send('GET', `/v2/acme/app/blobs/${chart.digest}`, { headers: { range } });

async function beginUpload(): Promise<string> {
  const answer = await send('POST', '/v2/acme/app/blobs/uploads/');
  expect(answer.status).toBe(202);
  return answer.headers.location ?? '';
}

describe('names', () => {
  it.each([
    ['/v2/../tags/list', 400, 'NAME_INVALID'],
    ['/v2/acme/../../secret/tags/list', 400, 'NAME_INVALID'],
    ['/v2/%2e%2e/%2e%2e/manifests/1.0.0', 400, 'NAME_INVALID'],
    ['/v2/acme%2f..%2f..%2fsecret/tags/list', 400, 'NAME_INVALID'],
    ['/v2/acme\\..\\secret/tags/list', 400, 'NAME_INVALID'],
    ['/v2//etc/passwd/tags/list', 400, 'NAME_INVALID'],
    ['/v2/Acme/tags/list', 400, 'NAME_INVALID'],
    ['/v2/acme/app%00/tags/list', 400, 'NAME_INVALID'],
    ['/v2/%ff/tags/list', 400, 'NAME_INVALID'],
    [`/v2/${'a'.repeat(256)}/tags/list`, 400, 'NAME_INVALID'],
    ['/v2/acme/app/manifests/..', 400, 'MANIFEST_INVALID'],
    [`/v2/acme/app/manifests/${'a'.repeat(129)}`, 400, 'MANIFEST_INVALID'],
    ['/v2/acme/app/manifests/sha256:..%2f..%2fsecret', 404, 'UNSUPPORTED'],
    ['/v2/acme/app/blobs/..', 400, 'DIGEST_INVALID'],
    ['/v2/acme/app/blobs/sha256:../../../registry.json', 404, 'UNSUPPORTED'],
    ['/v2/acme/app/blobs/sha256:secret', 400, 'DIGEST_INVALID'],
    [`/v2/acme/app/blobs/sha256:${'A'.repeat(64)}`, 400, 'DIGEST_INVALID'],
    [`/v2/acme/app/blobs/md5:${'a'.repeat(32)}`, 400, 'DIGEST_INVALID'],
    ['/v2/acme/app/referrers/..', 400, 'DIGEST_INVALID'],
    ['/../secret', 404, 'UNSUPPORTED'],
    ['/v2/acme/app', 404, 'UNSUPPORTED'],
    ['/', 404, 'UNSUPPORTED'],
  ])('GET %s', async (path, status, code) => {
    const answer = await send('GET', path);
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body.toString()).not.toContain('a secret');
  });

  it('of uploads lead nowhere else', async () => {
    for (const id of ['..', '..%2f..%2fregistry.json', 'registry.json', '0'.repeat(36)]) {
      const { status } = await send('PATCH', `/v2/acme/app/blobs/uploads/${id}`, { body: 'x' });
      expect({ id, isRefused: status >= 400 && status < 500 }).toEqual({ id, isRefused: true });
    }
    const location = await beginUpload();
    // An upload belongs to its repository.
    const answer = await send('PUT', location.replace('acme/app', 'acme/other') + `?digest=${DIGEST}`);
    expect(answer).toMatchObject({ status: 404, code: 'BLOB_UPLOAD_UNKNOWN' });
    await send('DELETE', location);
  });
});

describe('methods', () => {
  it.each([
    ['POST', '/v2/'],
    ['DELETE', '/v2/_catalog'],
    ['PUT', '/v2/acme/app/tags/list'],
    ['PATCH', `/v2/acme/app/manifests/1.0.0`],
    ['PROPFIND', `/v2/acme/app/blobs/${DIGEST}`],
    ['GET', '/v2/acme/app/blobs/uploads/'],
    ['POST', `/v2/acme/app/referrers/${DIGEST}`],
    ['TRACE', '/v2/'],
  ])('%s %s is not known', async (method, path) => {
    const answer = await send(method, path);
    expect(answer).toMatchObject({ status: 405, code: 'UNSUPPORTED' });
    expect(answer.headers.allow).toMatch(/[A-Z]/);
  });
});

describe('other hosts and pages', () => {
  it.each([
    [{ host: 'evil.example' }, 403],
    [{ host: 'evil.example:5000' }, 403],
    [{ host: '127.0.0.1.evil.example' }, 403],
    [{ host: 'localhost@evil.example' }, 403],
    [{ host: 'localhost', origin: 'http://evil.example' }, 403],
    [{ host: 'localhost', origin: 'null' }, 403],
    [{ host: 'localhost', origin: 'http://localhost.evil.example:5000' }, 403],
    [{ host: 'LocalHost:1' }, 200],
    [{ host: '[::1]:5000' }, 200],
    [{ host: 'host.docker.internal:5000' }, 200],
    [{ host: 'localhost:5000', origin: 'http://localhost:3000' }, 403],
    [{ host: 'localhost:5000', origin: 'http://localhost:5000' }, 200],
  ])('%o', async (headers, status) => {
    const answer = await send('GET', '/v2/', { headers });
    expect(answer.status).toBe(status);
    expect(answer.code).toBe(status === 403 ? 'DENIED' : undefined);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('without a host', async () => {
    const { socket, answered } = await openSocket(registry.address);
    socket.end('GET /v2/ HTTP/1.0\r\n\r\n');
    expect(await answered).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a page can write nothing either', async () => {
    const origin = { origin: 'https://evil.example' };
    for (const [method, path] of [
      ['POST', '/v2/acme/app/blobs/uploads/'],
      ['DELETE', '/v2/acme/app/manifests/1.0.0'],
    ] as const) {
      expect(await send(method, path, { headers: origin })).toMatchObject({ status: 403, code: 'DENIED' });
    }
    expect((await send('HEAD', '/v2/acme/app/manifests/1.0.0')).status).toBe(200);
  });

  it('are not reached: this listens on loopback only', async () => {
    const addresses = await readFile('/proc/net/tcp', 'utf8').catch(() => '');
    const port = registry.port.toString(16).toUpperCase().padStart(4, '0');
    const listening = [...addresses.matchAll(/^\s*\d+: ([0-9A-F]{8}):([0-9A-F]{4}) \S+ 0A/gm)].filter(
      (line) => line[2] === port,
    );
    expect(listening.map((line) => line[1])).toEqual(process.platform === 'linux' ? ['0100007F'] : []);
  });
});

describe('content that is not what it says', () => {
  it('a wrong digest leaves nothing behind', async () => {
    const before = await filesBelow(registry.folder);
    const whole = await send('POST', `/v2/acme/app/blobs/uploads/?digest=${DIGEST}`, { body: 'other' });
    expect(whole).toMatchObject({ status: 400, code: 'DIGEST_INVALID' });
    const location = await beginUpload();
    expect((await send('PATCH', location, { body: 'other' })).status).toBe(202);
    expect(await send('PUT', `${location}?digest=${DIGEST}`)).toMatchObject({ status: 400, code: 'DIGEST_INVALID' });
    expect(await send('PUT', `${location}?digest=${DIGEST}`)).toMatchObject({
      status: 404,
      code: 'BLOB_UPLOAD_UNKNOWN',
    });
    expect(await filesBelow(registry.folder)).toEqual(before);
  });

  it.each([
    ['', 'DIGEST_INVALID'],
    ['?digest=', 'DIGEST_INVALID'],
    ['?digest=sha256:..', 'DIGEST_INVALID'],
    [`?digest=sha1:${'a'.repeat(40)}`, 'DIGEST_INVALID'],
  ])('an upload that ends with %j', async (query, code) => {
    const location = await beginUpload();
    expect(await send('PUT', `${location}${query}`, { body: 'x' })).toMatchObject({ status: 400, code });
    expect((await send('DELETE', location)).status).toBe(204);
  });

  const headers = { 'content-type': MEDIA_TYPE.ociManifest };
  it.each([
    ['no JSON', 'x'],
    ['no object', '[]'],
    ['not UTF-8', Buffer.from([0xff, 0xfe])],
    ['no manifest', '{}'],
    ['both at once', JSON.stringify({ schemaVersion: 2, config: {}, layers: [], manifests: [] })],
    ['another type', JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [] })],
    [
      'a size of 2^53',
      JSON.stringify({ schemaVersion: 2, config: { mediaType: 'x', digest: DIGEST, size: 2 ** 53 }, layers: [] }),
    ],
  ])('a manifest that is %s', async (_name, body) => {
    expect(await send('PUT', '/v2/acme/app/manifests/bad', { headers, body })).toMatchObject({
      status: 400,
      code: 'MANIFEST_INVALID',
    });
  });

  it('a manifest whose blobs are missing, or of another size', async () => {
    const missing = chartManifest(config, content('never pushed'));
    expect(await send('PUT', '/v2/acme/app/manifests/bad', { headers, body: missing.bytes })).toMatchObject({
      status: 400,
      code: 'MANIFEST_BLOB_UNKNOWN',
    });
    const wrong = chartManifest(config, { ...chart, size: chart.size + 1 });
    expect(await send('PUT', '/v2/acme/app/manifests/bad', { headers, body: wrong.bytes })).toMatchObject({
      status: 400,
      code: 'SIZE_INVALID',
    });
    // In another repository they are missing too.
    const right = chartManifest(config, chart);
    expect(await send('PUT', '/v2/acme/other/manifests/bad', { headers, body: right.bytes })).toMatchObject({
      status: 400,
      code: 'MANIFEST_BLOB_UNKNOWN',
    });
  });
});

describe('too much', () => {
  it('manifests above 4 MiB', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024 + 1, ' ');
    const answer = await send('PUT', '/v2/acme/app/manifests/big', {
      headers: { 'content-type': MEDIA_TYPE.ociManifest },
      body,
    });
    expect(answer).toMatchObject({ status: 413, code: 'SIZE_INVALID' });
    const chunked = { 'content-type': MEDIA_TYPE.ociManifest, 'transfer-encoding': 'chunked' };
    expect((await send('PUT', '/v2/acme/app/manifests/big', { headers: chunked, body })).status).toBe(413);
  });

  it('uploads above the limit, at once, in pieces and without a declared end', async () => {
    const body = Buffer.alloc(LIMITS.maxBlobBytes + 1);
    const chunked = { 'transfer-encoding': 'chunked' };
    for (const headers of [{}, chunked]) {
      const answer = await send('PATCH', await beginUpload(), { headers, body });
      expect(answer).toMatchObject({ status: 413, code: 'SIZE_INVALID' });
    }
    const location = await beginUpload();
    expect((await send('PATCH', location, { body: body.subarray(0, 600_000) })).status).toBe(202);
    expect((await send('PATCH', location, { body: body.subarray(0, 600_000) })).status).toBe(413);
  });

  it('an upload that never ends', async () => {
    const location = await beginUpload();
    const { socket, answered } = await openSocket(registry.address);
    socket.write(`PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    // Goes on until the registry closes: it may discard some of it, so that its answer is heard, and not all.
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('headers', async () => {
    const answer = await send('GET', '/v2/', { headers: { 'x-long': 'a'.repeat(20_000) } });
    expect(answer.status).toBe(431);
  });

  it('open uploads', async () => {
    const locations: string[] = [];
    let answer = await send('POST', '/v2/acme/app/blobs/uploads/');
    while (answer.status === 202 && locations.length <= LIMITS.maxOpenUploads) {
      locations.push(answer.headers.location ?? '');
      answer = await send('POST', '/v2/acme/app/blobs/uploads/');
    }
    expect(answer).toMatchObject({ status: 429, code: 'TOOMANYREQUESTS' });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    for (const location of locations) await send('DELETE', location);
    await send('DELETE', await beginUpload());
  });

  it('numbers in a page', async () => {
    expect(await send('GET', '/v2/_catalog?n=-1')).toMatchObject({ status: 400, code: 'UNSUPPORTED' });
    expect(await send('GET', '/v2/acme/app/tags/list?n=1e9')).toMatchObject({ status: 400, code: 'UNSUPPORTED' });
    expect((await send('GET', '/v2/_catalog?n=999999999')).status).toBe(200);
  });
});

describe('ranges', () => {
  it.each(['bytes=5000-', 'bytes=-0', 'bytes=10-5', 'bytes=99999999999999999999-'])(
    '%s lies outside',
    async (range) => {
      const answer = await read(range);
      expect(answer).toMatchObject({ status: 416, code: 'SIZE_INVALID' });
      expect(answer.headers['content-range']).toBe('bytes */5000');
    },
  );

  it.each([
    ['bytes=0-0', 'bytes 0-0/5000'],
    ['bytes=4990-99999', 'bytes 4990-4999/5000'],
    ['bytes=-99999999', 'bytes 0-4999/5000'],
  ])('%s is a part', async (range, contentRange) => {
    const answer = await read(range);
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe(contentRange);
  });

  it.each(['bytes=0-1,3-4', 'lines=0-1', 'bytes=', 'x'])('%s is none', async (range) => {
    const answer = await read(range);
    expect(answer.status).toBe(200);
    expect(answer.body.equals(chart.bytes)).toBe(true);
  });

  it.each(['5-9', 'x', '9-5', '0-', 'bytes 1-4/*'])('a chunk at %s', async (range) => {
    const location = await beginUpload();
    const answer = await send('PATCH', location, { headers: { 'content-range': range }, body: 'abcde' });
    expect(answer).toMatchObject({ status: 416, code: 'BLOB_UPLOAD_INVALID' });
    expect(answer.headers).toMatchObject({ location, range: '0-0' });
    const short = await send('PATCH', location, { headers: { 'content-range': '0-9' }, body: 'abcde' });
    expect(short).toMatchObject({ status: 400, code: 'SIZE_INVALID' });
    await send('DELETE', location);
  });
});

describe('clients that take their time', () => {
  it('a body that drips is answered and cut off', async () => {
    const location = await beginUpload();
    const { socket, answered } = await openSocket(registry.address);
    socket.write(`PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n`);
    const drip = setInterval(() => socket.write('x'), 50);
    const answer = await answered;
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('BLOB_UPLOAD_INVALID');
  });

  it('a connection that says nothing ends', async () => {
    const { answered } = await openSocket(registry.address);
    expect(await answered).not.toMatch(/ 200 /);
  });

  it('none of them stops the others', async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => openSocket(registry.address)));
    for (const { socket } of slow) socket.write('GET /v2/ HTTP/1.1\r\nHost: loc');
    expect((await send('GET', '/v2/')).status).toBe(200);
    for (const { socket } of slow) socket.destroy();
  });
});

describe('symbolic links in its folder', () => {
  it('content that is a link is not read', async () => {
    const place = join(registry.folder, 'content', ...config.digest.split(':'));
    await rm(place);
    await symlink(join(outside, 'secret'), place);
    const answer = await send('GET', `/v2/acme/app/blobs/${config.digest}`);
    expect(answer).toMatchObject({ status: 500, code: 'UNKNOWN' });
    expect(answer.body.toString()).not.toContain('secret');
    // Nor can it be taken for content that is there.
    expect((await send('POST', `/v2/acme/other/blobs/uploads/?mount=${config.digest}`)).status).toBe(202);
  });

  it('a folder that is a link is not written to', async () => {
    const trap = join(outside, 'trap');
    await mkdir(trap);
    const moved = join(registry.folder, 'content', 'sha512');
    await rm(moved, { recursive: true });
    await symlink(trap, moved);
    const blob = content('goes nowhere');
    const digest = `sha512:${createHash('sha512').update(blob.bytes).digest('hex')}`;
    const answer = await send('POST', `/v2/acme/app/blobs/uploads/?digest=${digest}`, { body: blob.bytes });
    expect(answer.status).toBe(500);
    expect(await filesBelow(trap)).toEqual([]);
    expect((await send('HEAD', '/v2/acme/app/manifests/1.0.0')).status).toBe(200);
  });
});
