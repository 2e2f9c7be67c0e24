/** What is attached to a chart, told by real registries with and without a list of referrers, and by ones that answer something else. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../../electron/registries/read-manifest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { createAttachments } from '../../../electron/trust/attachments';
import type { Digest } from '../../../shared/digest';
import { MEDIA_TYPE } from '../../../shared/oci';
import type { AttachmentList } from '../../../shared/trust';
import { startDockerRegistry } from '../../support/docker-registry';
import { startLocalRegistry } from '../../support/local-registry';
import { content, quickClient, sha256 } from '../../support/registry-clients';
import { startScriptedServer, type Script } from '../../support/scripted-server';

const { signal } = new AbortController();
const repository = 'charts/web';

async function list(client: RegistryClient, digest: Digest): Promise<AttachmentList> {
  const attachments = createAttachments({
    clientFor: () => client,
    manifest: async (place, wanted) =>
      readManifest(await client.getManifest(place.repository, wanted, { signal }), place.address),
  });
  return await attachments({ address: 'registry.test', repository, digest }, { signal });
}

interface Artifact {
  readonly subject?: Digest;
  readonly artifactType?: string;
  readonly layerType: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Gives digest and size of the manifest, put under its digest or the tag. */
async function put(client: RegistryClient, artifact: Artifact, tag?: string) {
  const { subject, artifactType, layerType, annotations } = artifact;
  const config = content('{}');
  const layer = content(JSON.stringify(artifact));
  for (const blob of [config, layer]) await client.pushBlob(repository, blob, blob.open);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPE.ociManifest,
      artifactType,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: config.digest, size: config.size },
      layers: [{ mediaType: layerType, digest: layer.digest, size: layer.size, annotations }],
      ...(subject === undefined ? {} : { subject: { mediaType: MEDIA_TYPE.ociManifest, digest: subject, size: 1 } }),
    }),
  );
  const digest = sha256(manifest);
  await client.pushManifest(repository, tag ?? digest, manifest, MEDIA_TYPE.ociManifest);
  return { mediaType: MEDIA_TYPE.ociManifest, digest, size: manifest.length, artifactType };
}

const NOTATION = { artifactType: 'application/vnd.cncf.notary.signature', layerType: 'application/jose+json' };
const SPDX = { artifactType: 'application/spdx+json', layerType: 'application/spdx+json' };
const COSIGN = { layerType: 'application/vnd.dev.cosign.simplesigning.v1+json' };
const SLSA = {
  layerType: 'application/vnd.dsse.envelope.v1+json',
  annotations: { predicateType: 'https://slsa.dev/provenance/v1' },
};

describe('a registry with a list of referrers', () => {
  it('tells each with its kind, its own type, size and digest', async () => {
    const registry = await startLocalRegistry();
    const client = quickClient(registry.address);
    try {
      const chart = await put(client, { layerType: MEDIA_TYPE.helmChart }, '1.0.0');
      const notation = await put(client, { ...NOTATION, subject: chart.digest });
      await put(client, { ...SPDX, subject: chart.digest });
      await put(client, { ...SPDX, subject: notation.digest });
      await put(client, COSIGN, `${chart.digest.replace(':', '-')}.sig`);
      await put(client, SLSA, `${chart.digest.replace(':', '-')}.att`);
      const { attachments, isCut } = await list(client, chart.digest);
      expect(isCut).toBe(false);
      expect(attachments.map(({ kind }) => kind).sort()).toEqual([
        'cosign-signature',
        'notation-signature',
        'slsa',
        'spdx',
      ]);
      expect(attachments).toContainEqual({
        kind: 'notation-signature',
        artifactType: NOTATION.artifactType,
        mediaType: MEDIA_TYPE.ociManifest,
        digest: notation.digest,
        sizeBytes: notation.size,
      });
      expect((await list(client, notation.digest)).attachments).toHaveLength(1);
    } finally {
      client.close();
      await registry.stop();
    }
  });
});

