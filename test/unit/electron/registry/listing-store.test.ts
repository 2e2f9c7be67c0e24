import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openListingStore, type ListingStore } from '../../../../electron/registry/listing-store';
import { sha256 } from '../../../support/registry-clients';

const ADDRESS = 'reg.example:5000';
const DIGEST = sha256(Buffer.from('one'));
const OTHER = sha256(Buffer.from('two'));

let folder: string;
let nowMs: number;
const open = () => openListingStore({ folder: join(folder, 'listings'), now: () => nowMs });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-listings-'));
  nowMs = 1_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function files(): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'listings'), { recursive: true });
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, 'listings', name));
}

/** The same questions before and after a restart. */
async function bothWays(store: ListingStore, ask: (store: ListingStore) => Promise<unknown>): Promise<void> {
  const before = await ask(store);
  await store.settled();
  expect(await ask(open())).toEqual(before);
}

test('knows nothing at first', async () => {
  const store = open();
  expect(await store.repositories(ADDRESS)).toBeNull();
  expect(await store.tags(ADDRESS, 'app')).toBeNull();
  expect(await store.digest(ADDRESS, 'app', '1.0.0')).toBeNull();
  expect(await store.knownRepositories(ADDRESS)).toEqual(new Map());
});

test('keeps the repositories of each registry apart, with the time', async () => {
  const store = open();
  await store.saveRepositories(ADDRESS, ['a', 'b/c']);
  nowMs = 2_000;
  await store.saveRepositories('other.example', []);
  await bothWays(store, async (each) => {
    const saved = [await each.repositories(ADDRESS), await each.repositories('other.example')];
    expect(saved).toEqual([
      { names: ['a', 'b/c'], savedAt: 1_000 },
      { names: [], savedAt: 2_000 },
    ]);
    return saved;
  });
});

test('keeps tags and the digest that a tag was seen with', async () => {
  const store = open();
  await store.saveTags(ADDRESS, 'acme/app', ['1.0.0', '2.0.0']);
  nowMs = 2_000;
  await store.saveDigest(ADDRESS, 'acme/app', '1.0.0', DIGEST);
  await bothWays(store, async (each) => {
    expect(await each.tags(ADDRESS, 'acme/app')).toEqual({ tags: ['1.0.0', '2.0.0'], savedAt: 1_000 });
    expect(await each.digest(ADDRESS, 'acme/app', '1.0.0')).toEqual({ digest: DIGEST, savedAt: 2_000 });
    return each.knownRepositories(ADDRESS);
  });
});

test('a digest can be kept for a repository whose tags were never listed', async () => {
  const store = open();
  await store.saveDigest(ADDRESS, 'app', '1.0.0', DIGEST);
  expect(await store.knownRepositories(ADDRESS)).toEqual(new Map());
  await bothWays(store, (each) => each.digest(ADDRESS, 'app', '1.0.0'));
});

test('digests of tags that are gone go with them, and when told to', async () => {
  const store = open();
  await store.saveDigest(ADDRESS, 'app', '1.0.0', DIGEST);
  await store.saveDigest(ADDRESS, 'app', '2.0.0', OTHER);
  await store.saveDigest(ADDRESS, 'app', '3.0.0', OTHER);
  await store.saveTags(ADDRESS, 'app', ['2.0.0', '3.0.0']);
  await store.forgetTag(ADDRESS, 'app', '3.0.0');
  await bothWays(store, async (each) => {
    const seen = await Promise.all(['1.0.0', '2.0.0', '3.0.0'].map((tag) => each.digest(ADDRESS, 'app', tag)));
    expect(seen).toEqual([null, { digest: OTHER, savedAt: 1_000 }, null]);
    return seen;
  });
});

test('hundreds of digests saved at once cost few writes and lose none', async () => {
  const store = open();
  const tags = Array.from({ length: 300 }, (_, index) => `1.0.${index}`);
  await Promise.all(tags.map((tag) => store.saveDigest(ADDRESS, 'app', tag, DIGEST)));
  await bothWays(store, async (each) => {
    const seen = await Promise.all(tags.map((tag) => each.digest(ADDRESS, 'app', tag)));
    expect(seen.filter((saved) => saved?.digest === DIGEST)).toHaveLength(300);
    return seen;
  });
});

test.each(['', '{"half": ', '[]', '{"repository":"app","digests":{"1.0.0":{"digest":"sha256:short","savedAt":1}}}'])(
  'a file that holds %j counts as not there and is replaced',
  async (damage) => {
    const store = open();
    await store.saveTags(ADDRESS, 'app', ['1.0.0']);
    await store.saveRepositories(ADDRESS, ['app']);
    await store.settled();
    for (const file of await files()) await writeFile(file, damage);
    const restarted = open();
    expect(await restarted.tags(ADDRESS, 'app')).toBeNull();
    expect(await restarted.repositories(ADDRESS)).toBeNull();
    await restarted.saveTags(ADDRESS, 'app', ['2.0.0']);
    await bothWays(restarted, (each) => each.tags(ADDRESS, 'app'));
  },
);

test('forgets a registry wholly and leaves the others', async () => {
  const store = open();
  await store.saveTags(ADDRESS, 'app', ['1.0.0']);
  await store.saveTags('other.example', 'app', ['1.0.0']);
  await store.forget(ADDRESS);
  await bothWays(store, async (each) => {
    expect(await each.tags(ADDRESS, 'app')).toBeNull();
    return each.tags('other.example', 'app');
  });
  expect(await files()).toHaveLength(1);
});

test('a place that cannot be written is no failure', async () => {
  await writeFile(join(folder, 'listings'), 'a file where the folder should be');
  const store = open();
  await store.saveTags(ADDRESS, 'app', ['1.0.0']);
  await store.settled();
  expect(await store.tags(ADDRESS, 'app')).toEqual({ tags: ['1.0.0'], savedAt: 1_000 });
  expect(await readFile(join(folder, 'listings'), 'utf8')).toContain('a file');
});
