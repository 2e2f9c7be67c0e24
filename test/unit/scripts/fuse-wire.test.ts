/** Electron's fuses are read as they lie in its binary. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFuses } from '../../../scripts/fuse-wire.mjs';

const marker = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-fuses-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function binary(...content: (string | number)[]): Promise<string> {
  const file = join(folder, 'electron');
  const parts = content.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part)));
  await writeFile(file, Buffer.concat([Buffer.from('before'), ...parts]));
  return file;
}

it('tells which of the fuses that are there are on', async () => {
  expect([...(await readFuses(await binary(marker, 1, 3, '010', 'after')))]).toEqual([
    ['runAsNode', false],
    ['enableCookieEncryption', true],
    ['enableNodeOptionsEnvironmentVariable', false],
  ]);
});

it('leaves out a fuse that Electron has removed', async () => {
  const fuses = await readFuses(await binary(marker, 1, 2, 'r1'));
  expect([...fuses]).toEqual([['enableCookieEncryption', true]]);
});

it('refuses what has no fuses, or others than it knows', async () => {
  await expect(readFuses(await binary('nothing'))).rejects.toThrow("isn't Electron's binary");
  await expect(readFuses(await binary(marker, 2, 1, '0'))).rejects.toThrow('version 2');
});
