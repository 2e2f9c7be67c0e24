import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  digestOfFileName,
  fileNameOf,
  hashOfName,
  openStorage,
} from '../../../../../electron/local-registry/server/storage';
import { digestOf } from '../../../../../electron/registry/digests';
import { isDigest, type Digest } from '../../../../../shared/digest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-storage-'));
});
afterEach(() => rm(folder, { recursive: true }));

const place = (...parts: string[]) => join(folder, 'data', ...parts);

describe('its folder', () => {
  test('is made, marked, and opened again', async () => {
    const storage = await openStorage(place());
    expect((await readdir(storage.root)).sort()).toEqual(['content', 'registry.json', 'repositories', 'temporary']);
    await openStorage(place());
  });

  test('is opened where a crash left it half marked', async () => {
    await mkdir(place());
    await writeFile(place('registry.json.0123456789ab.tmp'), '{"for');
    expect(await readdir((await openStorage(place())).root)).not.toContain('registry.json.0123456789ab.tmp');
  });

  test.each([
    ['other files', 'thesis.txt', '', 'not-a-registry'],
    ['a marker that is none', 'registry.json', 'x', 'not-a-registry'],
    ['a marker of another kind', 'registry.json', '{"format":"1"}', 'not-a-registry'],
    ['a newer format', 'registry.json', '{"format":2}', 'newer-format'],
  ])('is left alone with %s', async (_name, file, text, code) => {
    await mkdir(place());
    await writeFile(place(file), text);
    await expect(openStorage(place())).rejects.toMatchObject({ code });
    expect(await readdir(place())).toEqual([file]);
  });

  test.each(['content', 'content/sha256', 'repositories', 'temporary'])(
    'is not used where %s leads elsewhere',
    async (part) => {
      await openStorage(place());
      await rm(place(part), { recursive: true });
      await symlink(folder, place(part));
      await expect(openStorage(place())).rejects.toMatchObject({ code: 'outside' });
    },
  );
});

describe('names', () => {
  test('of every kind become a hash or checked digits', async () => {
    const storage = await openStorage(place());
    for (const name of ['a', '../../../etc/passwd', 'con', 'A', 'x'.repeat(255)]) {
      expect(storage.repositoryPath(name)).toMatch(new RegExp(`^${storage.repositoriesFolder}/[0-9a-f]{64}$`));
    }
    expect(hashOfName('v1')).not.toBe(hashOfName('V1'));
    const digest = digestOf(Buffer.from('x'));
    expect(storage.contentPath(digest)).toBe(join(storage.root, 'content', 'sha256', digest.slice(7)));
    expect(() => storage.contentPath('sha256:../../x' as Digest)).toThrow(RangeError);
    expect(digestOfFileName(fileNameOf(digest))).toBe(digest);
    for (const name of ['x', 'sha256-x', `${digest}.tmp`, '..']) expect(digestOfFileName(name)).toBeNull();
    expect(isDigest(digest)).toBe(true);
  });
});

describe('records', () => {
  test('count once they are placed, and are removed once', async () => {
    const storage = await openStorage(place());
    const path = join(storage.repositoriesFolder, 'record');
    const prepared = await storage.prepareRecord('text');
    expect(await readdir(storage.repositoriesFolder)).toEqual([]);
    await storage.place(prepared, path);
    await storage.settle();
    expect(storage.readRecord(path)).toBe('text');
    await storage.remove(path);
    await storage.remove(path);
    expect(await readdir(storage.repositoriesFolder)).toEqual([]);
    await storage.prepareRecord('never placed');
    await storage.removeUnfinished();
    expect(await readdir(place('temporary'))).toEqual([]);
  });

  test('are neither read nor written through a link', async () => {
    const storage = await openStorage(place());
    const secret = join(folder, 'secret');
    await writeFile(secret, 'kept');
    const link = join(storage.repositoriesFolder, 'link');
    await symlink(secret, link);
    expect(() => storage.readRecord(link)).toThrow(/ELOOP/);
    await storage.mark(link);
    await storage.place(await storage.prepareRecord('new'), link);
    expect(await readFile(secret, 'utf8')).toBe('kept');
    await symlink(folder, join(storage.repositoriesFolder, 'away'));
    const away = (name: string) => join(storage.repositoriesFolder, 'away', name);
    await expect(storage.mark(away('mark'))).rejects.toMatchObject({ code: 'outside' });
    await expect(storage.remove(away('secret'))).rejects.toMatchObject({ code: 'outside' });
    const prepared = await storage.prepareRecord('x');
    await expect(storage.place(prepared, away('secret'))).rejects.toMatchObject({ code: 'outside' });
    expect(await readFile(secret, 'utf8')).toBe('kept');
  });

  test('content that is not there is no error', async () => {
    const storage = await openStorage(place());
    expect(await storage.openContent(digestOf(Buffer.from('x')))).toBeNull();
  });
});
