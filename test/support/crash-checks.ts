/** What must be true of the built-in registry after a crash, seen over HTTP and on the disk. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOfName } from '../../electron/local-registry/server/storage';
import { manifestSchema } from '../../shared/oci';
import { sha256 } from './registry-clients';

/** All tags as `repository:tag`, with the digests that they name. */
export async function listTags(address: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const { repositories } = await getJson<{ repositories: string[] }>(`http://${address}/v2/_catalog?n=1000`);
  for (const repository of repositories) {
    const { tags } = await getJson<{ tags: string[] }>(`http://${address}/v2/${repository}/tags/list?n=1000`);
    if (tags.length === 1000) throw new Error(`${repository} has more tags than one page`);
    for (const tag of tags) {
      const answer = await fetch(`http://${address}/v2/${repository}/manifests/${tag}`, { method: 'HEAD' });
      found.set(`${repository}:${tag}`, answer.headers.get('docker-content-digest') ?? `status ${answer.status}`);
    }
  }
  return found;
}

/** Follows a tag to its blobs. Throws unless everything is there and has the digest that it is asked for by. */
export async function checkTag(address: string, tag: string): Promise<void> {
  const { repository, manifest } = await readManifest(address, tag);
  for (const { digest, size } of [manifest.config, ...manifest.layers]) {
    const bytes = await getBytes(`http://${address}/v2/${repository}/blobs/${digest}`);
    if (bytes.length !== size || sha256(bytes) !== digest)
      throw new Error(`${tag}: ${digest} is not what it should be`);
  }
}

/** Throws unless the disk holds exactly what these tags lead to. */
export async function checkNothingLeft(
  address: string,
  folder: string,
  tags: ReadonlyMap<string, string>,
): Promise<void> {
  const expected = new Set(['registry.json', 'in-use.json']);
  for (const [tag, digest] of tags) {
    const { repository, manifest } = await readManifest(address, tag);
    const place = join('repositories', hashOfName(repository));
    expected.add(join(place, 'name'));
    expected.add(join(place, 'tags', hashOfName(tag.slice(repository.length + 1))));
    expected.add(join(place, 'manifests', digest.replace(':', '-')));
    for (const blob of [manifest.config, ...manifest.layers])
      expected.add(join(place, 'blobs', blob.digest.replace(':', '-')));
    for (const content of [digest, manifest.config.digest, ...manifest.layers.map((layer) => layer.digest)]) {
      expected.add(join('content', ...content.split(':')));
    }
  }
  const actual = new Set(await filesBelow(folder));
  const left = [...actual].filter((path) => !expected.has(path));
  const missing = [...expected].filter((path) => !actual.has(path));
  if (left.length > 0 || missing.length > 0) {
    throw new Error(`left: ${left.join(', ') || 'nothing'}; missing: ${missing.join(', ') || 'nothing'}`);
  }
}

async function readManifest(address: string, tag: string) {
  const colon = tag.lastIndexOf(':');
  const repository = tag.slice(0, colon);
  const url = `http://${address}/v2/${repository}/manifests/${tag.slice(colon + 1)}`;
  const answer = await fetch(url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (sha256(bytes) !== answer.headers.get('docker-content-digest')) throw new Error(`${tag} is not its digest`);
  return { repository, manifest: manifestSchema.parse(JSON.parse(bytes.toString())) };
}

/** Paths of all files, relative to the folder. */
export async function filesBelow(folder: string, below = ''): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    }),
  );
  return found.flat();
}

async function getJson<T>(url: string): Promise<T> {
  return JSON.parse((await getBytes(url)).toString()) as T;
}

async function getBytes(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}
