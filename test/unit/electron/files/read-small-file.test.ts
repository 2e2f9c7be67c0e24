import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSmallFile } from '../../../../electron/files/read-small-file';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-read-'));
  path = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('reads text up to the limit, without a byte order mark, through a link', async () => {
  await writeFile(path, '\ufeffé!');
  await symlink(path, join(folder, 'link'));
  expect(await readSmallFile(join(folder, 'link'), { maxBytes: 6 })).toBe('é!');
  await writeFile(path, '');
  expect(await readSmallFile(path, { maxBytes: 6 })).toBe('');
});

test('refuses what is too large, without reading it', async () => {
  await writeFile(path, '1234567');
  await expect(readSmallFile(path, { maxBytes: 6 })).rejects.toMatchObject({ code: 'too-large' });
  // As large as a disk, and made of nothing.
  await truncate(path, 1e12);
  await expect(readSmallFile(path, { maxBytes: 6 })).rejects.toMatchObject({ code: 'too-large' });
});

test('refuses what is not text', async () => {
  await writeFile(path, new Uint8Array([0xff, 0xfe, 0x00]));
  await expect(readSmallFile(path, { maxBytes: 6 })).rejects.toMatchObject({ code: 'not-text' });
});

test('refuses a folder, and a pipe without waiting for its other end', async () => {
  await expect(readSmallFile(folder, { maxBytes: 6 })).rejects.toMatchObject({
    code: expect.stringMatching(/^(not-a-file|EISDIR)$/),
  });
  execFileSync('mkfifo', [path]);
  await expect(readSmallFile(path, { maxBytes: 6 })).rejects.toMatchObject({ code: 'not-a-file' });
});

test('tells what is missing as the file system does', async () => {
  await expect(readSmallFile(path, { maxBytes: 6 })).rejects.toMatchObject({ code: 'ENOENT' });
});
