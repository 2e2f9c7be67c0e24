/** Uploads against servers that do what registries do at their worst, and one real registry behind a line that breaks. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { MEDIA_TYPE } from '../../../shared/oci';
import { startDockerRegistry } from '../../support/docker-registry';
import { startFaultProxy } from '../../support/fault-proxy';
import {
  ANA,
  ANA_BASIC,
  chartManifest,
  content,
  quickClient,
  sha256,
  type Content,
} from '../../support/registry-clients';
import {
  send,
  sendError,
  startScriptedServer,
  type ScriptedRequest,
  type ScriptedServer,
} from '../../support/scripted-server';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

const BLOB = content(randomBytes(200_000));
const MANIFEST = chartManifest(content('{}'), BLOB);

type Answer = (request: ScriptedRequest, response: ServerResponse) => void | Promise<void>;

interface UploadRegistry {
  readonly server: ScriptedServer;
  /** What was put, by path and query. */
  readonly stored: ReadonlyMap<string, Buffer>;
  /** `METHOD /path` of the upload's requests. */
  readonly steps: () => readonly string[];
}

/** Takes any upload; `answers` replaces single steps of it. Its Location is `/upload/N`, as text of `location` if given. */
async function startUploadRegistry(
  answers: Partial<Record<'head' | 'post' | 'put' | 'manifest' | 'delete', Answer>> & {
    readonly location?: string | ((server: ScriptedServer) => string);
  } = {},
): Promise<UploadRegistry> {
  const stored = new Map<string, Buffer>();
  let uploads = 0;
  const script: Answer = async (request, response) => {
    const { method, url } = request;
    if (method === 'HEAD') return (answers.head ?? notThere)(request, response);
    if (method === 'POST') {
      if (answers.post) return answers.post(request, response);
      uploads += 1;
      const { location = `/upload/${uploads}` } = answers;
      const text = typeof location === 'function' ? location(server) : location;
      // `Range: 0-0` stands for no byte as for one: it must not make the upload begin at the second.
      return send(response, 202, '', { location: text, range: '0-0' });
    }
    if (method === 'DELETE') return (answers.delete ?? ((_request, answer) => send(answer, 204)))(request, response);
    const special = url.includes('/manifests/') ? answers.manifest : answers.put;
    if (special) return special(request, response);
    stored.set(url, await request.body());
    send(response, 201);
  };
  const server = await startScriptedServer(script);
  running.push(server);
  return {
    server,
    stored,
    steps: () => server.lines().map((line) => line.replace(/\?.*/, '').replaceAll(/sha256:[0-9a-f]{64}/g, 'D')),
  };
}

const notThere: Answer = (_request, response) => send(response, 404);

/** The first `times` calls go to `first`, the others to `then`. */
function firstTimes(times: number, first: Answer, then: Answer): Answer {
  let calls = 0;
  return (request, response) => {
    calls += 1;
    return calls <= times ? first(request, response) : then(request, response);
  };
}

const takeAll: Answer = async (request, response) => {
  await request.body();
  send(response, 201);
};

const breakOff: Answer = (request) => request.reset();

/** Takes the whole body before it refuses, as registries do. */
function refuse(status: number, code: string, message = '', headers: OutgoingHttpHeaders = {}): Answer {
  return async (request, response) => {
    await request.body();
    sendError(response, status, code, message, headers);
  };
}

function there(digest: string): Answer {
  return (_request, response) => send(response, 200, '', { 'docker-content-digest': digest });
}

function putManifest(address: string, tag = '1.0.0') {
  return quickClient(address).pushManifest('app', tag, MANIFEST.bytes, MEDIA_TYPE.ociManifest);
}

/** Pushes what `open` gives as if it were `described`. */
async function pushSource(described: Pick<Content, 'digest' | 'size'>, open: () => Readable) {
  const { server, stored } = await startUploadRegistry();
  const push = quickClient(server.address).pushBlob('app', described, open);
  const error = await push.catch((reason: unknown) => reason);
  return { error, stored, puts: server.requests.filter(({ method }) => method === 'PUT').length };
}

