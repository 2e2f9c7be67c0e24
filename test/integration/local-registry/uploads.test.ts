/** The ways in which a blob comes in: whole, in chunks, after a break, by a mount; and that two repositories stay apart. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalRegistry, type LocalRegistry } from '../../support/local-registry';
import { ask, openSocket } from '../../support/raw-request';
import { sha256 } from '../../support/registry-clients';

let registry: LocalRegistry;
beforeAll(async () => {
  registry = await startLocalRegistry();
});
afterAll(async () => {
  await registry.stop();
});

const UPLOADS = '/v2/acme/app/blobs/uploads/';
const send = (method: string, path: string, options = {}) => ask(registry.address, method, path, options);

async function begin(): Promise<string> {
  const answer = await send('POST', UPLOADS);
  expect(answer).toMatchObject({ status: 202, headers: { range: '0-0' } });
  return answer.headers.location ?? '';
}

async function expectBlob(bytes: Buffer, digest: string = sha256(bytes), repository = 'acme/app'): Promise<void> {
  const answer = await send('GET', `/v2/${repository}/blobs/${digest}`);
  expect(answer.status).toBe(200);
  expect(answer.headers['docker-content-digest']).toBe(digest);
  expect(answer.body.equals(bytes)).toBe(true);
}

/** Until the registry knows that a client has left, an upload is still being sent. */
async function whenIdle(location: string, receivedBytes: number): Promise<void> {
  await expect
    .poll(async () => {
      const { status, headers } = await send('GET', location);
      return [status, headers.range];
    })
    .toEqual([204, `0-${receivedBytes - 1}`]);
}

describe('a blob', () => {
  it('in one request', async () => {
    const bytes = randomBytes(700_000);
    const answer = await send('POST', `${UPLOADS}?digest=${sha256(bytes)}`, { body: bytes });
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/v2/acme/app/blobs/${sha256(bytes)}`);
    await expectBlob(bytes);
  });

  it('in two', async () => {
    const bytes = randomBytes(700_000);
    expect((await send('PUT', `${await begin()}?digest=${sha256(bytes)}`, { body: bytes })).status).toBe(201);
    await expectBlob(bytes);
  });

  it('in chunks, the last with the end, named by sha512', async () => {
    const bytes = randomBytes(900_000);
    const digest = `sha512:${createHash('sha512').update(bytes).digest('hex')}`;
    const location = await begin();
    for (const start of [0, 300_000]) {
      const headers = { 'content-range': `${start}-${start + 299_999}` };
      const answer = await send('PATCH', location, { headers, body: bytes.subarray(start, start + 300_000) });
      expect(answer).toMatchObject({ status: 202, headers: { range: `0-${start + 299_999}`, location } });
    }
    const last = { headers: { 'content-range': 'bytes 600000-899999/*' }, body: bytes.subarray(600_000) };
    expect((await send('PUT', `${location}?digest=${digest}`, last)).status).toBe(201);
    await expectBlob(bytes, digest);
  });

  it('of nothing', async () => {
    const nothing = Buffer.alloc(0);
    expect((await send('PUT', `${await begin()}?digest=${sha256(nothing)}`)).status).toBe(201);
    await expectBlob(nothing);
  });

  it('a second time', async () => {
    const bytes = randomBytes(1000);
    for (const repository of ['acme/app', 'acme/app', 'acme/again']) {
      const path = `/v2/${repository}/blobs/uploads/?digest=${sha256(bytes)}`;
      expect((await send('POST', path, { body: bytes })).status).toBe(201);
      await expectBlob(bytes, sha256(bytes), repository);
    }
  });

  it('by many at the same moment', async () => {
    const bytes = randomBytes(300_000);
    const path = `${UPLOADS}?digest=${sha256(bytes)}`;
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('POST', path, { body: bytes })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    await expectBlob(bytes);
  });
});

describe('an upload that breaks off', () => {
  it('goes on where it was', async () => {
    const bytes = randomBytes(500_000);
    const location = await begin();
    const { socket, answered } = await openSocket(registry.address);
    socket.write(`PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\n`);
    await new Promise((resolve) => socket.write(bytes.subarray(0, 123_456), resolve));
    socket.end();
    expect(await answered).not.toMatch(/ 20\d /);
    await whenIdle(location, 123_456);
    const headers = { 'content-range': '123456-499999' };
    expect((await send('PATCH', location, { headers, body: bytes.subarray(123_456) })).status).toBe(202);
    expect((await send('PUT', `${location}?digest=${sha256(bytes)}`)).status).toBe(201);
    await expectBlob(bytes);
  });

  it('is not sent by two at once', async () => {
    const location = await begin();
    const { socket } = await openSocket(registry.address);
    socket.write(
      `PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 400000\r\n\r\n${'x'.repeat(300_000)}`,
    );
    // Asking for its state is possible meanwhile.
    await expect.poll(async () => (await send('GET', location)).headers.range).not.toBe('0-0');
    expect(await send('PATCH', location, { body: 'y' })).toMatchObject({ status: 409, code: 'BLOB_UPLOAD_INVALID' });
    socket.destroy();
    await whenIdle(location, 300_000);
    expect((await send('DELETE', location)).status).toBe(204);
    expect(await send('GET', location)).toMatchObject({ status: 404, code: 'BLOB_UPLOAD_UNKNOWN' });
  });
});

describe('a mount', () => {
  it('of what another repository has, with and without its name', async () => {
    const bytes = randomBytes(1000);
    await send('POST', `/v2/source/one/blobs/uploads/?digest=${sha256(bytes)}`, { body: bytes });
    for (const query of [`mount=${sha256(bytes)}&from=source/one`, `mount=${sha256(bytes)}`]) {
      const answer = await send('POST', `/v2/target/one/blobs/uploads/?${query}`);
      expect(answer).toMatchObject({ status: 201, headers: { location: `/v2/target/one/blobs/${sha256(bytes)}` } });
      await expectBlob(bytes, sha256(bytes), 'target/one');
    }
    // What one of them deletes the other keeps.
    expect((await send('DELETE', `/v2/source/one/blobs/${sha256(bytes)}`)).status).toBe(202);
    expect((await send('GET', `/v2/source/one/blobs/${sha256(bytes)}`)).code).toBe('BLOB_UNKNOWN');
    await expectBlob(bytes, sha256(bytes), 'target/one');
  });

  it('of what nobody has begins an upload', async () => {
    const bytes = randomBytes(1000);
    const answer = await send('POST', `${UPLOADS}?mount=${sha256(bytes)}&from=source/one`);
    expect(answer.status).toBe(202);
    const end = `${answer.headers.location}?digest=${sha256(bytes)}`;
    expect((await send('PUT', end, { body: bytes })).status).toBe(201);
  });
});

it('a repository does not show what only another has', async () => {
  const bytes = randomBytes(1000);
  await send('POST', `/v2/secret/one/blobs/uploads/?digest=${sha256(bytes)}`, { body: bytes });
  expect(await send('GET', `${UPLOADS.replace('uploads/', '')}${sha256(bytes)}`)).toMatchObject({
    status: 404,
    code: 'BLOB_UNKNOWN',
  });
});
