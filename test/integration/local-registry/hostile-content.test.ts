/** Content that is not what it says, too much of it, and links in the folder: the specification's errors, and nothing left behind. */
import { createHash } from 'node:crypto';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_TYPE } from '../../../shared/oci';
import { filesBelow } from '../../support/crash-checks';
import { NARROW_LIMITS, openHostileStage, type HostileStage } from '../../support/hostile-stage';
import { openSocket } from '../../support/raw-request';
import { chartManifest, content } from '../../support/registry-clients';

const DIGEST = `sha256:${'a'.repeat(64)}`;

let stage: HostileStage;
beforeAll(async () => {
  stage = await openHostileStage();
});
afterAll(async () => {
  await stage.stop();
});

describe('content that is not what it says', () => {
  it('a wrong digest leaves nothing behind', async () => {
    const before = await filesBelow(stage.registry.folder);
    const whole = await stage.send('POST', `/v2/acme/app/blobs/uploads/?digest=${DIGEST}`, { body: 'other' });
    expect(whole).toMatchObject({ status: 400, code: 'DIGEST_INVALID' });
    const location = await stage.beginUpload();
    expect((await stage.send('PATCH', location, { body: 'other' })).status).toBe(202);
    expect(await stage.send('PUT', `${location}?digest=${DIGEST}`)).toMatchObject({
      status: 400,
      code: 'DIGEST_INVALID',
    });
    expect(await stage.send('PUT', `${location}?digest=${DIGEST}`)).toMatchObject({
      status: 404,
      code: 'BLOB_UPLOAD_UNKNOWN',
    });
    expect(await filesBelow(stage.registry.folder)).toEqual(before);
  });

  it.each([
    ['', 'DIGEST_INVALID'],
    ['?digest=', 'DIGEST_INVALID'],
    ['?digest=sha256:..', 'DIGEST_INVALID'],
    [`?digest=sha1:${'a'.repeat(40)}`, 'DIGEST_INVALID'],
  ])('an upload that ends with %j', async (query, code) => {
    const location = await stage.beginUpload();
    expect(await stage.send('PUT', `${location}${query}`, { body: 'x' })).toMatchObject({ status: 400, code });
    expect((await stage.send('DELETE', location)).status).toBe(204);
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
    expect(await stage.send('PUT', '/v2/acme/app/manifests/bad', { headers, body })).toMatchObject({
      status: 400,
      code: 'MANIFEST_INVALID',
    });
  });

  it('a manifest whose blobs are missing, or of another size', async () => {
    const missing = chartManifest(stage.config, content('never pushed'));
    expect(await stage.send('PUT', '/v2/acme/app/manifests/bad', { headers, body: missing.bytes })).toMatchObject({
      status: 400,
      code: 'MANIFEST_BLOB_UNKNOWN',
    });
    const wrong = chartManifest(stage.config, { ...stage.chart, size: stage.chart.size + 1 });
    expect(await stage.send('PUT', '/v2/acme/app/manifests/bad', { headers, body: wrong.bytes })).toMatchObject({
      status: 400,
      code: 'SIZE_INVALID',
    });
    // In another repository they are missing too.
    const right = chartManifest(stage.config, stage.chart);
    expect(await stage.send('PUT', '/v2/acme/other/manifests/bad', { headers, body: right.bytes })).toMatchObject({
      status: 400,
      code: 'MANIFEST_BLOB_UNKNOWN',
    });
  });
});