/** Comparing large buffers by `toEqual` takes a minute. */
function expectBytes(actual: Uint8Array | undefined, expected: Buffer): void {
  expect(actual && expected.equals(actual)).toBe(true);
}

describe('a blob', () => {
  test('goes up in one PUT with its length, whatever Range the registry names', async () => {
    const { server, stored, steps } = await startUploadRegistry();
    const progress: number[] = [];
    const client = quickClient(server.address);
    const result = await client.pushBlob('app', BLOB, BLOB.open, { onProgress: (bytes) => progress.push(bytes) });
    expect(result).toBe('uploaded');
    expect(steps()).toEqual(['HEAD /v2/app/blobs/D', 'POST /v2/app/blobs/uploads/', 'PUT /upload/1']);
    expect(server.requests[2]?.headers).toMatchObject({ 'content-length': '200000', 'accept-encoding': 'identity' });
    expect(server.requests[2]?.headers['transfer-encoding']).toBeUndefined();
    expectBytes(stored.get(`/upload/1?digest=${encodeURIComponent(BLOB.digest)}`), BLOB.bytes);
    expect(progress.at(0)).toBe(0);
    expect(progress.at(-1)).toBe(200_000);
    expect(progress.every((bytes, index) => bytes >= (progress[index - 1] ?? 0))).toBe(true);
  });

  test('that is known to be missing is not asked for, but after a try that failed', async () => {
    const { server, steps } = await startUploadRegistry({ put: firstTimes(1, breakOff, takeAll) });
    const client = quickClient(server.address);
    expect(await client.pushBlob('app', BLOB, BLOB.open, { isMissing: true })).toBe('uploaded');
    const upload = ['POST /v2/app/blobs/uploads/', 'PUT /upload/1'];
    expect(steps()).toEqual([...upload, 'HEAD /v2/app/blobs/D', upload[0], 'PUT /upload/2']);
  });

  test('that is there is not sent', async () => {
    const { server, steps } = await startUploadRegistry({ head: (_request, response) => send(response, 200) });
    expect(await quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).toBe('existed');
    expect(steps()).toEqual(['HEAD /v2/app/blobs/D']);
  });

  test('without a single byte goes up as well', async () => {
    const empty = content('');
    const { server, stored } = await startUploadRegistry();
    expect(await quickClient(server.address).pushBlob('app', empty, empty.open)).toBe('uploaded');
    expect([...stored.values()]).toEqual([Buffer.alloc(0)]);
  });
});

