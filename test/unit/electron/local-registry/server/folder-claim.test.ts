import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder, FolderInUseError } from '../../../../../electron/local-registry/server/folder-claim';
import { portOf } from '../../../../../electron/local-registry/server/listening-port';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-claim-'));
});
afterEach(() => rm(folder, { recursive: true }));

const TOKEN = '0d1d2d3d-0000-4000-8000-000000000000';

test('a folder that is held is not given twice, and is free after', async () => {
  const first = await claimFolder(folder);
  await first.confirm();
  await expect(claimFolder(folder)).rejects.toThrow(FolderInUseError);
  await first.release();
  expect(await readdir(folder)).toEqual([]);
  await (await claimFolder(folder)).release();
});

test('of two that took it at the same time the later one has it', async () => {
  const first = await claimFolder(folder);
  await writeFile(join(folder, 'in-use.json'), JSON.stringify({ port: 1, token: TOKEN }));
  await expect(first.confirm()).rejects.toThrow(FolderInUseError);
  // The other's claim stays.
  await first.release();
  expect(await readdir(folder)).toEqual(['in-use.json']);
});

test.each(['', '{', '{"port":0}', JSON.stringify({ port: 1, token: TOKEN })])(
  'a claim %j that nobody answers for is void',
  async (text) => {
    await writeFile(join(folder, 'in-use.json'), text);
    const claim = await claimFolder(folder);
    await expect(claim.confirm()).resolves.toBeUndefined();
    await claim.release();
  },
);

test('nor one whose port another program has by now', async () => {
  const other = createServer((socket) => socket.end('220 mail ready, and much more than any token would say'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  await writeFile(join(folder, 'in-use.json'), JSON.stringify({ port: portOf(other), token: TOKEN }));
  const claim = await claimFolder(folder);
  await expect(claim.confirm()).resolves.toBeUndefined();
  await claim.release();
  await new Promise((resolve) => other.close(resolve));
});
