/** Which blobs of a manifest are the chart, in every form that registries hold charts in, against a real registry. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RegistryClient } from '../../../electron/registry/registry-client';
import { findChart } from '../../../electron/transfers/find-chart';
import { MEDIA_TYPE } from '../../../shared/oci';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';
import { content, quickClient, type Content } from '../../support/registry-clients';
import { send, startScriptedServer } from '../../support/scripted-server';

const CHART = content('a chart');
const PROVENANCE = content('a signature');
const CONFIG = content('{"name":"app"}');
const { signal } = new AbortController();

let registry: DockerRegistry;
let client: RegistryClient;
beforeAll(async () => {
  registry = await startDockerRegistry();
  client = quickClient(registry.address);
  for (const blob of [CHART, PROVENANCE, CONFIG]) await client.pushBlob('app', blob, blob.open);
});
afterAll(async () => {
  client.close();
  await registry.stop();
});

const descriptor = (mediaType: string, { digest, size }: Content) => ({ mediaType, digest, size });
const document = (layers: readonly object[], others: object = {}) =>
  content(JSON.stringify({ schemaVersion: 2, config: descriptor(MEDIA_TYPE.helmConfig, CONFIG), layers, ...others }));

async function find(manifest: Content) {
  const digest = await client.pushManifest('app', manifest.digest, manifest.bytes, MEDIA_TYPE.ociManifest);
  return await findChart(client, { address: registry.address, repository: 'app', digest }, signal);
}

test.each([
  ['behind its signature, where Helm sorts it by digest', MEDIA_TYPE.helmChart],
  ['as Helm before 3.7 named it', MEDIA_TYPE.legacyHelmChart],
])('a chart %s', async (_what, mediaType) => {
  const layers = [descriptor(MEDIA_TYPE.helmProvenance, PROVENANCE), descriptor(mediaType, CHART)];
  expect(await find(document(layers))).toMatchObject({
    chart: { digest: CHART.digest, size: CHART.size },
    provenance: { digest: PROVENANCE.digest },
  });
});

test('the layer of today’s kind, where one of the old kind stands before it', async () => {
  const layers = [descriptor(MEDIA_TYPE.legacyHelmChart, PROVENANCE), descriptor(MEDIA_TYPE.helmChart, CHART)];
  expect(await find(document(layers))).toMatchObject({ chart: { digest: CHART.digest }, provenance: null });
});

test.each([
  ['a manifest and an index at once', document([descriptor(MEDIA_TYPE.helmChart, CHART)], { manifests: [] })],
  [
    'a digest of a kind that nobody checks',
    document([{ ...descriptor(MEDIA_TYPE.helmChart, CHART), digest: 'md5:0cc1' }]),
  ],
  [
    'a digest that is a path',
    document([{ ...descriptor(MEDIA_TYPE.helmChart, CHART), digest: 'sha256:../../../etc' }]),
  ],
  ['a size of 2^53', document([{ ...descriptor(MEDIA_TYPE.helmChart, CHART), size: 2 ** 53 }])],
])('%s is refused before a blob is asked for', async (_what, manifest) => {
  const server = await startScriptedServer((_request, response) => send(response, 200, manifest.bytes));
  const hostile = quickClient(server.address);
  const place = { address: server.address, repository: 'app', digest: manifest.digest };
  await expect(findChart(hostile, place, signal)).rejects.toMatchObject({ code: 'invalid-answer' });
  expect(server.lines()).toEqual([`GET /v2/app/manifests/${manifest.digest}`]);
  await server.stop();
});