describe('where the upload goes', () => {
  test.each([
    ['3f2?_state=abc', '/v2/app/blobs/uploads/3f2?_state=abc&digest='],
    ['/v2/app/blobs/uploads/3f2', '/v2/app/blobs/uploads/3f2?digest='],
    ["/u?sig=a%2fb'|%2B==&_state=x%3D", "/u?sig=a%2fb'|%2B==&_state=x%3D&digest="],
  ])('the Location %s', async (location, expected) => {
    const { server } = await startUploadRegistry({ location });
    await quickClient(server.address).pushBlob('app', BLOB, BLOB.open);
    expect(server.requests[2]?.url).toBe(expected + encodeURIComponent(BLOB.digest));
  });

  test('another host gets the content, its signature byte for byte, and no login', async () => {
    const storage = await startUploadRegistry();
    const query = "?X-Amz-Signature=a%2fB'|&x=%7e";
    const registry = await startScriptedServer(async (request, response) => {
      if (request.headers.authorization !== ANA_BASIC) {
        return sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' });
      }
      if (request.method === 'HEAD') return send(response, 404);
      send(response, 202, '', { location: `${storage.server.origin}/bucket/key${query}` });
    });
    running.push(registry);
    await quickClient(registry.address, { credential: ANA }).pushBlob('app', BLOB, BLOB.open);
    const [put] = storage.server.requests;
    expect(put?.url).toBe(`/bucket/key${query}&digest=${encodeURIComponent(BLOB.digest)}`);
    expect(put?.headers.authorization).toBeUndefined();
    expectBytes([...storage.stored.values()][0], BLOB.bytes);
  });

  test('a redirect of the PUT to another port takes the content along and leaves the login behind', async () => {
    const storage = await startUploadRegistry();
    const registry = await startUploadRegistry({
      head: (request, response) =>
        request.headers.authorization
          ? send(response, 404)
          : sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' }),
      put: (_request, response) => send(response, 307, '', { location: `${storage.server.origin}/elsewhere` }),
    });
    await quickClient(registry.server.address, { credential: ANA }).pushBlob('app', BLOB, BLOB.open);
    expect(registry.server.requests.at(-1)?.headers.authorization).toBe(ANA_BASIC);
    expect(storage.server.requests[0]?.headers.authorization).toBeUndefined();
    expectBytes(storage.stored.get('/elsewhere'), BLOB.bytes);
  });

  test('nowhere: an answer without Location is told as such', async () => {
    const { server, steps } = await startUploadRegistry({ post: (_request, response) => send(response, 202) });
    await expect(quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).rejects.toMatchObject({
      code: 'invalid-answer',
    });
    expect(steps()).toHaveLength(2);
  });

  test.each(['http://169.254.169.254/latest', 'file:///tmp/x', 'ftp://127.0.0.1/x'])(
    'never to %s',
    async (location) => {
      const { server, steps } = await startUploadRegistry({ location });
      await expect(quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).rejects.toMatchObject({
        code: 'insecure-redirect',
      });
      expect(steps()).toHaveLength(2);
    },
  );
});

