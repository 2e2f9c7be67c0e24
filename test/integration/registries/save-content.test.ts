/** Content saved by its digest from a real registry: its own bytes, or nothing. */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createContentSaver } from '../../../electron/registries/save-content';
import { createRegistryClient, type RegistryClient } from '../../../electron/registry/registry-client';
import { isDigest, type Digest } from '../../../shared/digest';
import { startDockerRegistry, type DockerRegistry } from '../../support/docker-registry';

const { signal } = new AbortController();
const BYTES = Buffer.alloc(3_000_000, 'content');

let registry: DockerRegistry;
let client: RegistryClient;
let folder: string;

beforeEach(async () => {
  registry = await startDockerRegistry();
  folder = await mkdtemp(join(tmpdir(), 'chartroom-save-'));
  client = createRegistryClient({
    address: registry.address,
    plainHttp: true,
    credential: () => Promise.resolve(null),
  });
});
afterEach(async () => {
  client.close();
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

function digestOf(bytes: Uint8Array): Digest {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (!isDigest(digest)) throw new Error(digest);
  return digest;
}

it('streams a blob to its file, and leaves nothing where it is another', async () => {
  const save = createContentSaver({
    clientFor: () => client,
    manifest: () => Promise.reject(new Error('no manifest')),
  });
  const blob = { digest: digestOf(BYTES), size: BYTES.length };
  await client.pushBlob('charts/app', blob, () => Readable.from([BYTES]));
  const content = { address: registry.address, repository: 'charts/app', digest: blob.digest, isManifest: false };
  const path = join(folder, 'blob');
  await save({ ...content, sizeBytes: BYTES.length }, path, { signal });
  expect((await readFile(path)).equals(BYTES)).toBe(true);

  await expect(save({ ...content, sizeBytes: 10 }, join(folder, 'other'), { signal })).rejects.toMatchObject({
    name: 'RegistryError',
  });
  await expect(
    save({ ...content, sizeBytes: BYTES.length }, join(folder, 'gone', 'x'), { signal }),
  ).rejects.toMatchObject({
    code: 'cannot-write',
  });
  expect(await readdir(folder)).toEqual(['blob']);
});
