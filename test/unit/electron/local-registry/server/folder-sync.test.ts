import { expect, test } from 'vitest';
import { createFolderSync } from '../../../../../electron/local-registry/server/folder-sync';
import { createGate } from '../../../../support/gate';

test('who comes during a round waits for the next, and all of them share it', async () => {
  const gates = [createGate(), createGate()];
  const synced: string[] = [];
  const folders = createFolderSync(async (folder) => {
    synced.push(folder);
    await gates[Math.min(synced.length - 1, 1)]!.opened;
  });
  const settled: string[] = [];
  const settle = async (name: string) => {
    await folders.settle();
    settled.push(name);
  };
  folders.touch('a');
  const first = settle('first');
  folders.touch('b');
  folders.touch('b');
  const others = [settle('second'), settle('third')];
  gates[0]!.open();
  await first;
  // The second round is still under way: what it was asked for is not on the disk.
  expect(settled).toEqual(['first']);
  gates[1]!.open();
  await Promise.all(others);
  expect(synced).toEqual(['a', 'b']);
});

test('a folder whose sync failed is tried again, one that is gone is not', async () => {
  const fails = [
    Object.assign(new Error('disk'), { code: 'EIO' }),
    Object.assign(new Error('gone'), { code: 'ENOENT' }),
  ];
  let syncs = 0;
  const folders = createFolderSync(() => {
    const error = fails[syncs++];
    return error ? Promise.reject(error) : Promise.resolve();
  });
  folders.touch('a');
  await expect(folders.settle()).rejects.toThrow('disk');
  await folders.settle();
  await folders.settle();
  expect(syncs).toBe(2);
});