describe('an upload that fails on the way', () => {
  test('a line that breaks in mid-PUT: again from the first byte, and the registry has it whole', async () => {
    const registry = await startDockerRegistry();
    const proxy = await startFaultProxy(registry.address);
    running.push(proxy, registry);
    const large = content(randomBytes(3_000_000));
    const progress: number[] = [];
    const retries: string[] = [];
    const client = quickClient(proxy.address, { onRetry: ({ reason }) => retries.push(reason) });
    proxy.setFault({ direction: 'upload', kind: 'cut', afterBytes: 1_000_000 });
    await client.pushBlob('app', large, large.open, { onProgress: (bytes) => progress.push(bytes) });
    expect(proxy.hasHappened).toBe(true);
    expect(retries).toEqual(['network']);
    expect(progress.filter((bytes) => bytes === 0)).toHaveLength(2);
    expectBytes(await quickClient(registry.address).readBlob('app', large, { maxBytes: 4_000_000 }), large.bytes);
  });

  test('a line that breaks each time: the error tells it, nothing is in the registry', async () => {
    const { server } = await startUploadRegistry({ put: (request) => request.reset() });
    await expect(quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).rejects.toMatchObject({
      failure: { code: 'network', problem: 'reset' },
    });
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(5);
  });

  test('a registry that has forgotten the upload: begun anew', async () => {
    const forget = refuse(404, 'BLOB_UPLOAD_INVALID', 'blob upload invalid');
    const { server, steps } = await startUploadRegistry({ put: firstTimes(1, forget, takeAll) });
    expect(await quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).toBe('uploaded');
    expect(steps()).toEqual([
      'HEAD /v2/app/blobs/D',
      'POST /v2/app/blobs/uploads/',
      'PUT /upload/1',
      'HEAD /v2/app/blobs/D',
      'POST /v2/app/blobs/uploads/',
      'PUT /upload/2',
    ]);
  });

  test('a registry that always forgets it: an error after the second', async () => {
    const forget = refuse(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown');
    const { server } = await startUploadRegistry({ put: forget });
    await expect(quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(2);
  });

  test('a 502 that hides a success: the blob is found there', async () => {
    const { server } = await startUploadRegistry({
      head: firstTimes(1, notThere, (_request, response) => send(response, 200)),
      put: async (request, response) => {
        await request.body();
        send(response, 502, '<html>bad gateway</html>', { 'content-type': 'text/html' });
      },
    });
    expect(await quickClient(server.address).pushBlob('app', BLOB, BLOB.open)).toBe('existed');
  });

  test('a proxy’s page for 413: too large, and none of its HTML', async () => {
    const { server } = await startUploadRegistry({
      put: async (request, response) => {
        await request.body();
        send(response, 413, '<html><h1>413 Request Entity Too Large</h1></html>', { 'content-type': 'text/html' });
      },
    });
    const error = await quickClient(server.address)
      .pushBlob('app', BLOB, BLOB.open)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'too-large', context: { status: 413 } });
    expect(String(error)).not.toContain('<');
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('a token that runs out in mid-push: asked for anew, the content from its first byte', async () => {
    const bodies: Buffer[] = [];
    const keep: Answer = async (request, response) => {
      bodies.push(await request.body());
      send(response, 201);
    };
    const { server } = await startUploadRegistry({
      put: firstTimes(1, refuse(401, 'UNAUTHORIZED', '', { 'www-authenticate': 'Basic realm="x"' }), keep),
    });
    await quickClient(server.address, { credential: ANA }).pushBlob('app', BLOB, BLOB.open);
    expect(bodies.map((body) => body.equals(BLOB.bytes))).toEqual([true]);
  });
});

describe('the source', () => {
  test('a file that is gone is no fault of the network, and is not tried again', async () => {
    const { error, stored, puts } = await pushSource(BLOB, () => createReadStream('/nonexistent/chart.tgz'));
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(stored.size).toBe(0);
    expect(puts).toBeLessThanOrEqual(1);
  });

  test('a file that has changed since is never uploaded whole', async () => {
    const changed = Buffer.from(BLOB.bytes);
    changed[150_000]! ^= 1;
    const { error, stored } = await pushSource(BLOB, content(changed).open);
    expect(error).toMatchObject({ code: 'digest-mismatch' });
    expect(stored.size).toBe(0);
  });

  test.each([
    ['shorter', BLOB.bytes.subarray(1)],
    ['longer', Buffer.concat([BLOB.bytes, Buffer.of(1)])],
  ])('a file that is %s than it was is refused', async (_what, bytes) => {
    const { error, stored } = await pushSource(BLOB, content(bytes).open);
    expect(error).toMatchObject({ code: 'size-mismatch' });
    expect(stored.size).toBe(0);
  });
});

describe('cancelling', () => {
  test('in mid-PUT: rejects with the reason, and the registry is told to forget the upload', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const registry = await startUploadRegistry({ put: () => controller.abort(reason), location: '/upload/1?_state=s' });
    const push = quickClient(registry.server.address).pushBlob('app', BLOB, BLOB.open, { signal: controller.signal });
    await expect(push).rejects.toBe(reason);
    expect(registry.server.lines().at(-1)).toBe('DELETE /upload/1?_state=s');
  });

  test('does not hang on a registry that answers nothing to that', async () => {
    const controller = new AbortController();
    const { server } = await startUploadRegistry({ put: () => controller.abort(), delete: () => undefined });
    const push = quickClient(server.address).pushBlob('app', BLOB, BLOB.open, { signal: controller.signal });
    await expect(push).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(server.requests.at(-1)?.method).toBe('DELETE');
  });

  test('leaves neither tag nor upload in a real registry', async () => {
    const registry = await startDockerRegistry();
    const proxy = await startFaultProxy(registry.address);
    running.push(proxy, registry);
    const controller = new AbortController();
    const large = content(randomBytes(3_000_000));
    proxy.setFault({ direction: 'upload', kind: 'stall', afterBytes: 1_000_000 });
    const push = quickClient(proxy.address).pushBlob('app', large, large.open, { signal: controller.signal });
    await expect.poll(() => proxy.hasHappened).toBe(true);
    controller.abort();
    await expect(push).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await quickClient(registry.address).hasBlob('app', large.digest)).toBe(false);
    await expect(quickClient(registry.address).listTags('app')).rejects.toMatchObject({ code: 'not-found' });
  });

  test('before it began asks nothing', async () => {
    const { server } = await startUploadRegistry();
    const push = quickClient(server.address).pushBlob('app', BLOB, BLOB.open, { signal: AbortSignal.abort() });
    await expect(push).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(server.requests).toEqual([]);
  });
});

