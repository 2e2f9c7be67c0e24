/**
 * What a push asks the token service for. Quay answers 401 to whoever may only pull where a repository is yet to be made, so
 * every request that belongs to a push asks for the right to push, its first look at the tag included.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareTag } from '../../../electron/push/compare-tag';
import type { PushPlan } from '../../../electron/push/plan-push';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { findMissing } from '../../../electron/transfers/upload-blobs';
import { MEDIA_TYPE } from '../../../shared/oci';
import { ANA, chartManifest, content, quickClient } from '../../support/registry-clients';
import { send, sendError, sendJson, startScriptedServer, type ScriptedServer } from '../../support/scripted-server';

const CHART = content('a chart archive');
const CONFIG = content('{"name":"app"}');
const MANIFEST = chartManifest(CONFIG, CHART);
const OTHER = chartManifest(CONFIG, content('another archive'));
const PLAN: PushPlan = {
  config: CONFIG,
  chart: CHART,
  provenance: null,
  manifest: { bytes: MANIFEST.bytes, mediaType: MEDIA_TYPE.ociManifest, digest: MANIFEST.digest },
};
const PULL = 'repository:new/app:pull';
const PUSH = 'repository:new/app:pull,push';

interface QuayLike {
  readonly server: ScriptedServer;
  /** By path, what is there. */
  readonly stored: Map<string, Buffer>;
  /** The scopes that the token service was asked for, in order. */
  readonly asked: string[];
}

/** Tokens hold the scope that they are for. `mayPush` false grants `pull` whatever is asked for. */
async function startQuayLike({ mayPush = true } = {}): Promise<QuayLike> {
  const stored = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = await startScriptedServer(async (request, response) => {
    const { method } = request;
    const { pathname: path, searchParams } = new URL(request.url, 'http://quay.test');
    if (path === '/token') {
      const scope = searchParams.get('scope') ?? '';
      asked.push(scope);
      return sendJson(response, 200, { token: mayPush ? scope || 'nothing' : PULL });
    }
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const isThere = [...stored.keys()].some((each) => each.startsWith('/v2/new/app/'));
    const isAllowed = path === '/v2/' ? token !== '' : token === PUSH || (token === PULL && isThere);
    if (!isAllowed || (method !== 'GET' && method !== 'HEAD' && token !== PUSH)) {
      const challenge = `Bearer realm="${server.origin}/token",service="quay"`;
      return sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });
    }
    if (path === '/v2/') return sendJson(response, 200, {});
    if (method === 'POST') return send(response, 202, '', { location: `${path}1` });
    if (method === 'PUT') {
      stored.set(searchParams.has('digest') ? blobOf(searchParams.get('digest') ?? '') : path, await request.body());
      return send(response, 201);
    }
    const bytes = stored.get(path);
    return bytes === undefined ? send(response, 404) : send(response, 200, method === 'HEAD' ? '' : bytes);
  });
  return { server, stored, asked };
}

const blobOf = (digest: string): string => `/v2/new/app/blobs/${digest}`;
const place = (server: ScriptedServer) => ({ address: server.address, repository: 'new/app', tag: '1.0.0' });

let quay: QuayLike;
let client: RegistryClient;
beforeEach(async () => {
  quay = await startQuayLike();
  client = quickClient(quay.server.address, { credential: ANA });
});
afterEach(() => quay.server.stop());

describe('a push to a registry that hides what is yet to be made', () => {
  test('sees that the tag is free, and pushes, with one token for all of it', async () => {
    expect(await compareTag(client, place(quay.server), PLAN, {})).toEqual({ kind: 'absent' });
    expect(await findMissing(client, 'new/app', PLAN, {})).toEqual(new Set([PLAN.config, PLAN.chart]));
    for (const blob of [CONFIG, CHART]) await client.pushBlob('new/app', blob, blob.open);
    await client.pushManifest('new/app', '1.0.0', MANIFEST.bytes, MEDIA_TYPE.ociManifest);
    expect(quay.stored.get('/v2/new/app/manifests/1.0.0')).toEqual(MANIFEST.bytes);
    expect(await compareTag(client, place(quay.server), PLAN, {})).toMatchObject({ kind: 'same' });
    expect(quay.asked).toEqual([PUSH]);
  });

  test('reads what is under the tag with the same right', async () => {
    quay.stored.set('/v2/new/app/manifests/1.0.0', OTHER.bytes);
    expect(await compareTag(client, place(quay.server), PLAN, {})).toEqual({ kind: 'different', digest: OTHER.digest });
    expect(quay.asked).toEqual([PUSH]);
  });

  test('asks for no more than pulling where it only looks', async () => {
    quay.stored.set('/v2/new/app/manifests/1.0.0', OTHER.bytes);
    await client.getManifest('new/app', '1.0.0');
    await client.headManifest('new/app', '1.0.0');
    expect(quay.asked).toEqual([PULL]);
  });
});

test('a token that grants less than was asked for still reads; what it can’t do is told as a lack of rights', async () => {
  await quay.server.stop();
  quay = await startQuayLike({ mayPush: false });
  quay.stored.set('/v2/new/app/manifests/1.0.0', OTHER.bytes);
  client = quickClient(quay.server.address, { credential: ANA });
  expect(await compareTag(client, place(quay.server), PLAN, {})).toMatchObject({ kind: 'different' });
  await expect(client.pushBlob('new/app', CHART, CHART.open)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a token service that refuses the right to push refuses a right, not the login', async () => {
  const server: ScriptedServer = await startScriptedServer((request, response) => {
    if (request.url.startsWith('/token')) {
      return request.url.includes('push')
        ? sendError(response, 403, 'DENIED', 'requested access to the resource is denied')
        : sendJson(response, 200, { token: 'access' });
    }
    if (request.headers.authorization !== undefined) return send(response, 404);
    const challenge = `Bearer realm="${server.origin}/token",service="x"`;
    sendError(response, 401, 'UNAUTHORIZED', '', { 'www-authenticate': challenge });
  });
  client = quickClient(server.address, { credential: ANA });
  await expect(compareTag(client, place(server), PLAN, {})).rejects.toMatchObject({
    code: 'forbidden',
    context: { host: server.address, repository: 'new/app' },
  });
  await server.stop();
});
