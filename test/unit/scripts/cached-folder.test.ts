/** What the scripts download is in place wholly or not at all, also where two of them do it at once. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureCachedFolder } from '../../../scripts/cached-folder.mjs';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'chartroom-cache-'));
  vi.stubEnv('CHARTROOM_TOOLS', cache);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

async function writeTool(folder: string): Promise<void> {
  await writeFile(join(folder, 'tool'), 'content');
}

it('fills a folder once', async () => {
  const fill = vi.fn<(folder: string) => Promise<void>>(writeTool);
  const first = await ensureCachedFolder('tool-1', fill);
  const second = await ensureCachedFolder('tool-1', fill);
  expect(second).toBe(first);
  expect(fill).toHaveBeenCalledOnce();
  expect(await readFile(join(first, 'tool'), 'utf8')).toBe('content');
});

it('gives both the same where two fill it at once, and leaves nothing else', async () => {
  const [first, second] = await Promise.all([
    ensureCachedFolder('tool-1', writeTool),
    ensureCachedFolder('tool-1', writeTool),
  ]);
  expect(first).toBe(second);
  expect(await readdir(cache)).toEqual(['tool-1']);
});

it('leaves nothing behind where filling fails, and tries again the next time', async () => {
  const fails = ensureCachedFolder('tool-1', async (folder) => {
    await writeFile(join(folder, 'half'), '');
    throw new Error('cut off');
  });
  await expect(fails).rejects.toThrow('cut off');
  expect(await readdir(cache)).toEqual([]);
  await ensureCachedFolder('tool-1', writeTool);
  expect(await readdir(join(cache, 'tool-1'))).toEqual(['tool']);
});