describe('a manifest', () => {
  test('is put byte for byte with its type, and gives its digest', async () => {
    const { server, stored } = await startUploadRegistry();
    expect(await putManifest(server.address, '1.0.0_build')).toBe(MANIFEST.digest);
    expect(stored.get('/v2/app/manifests/1.0.0_build')).toEqual(MANIFEST.bytes);
    expect(server.requests[0]?.headers['content-type']).toBe(MEDIA_TYPE.ociManifest);
  });

  test.each([500, 502])('%d after it was stored is a success', async (status) => {
    const { server } = await startUploadRegistry({ manifest: refuse(status, 'UNKNOWN'), head: there(MANIFEST.digest) });
    expect(await putManifest(server.address)).toBe(MANIFEST.digest);
    expect(server.lines()).toEqual(['PUT /v2/app/manifests/1.0.0', 'HEAD /v2/app/manifests/1.0.0']);
  });

  test('a line that breaks after it was stored is a success, also where HEAD tells no digest', async () => {
    const server = await startScriptedServer((request, response) => {
      if (request.method === 'PUT') request.reset();
      else send(response, 200, request.method === 'GET' ? MANIFEST.bytes : '');
    });
    running.push(server);
    expect(await putManifest(server.address)).toBe(MANIFEST.digest);
    expect(server.requests.map(({ method }) => method)).toEqual(['PUT', 'HEAD', 'GET']);
  });

  test('503 that stored nothing is tried again', async () => {
    const { server } = await startUploadRegistry({ manifest: firstTimes(2, refuse(503, 'UNAVAILABLE'), takeAll) });
    expect(await putManifest(server.address)).toBe(MANIFEST.digest);
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(3);
  });

  const IMMUTABLE: readonly (readonly [string, Answer])[] = [
    ['Harbor', refuse(412, 'PRECONDITION', "Failed to process request due to '1.0.0' configured as immutable.")],
    [
      'ECR',
      refuse(
        400,
        'TAG_INVALID',
        "The image tag '1.0.0' already exists and cannot be overwritten because the tag is immutable.",
      ),
    ],
  ];
  test.each(IMMUTABLE)('%s: an immutable tag with the same content is a success', async (_name, manifest) => {
    const { server } = await startUploadRegistry({ manifest, head: there(MANIFEST.digest) });
    expect(await putManifest(server.address)).toBe(MANIFEST.digest);
  });
  test.each(IMMUTABLE)('%s: an immutable tag with other content is told as such', async (_name, manifest) => {
    const { server } = await startUploadRegistry({ manifest, head: there(sha256(Buffer.from('other'))) });
    await expect(putManifest(server.address)).rejects.toMatchObject({
      code: 'immutable-tag',
      context: { repository: 'app' },
    });
    expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('a registry that stored something else is found out', async () => {
    const digest = sha256(Buffer.from('other'));
    const { server } = await startUploadRegistry({
      manifest: async (request, response) => {
        await request.body();
        send(response, 201, '', { 'docker-content-digest': digest });
      },
    });
    await expect(putManifest(server.address)).rejects.toMatchObject({ code: 'digest-mismatch' });
  });

  test('refused as it is: the registry’s own words come along', async () => {
    const { server } = await startUploadRegistry({ manifest: refuse(400, 'MANIFEST_INVALID', 'manifest too large') });
    await expect(putManifest(server.address)).rejects.toMatchObject({
      code: 'rejected',
      context: { status: 400, registryCode: 'MANIFEST_INVALID', registryMessage: 'manifest too large' },
    });
  });
});
