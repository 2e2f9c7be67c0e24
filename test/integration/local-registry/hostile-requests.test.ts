/** Requests that nobody sends by mistake, and some that clients do: the specification's errors, and nothing outside the folder. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHostileStage, type HostileStage } from '../../support/hostile-stage';
import { openSocket } from '../../support/raw-request';

const DIGEST = `sha256:${'a'.repeat(64)}`;

let stage: HostileStage;
beforeAll(async () => {
  stage = await openHostileStage();
});
afterAll(async () => {
  await stage.stop();
});

const read = (range: string) => stage.send('GET', `/v2/acme/app/blobs/${stage.chart.digest}`, { headers: { range } });

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
    const answer = await stage.send('GET', path);
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body.toString()).not.toContain('a secret');
  });

  it('of uploads lead nowhere else', async () => {
    for (const id of ['..', '..%2f..%2fregistry.json', 'registry.json', '0'.repeat(36)]) {
      const { status } = await stage.send('PATCH', `/v2/acme/app/blobs/uploads/${id}`, { body: 'x' });
      expect({ id, isRefused: status >= 400 && status < 500 }).toEqual({ id, isRefused: true });
    }
    const location = await stage.beginUpload();
    // An upload belongs to its repository.
    const answer = await stage.send('PUT', location.replace('acme/app', 'acme/other') + `?digest=${DIGEST}`);
    expect(answer).toMatchObject({ status: 404, code: 'BLOB_UPLOAD_UNKNOWN' });
    await stage.send('DELETE', location);
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
    const answer = await stage.send(method, path);
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
    const answer = await stage.send('GET', '/v2/', { headers });
    expect(answer.status).toBe(status);
    expect(answer.code).toBe(status === 403 ? 'DENIED' : undefined);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('without a host', async () => {
    const { socket, answered } = await openSocket(stage.registry.address);
    socket.end('GET /v2/ HTTP/1.0\r\n\r\n');
    expect(await answered).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('a page can write nothing either', async () => {
    const origin = { origin: 'https://evil.example' };
    for (const [method, path] of [
      ['POST', '/v2/acme/app/blobs/uploads/'],
      ['DELETE', '/v2/acme/app/manifests/1.0.0'],
    ] as const) {
      expect(await stage.send(method, path, { headers: origin })).toMatchObject({ status: 403, code: 'DENIED' });
    }
    expect((await stage.send('HEAD', '/v2/acme/app/manifests/1.0.0')).status).toBe(200);
  });

  it('are not reached: this listens on loopback only', async () => {
    const addresses = await readFile('/proc/net/tcp', 'utf8').catch(() => '');
    const port = stage.registry.port.toString(16).toUpperCase().padStart(4, '0');
    const listening = [...addresses.matchAll(/^\s*\d+: ([0-9A-F]{8}):([0-9A-F]{4}) \S+ 0A/gm)].filter(
      (line) => line[2] === port,
    );
    expect(listening.map((line) => line[1])).toEqual(process.platform === 'linux' ? ['0100007F'] : []);
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
    expect(answer.body.equals(stage.chart.bytes)).toBe(true);
  });

  it.each(['5-9', 'x', '9-5', '0-', 'bytes 1-4/*'])('a chunk at %s', async (range) => {
    const location = await stage.beginUpload();
    const answer = await stage.send('PATCH', location, { headers: { 'content-range': range }, body: 'abcde' });
    expect(answer).toMatchObject({ status: 416, code: 'BLOB_UPLOAD_INVALID' });
    expect(answer.headers).toMatchObject({ location, range: '0-0' });
    const short = await stage.send('PATCH', location, { headers: { 'content-range': '0-9' }, body: 'abcde' });
    expect(short).toMatchObject({ status: 400, code: 'SIZE_INVALID' });
    await stage.send('DELETE', location);
  });
});

describe('clients that take their time', () => {
  it('a body that drips is answered and cut off', async () => {
    const location = await stage.beginUpload();
    const { socket, answered } = await openSocket(stage.registry.address);
    socket.write(`PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n`);
    const drip = setInterval(() => socket.write('x'), 50);
    const answer = await answered;
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('BLOB_UPLOAD_INVALID');
  });

  it('a connection that says nothing ends', async () => {
    const { answered } = await openSocket(stage.registry.address);
    expect(await answered).not.toMatch(/ 200 /);
  });

  it('none of them stops the others', async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => openSocket(stage.registry.address)));
    for (const { socket } of slow) socket.write('GET /v2/ HTTP/1.1\r\nHost: loc');
    expect((await stage.send('GET', '/v2/')).status).toBe(200);
    for (const { socket } of slow) socket.destroy();
  });
});
