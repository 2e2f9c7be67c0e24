import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openContentCache } from '../../../../electron/registry/content-cache';
import { content } from '../../../support/registry-clients';

let folder: string;
let limit: number;
const open = () => openContentCache({ folder: join(folder, 'content'), limitBytes: () => limit });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-content-'));
  limit = 1_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fileOf = (digest: string) => join(folder, 'content', digest.replace(':', '-'));

const A = content('a'.repeat(100));
const B = content('b'.repeat(100));
const C = content('c'.repeat(100));

test('gives back what was written, also after a restart', async () => {
  const cache = open();
  expect(await cache.read(A.digest)).toBeNull();
  await cache.write(A.digest, A.bytes);
  for (const each of [cache, open()]) {
    expect(await each.has(A.digest)).toBe(true);
    expect(await each.read(A.digest)).toEqual(A.bytes);
    expect(await each.size()).toEqual({ sizeBytes: 100, entries: 1 });
  }
});

test('a damaged file counts as not there, and is fetched anew', async () => {
  const cache = open();
  await cache.write(A.digest, A.bytes);
  const [name] = await readdir(join(folder, 'content'));
  await writeFile(join(folder, 'content', name!), 'b'.repeat(100));
  expect(await cache.read(A.digest)).toBeNull();
  expect(await cache.has(A.digest)).toBe(false);
  expect(await readdir(join(folder, 'content'))).toEqual([]);
  await cache.write(A.digest, A.bytes);
  expect(await cache.read(A.digest)).toEqual(A.bytes);
});

test('refuses bytes that are not those of the digest', async () => {
  await expect(open().write(A.digest, B.bytes)).rejects.toThrow(RangeError);
});

test('over its limit the longest unused go first', async () => {
  limit = 250;
  const cache = open();
  await cache.write(A.digest, A.bytes);
  await cache.write(B.digest, B.bytes);
  await cache.read(A.digest);
  await cache.write(C.digest, C.bytes);
  expect([await cache.has(A.digest), await cache.has(B.digest), await cache.has(C.digest)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(await cache.size()).toEqual({ sizeBytes: 200, entries: 2 });
});

test('after a restart the oldest files go first', async () => {
  const cache = open();
  await cache.write(A.digest, A.bytes);
  await cache.write(B.digest, B.bytes);
  await utimes(fileOf(A.digest), 2_000, 2_000);
  await utimes(fileOf(B.digest), 1_000, 1_000);
  limit = 250;
  const restarted = open();
  await restarted.write(C.digest, C.bytes);
  expect([await restarted.has(A.digest), await restarted.has(B.digest)]).toEqual([true, false]);
});

test('what is larger than the whole cache is not kept', async () => {
  limit = 99;
  const cache = open();
  await cache.write(A.digest, A.bytes);
  expect(await cache.size()).toEqual({ sizeBytes: 0, entries: 0 });
});

test('cleared, it is empty and works on', async () => {
  const cache = open();
  await cache.write(A.digest, A.bytes);
  await cache.clear();
  expect(await cache.size()).toEqual({ sizeBytes: 0, entries: 0 });
  expect(await cache.read(A.digest)).toBeNull();
  await cache.write(B.digest, B.bytes);
  expect(await cache.read(B.digest)).toEqual(B.bytes);
});

test('what a crash left half written is removed, files of others are let be', async () => {
  const cache = open();
  await cache.write(A.digest, A.bytes);
  const inside = join(folder, 'content');
  await writeFile(join(inside, `${A.digest.replace(':', '-')}.0123456789ab.tmp`), 'half');
  await writeFile(join(inside, 'note.txt'), 'mine');
  expect(await open().size()).toEqual({ sizeBytes: 100, entries: 1 });
  expect((await readdir(inside)).sort()).toEqual(['note.txt', A.digest.replace(':', '-')]);
});

test('a folder that cannot be written makes it slower, not broken', async () => {
  await writeFile(join(folder, 'content'), 'a file where the folder should be');
  const cache = open();
  await cache.write(A.digest, A.bytes);
  expect(await cache.read(A.digest)).toBeNull();
  expect(await readFile(join(folder, 'content'), 'utf8')).toContain('a file');
});

test('the same content written twice at once is there once', async () => {
  const cache = open();
  await Promise.all([cache.write(A.digest, A.bytes), cache.write(A.digest, A.bytes)]);
  expect(await readdir(join(folder, 'content'))).toHaveLength(1);
  expect(await cache.size()).toEqual({ sizeBytes: 100, entries: 1 });
});

test('what is no file of the cache, or can’t be looked at, keeps the rest of it from no one', async () => {
  await open().write(A.digest, A.bytes);
  await mkdir(fileOf(B.digest));
  await symlink(join(folder, 'gone'), fileOf(C.digest));
  const cache = open();
  expect(await cache.read(A.digest)).toEqual(A.bytes);
  expect(await cache.read(B.digest)).toBeNull();
  expect(await cache.read(C.digest)).toBeNull();
  expect(await cache.size()).toEqual({ sizeBytes: 100, entries: 1 });
});

const fail = () => Promise.reject(new TypeError('a bad archive'));
const make = (path: string) => writeFile(path, 'made'.repeat(25));

test('what was made of content lies beside it, counts, and goes with the longest unused', async () => {
  limit = 250;
  const cache = open();
  expect(await cache.made(A.digest, 'unpacked')).toBeNull();
  const path = await cache.keepMade(A.digest, 'unpacked', make);
  expect(path).not.toBeNull();
  expect(await readFile(path!, 'utf8')).toBe('made'.repeat(25));
  for (const each of [cache, open()]) {
    expect(await each.made(A.digest, 'unpacked')).toBe(path);
    // Not the content itself.
    expect(await each.has(A.digest)).toBe(false);
    expect(await each.size()).toEqual({ sizeBytes: 100, entries: 1 });
  }
  await cache.write(A.digest, A.bytes);
  await cache.made(A.digest, 'unpacked');
  await cache.write(B.digest, B.bytes);
  expect([await cache.has(A.digest), await cache.made(A.digest, 'unpacked')]).toEqual([false, path]);
  await cache.dropMade(A.digest, 'unpacked');
  expect(await cache.made(A.digest, 'unpacked')).toBeNull();
  expect(await readdir(join(folder, 'content'))).toEqual([B.digest.replace(':', '-')]);
});

test('what is made too large, or on a disk that refuses it, is not kept; what fails by itself is told', async () => {
  limit = 99;
  const cache = open();
  expect(await cache.keepMade(A.digest, 'unpacked', make)).toBeNull();
  limit = 1000;
  await expect(cache.keepMade(A.digest, 'unpacked', fail)).rejects.toThrow('a bad archive');
  expect(await cache.keepMade(A.digest, 'unpacked', (path) => writeFile(join(path, 'x'), ''))).toBeNull();
  expect(await readdir(join(folder, 'content'))).toEqual([]);
});