describe('too much', () => {
  it('manifests above 4 MiB', async () => {
    const body = Buffer.alloc(4 * 1024 * 1024 + 1, ' ');
    const answer = await stage.send('PUT', '/v2/acme/app/manifests/big', {
      headers: { 'content-type': MEDIA_TYPE.ociManifest },
      body,
    });
    expect(answer).toMatchObject({ status: 413, code: 'SIZE_INVALID' });
    const chunked = { 'content-type': MEDIA_TYPE.ociManifest, 'transfer-encoding': 'chunked' };
    expect((await stage.send('PUT', '/v2/acme/app/manifests/big', { headers: chunked, body })).status).toBe(413);
  });

  it('uploads above the limit, at once, in pieces and without a declared end', async () => {
    const body = Buffer.alloc(NARROW_LIMITS.maxBlobBytes + 1);
    const chunked = { 'transfer-encoding': 'chunked' };
    for (const headers of [{}, chunked]) {
      const answer = await stage.send('PATCH', await stage.beginUpload(), { headers, body });
      expect(answer).toMatchObject({ status: 413, code: 'SIZE_INVALID' });
    }
    const location = await stage.beginUpload();
    expect((await stage.send('PATCH', location, { body: body.subarray(0, 600_000) })).status).toBe(202);
    expect((await stage.send('PATCH', location, { body: body.subarray(0, 600_000) })).status).toBe(413);
  });

  it('an upload that never ends', async () => {
    const location = await stage.beginUpload();
    const { socket, answered } = await openSocket(stage.registry.address);
    socket.write(`PATCH ${location} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    // Goes on until the registry closes: it may discard some of it, so that its answer is heard, and not all.
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();
    expect(await answered).toMatch(/^HTTP\/1\.1 413 /);
    expect(socket.bytesWritten).toBeLessThan(100 * 1024 * 1024);
  });

  it('headers', async () => {
    const answer = await stage.send('GET', '/v2/', { headers: { 'x-long': 'a'.repeat(20_000) } });
    expect(answer.status).toBe(431);
  });

  it('open uploads', async () => {
    const locations: string[] = [];
    let answer = await stage.send('POST', '/v2/acme/app/blobs/uploads/');
    while (answer.status === 202 && locations.length <= NARROW_LIMITS.maxOpenUploads) {
      locations.push(answer.headers.location ?? '');
      answer = await stage.send('POST', '/v2/acme/app/blobs/uploads/');
    }
    expect(answer).toMatchObject({ status: 429, code: 'TOOMANYREQUESTS' });
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    for (const location of locations) await stage.send('DELETE', location);
    await stage.send('DELETE', await stage.beginUpload());
  });

  it('numbers in a page', async () => {
    expect(await stage.send('GET', '/v2/_catalog?n=-1')).toMatchObject({ status: 400, code: 'UNSUPPORTED' });
    expect(await stage.send('GET', '/v2/acme/app/tags/list?n=1e9')).toMatchObject({ status: 400, code: 'UNSUPPORTED' });
    expect((await stage.send('GET', '/v2/_catalog?n=999999999')).status).toBe(200);
  });
});

describe('symbolic links in its folder', () => {
  it('content that is a link is not read', async () => {
    const place = join(stage.registry.folder, 'content', ...stage.config.digest.split(':'));
    await rm(place);
    await symlink(join(stage.outside, 'secret'), place);
    const answer = await stage.send('GET', `/v2/acme/app/blobs/${stage.config.digest}`);
    expect(answer).toMatchObject({ status: 500, code: 'UNKNOWN' });
    expect(answer.body.toString()).not.toContain('secret');
    // Nor can it be taken for content that is there.
    expect((await stage.send('POST', `/v2/acme/other/blobs/uploads/?mount=${stage.config.digest}`)).status).toBe(202);
  });

  it('a folder that is a link is not written to', async () => {
    const trap = join(stage.outside, 'trap');
    await mkdir(trap);
    const moved = join(stage.registry.folder, 'content', 'sha512');
    await rm(moved, { recursive: true });
    await symlink(trap, moved);
    const blob = content('goes nowhere');
    const digest = `sha512:${createHash('sha512').update(blob.bytes).digest('hex')}`;
    const answer = await stage.send('POST', `/v2/acme/app/blobs/uploads/?digest=${digest}`, { body: blob.bytes });
    expect(answer.status).toBe(500);
    expect(await filesBelow(trap)).toEqual([]);
    expect((await stage.send('HEAD', '/v2/acme/app/manifests/1.0.0')).status).toBe(200);
  });
});