describe('a registry without one', () => {
  it('is asked for the tag in its place, and only what names the chart itself counts', async () => {
    const registry = await startDockerRegistry();
    const client = quickClient(registry.address);
    try {
      const chart = await put(client, { layerType: MEDIA_TYPE.helmChart }, '1.0.0');
      expect((await list(client, chart.digest)).attachments).toEqual([]);
      const own = await put(client, { ...NOTATION, subject: chart.digest });
      const foreign = await put(client, { ...SPDX, subject: own.digest });
      const index = Buffer.from(
        JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE.ociIndex, manifests: [own, foreign] }),
      );
      await client.pushManifest(repository, chart.digest.replace(':', '-'), index, MEDIA_TYPE.ociIndex);
      await put(client, COSIGN, `${chart.digest.replace(':', '-')}.sig`);
      const { attachments } = await list(client, chart.digest);
      expect(attachments.map(({ kind, digest, tag }) => [kind, digest === own.digest, tag?.slice(-4)])).toEqual([
        ['notation-signature', true, undefined],
        ['cosign-signature', false, '.sig'],
      ]);
    } finally {
      client.close();
      await registry.stop();
    }
  });
});

const answer =
  (status: number, headers: Readonly<Record<string, string>>, body = ''): Script =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('odd answers', () => {
  const subject = sha256(Buffer.from('chart'));
  let script: Script;
  let server: Awaited<ReturnType<typeof startScriptedServer>>;
  let client: RegistryClient;

  beforeEach(async () => {
    server = await startScriptedServer((request, response) =>
      request.url.includes('/referrers/') ? script(request, response) : void response.writeHead(404).end(),
    );
    client = quickClient(server.address);
  });
  afterEach(async () => {
    client.close();
    await server.stop();
  });

  const json = { 'content-type': MEDIA_TYPE.ociIndex };

  it.each([
    ['a page of HTML', answer(200, { 'content-type': 'text/html' }, '<html>')],
    ['another type', answer(200, { 'content-type': 'application/json' }, '{"manifests":[]}')],
    ['broken JSON', answer(200, json, '{')],
    ['an index that is none', answer(200, json, '{"schemaVersion":2,"manifests":[1]}')],
    ['400', answer(400, {})],
    ['406', answer(406, {})],
    ['404', answer(404, {})],
  ])('%s counts as having no list', async (_what, given) => {
    script = given;
    expect(await list(client, subject)).toEqual({ attachments: [], isCut: false, isElsewhere: false });
    expect(server.lines()).toContain(`GET /v2/${repository}/manifests/${subject.replace(':', '-')}`);
  });

  it.each([
    ['another host', true],
    ['itself', false],
  ])('a redirect to %s', async (_where, isElsewhere) => {
    const other = await startScriptedServer(answer(200, json, '{"schemaVersion":2,"manifests":[]}'), {
      host: isElsewhere ? '::1' : '127.0.0.1',
    });
    try {
      const target = isElsewhere ? `http://${other.address}/list` : `${server.origin}/elsewhere/referrers/list`;
      script = (request, response) =>
        request.url.startsWith('/elsewhere/')
          ? void response.writeHead(200, json).end('{"schemaVersion":2,"manifests":[]}')
          : void response.writeHead(303, { location: target }).end();
      expect(await list(client, subject)).toEqual({ attachments: [], isCut: false, isElsewhere });
      expect(other.requests).toHaveLength(0);
      // What stands under tags is looked for all the same.
      expect(server.lines().some((line) => line.endsWith('.sig'))).toBe(true);
    } finally {
      await other.stop();
    }
  });

  it('a login is asked for', async () => {
    script = answer(401, { 'www-authenticate': 'Basic realm="x"' });
    await expect(list(client, subject)).rejects.toMatchObject({ code: 'auth-required' });
    script = answer(403, {});
    await expect(list(client, subject)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a list without an end is cut, and what it names without holding it is told by what the list says', async () => {
    const manifests = Array.from({ length: 300 }, (_, index) => ({
      mediaType: MEDIA_TYPE.ociManifest,
      artifactType: 'application/spdx+json',
      digest: sha256(Buffer.from(String(index))),
      size: 7,
    }));
    let page = 0;
    script = (_request, response) => {
      page += 1;
      const link = `</v2/${repository}/referrers/${subject}?next=${page}>; rel="next"`;
      response.writeHead(200, { ...json, link }).end(JSON.stringify({ schemaVersion: 2, manifests }));
    };
    const { attachments, isCut } = await list(client, subject);
    expect(isCut).toBe(true);
    expect(attachments).toHaveLength(500);
    expect(new Set(attachments.map(({ kind }) => kind))).toEqual(new Set(['spdx']));
  });
});
