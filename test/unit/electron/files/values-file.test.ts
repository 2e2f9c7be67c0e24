/** Values files that a user chose, and the words for those that can't be read: none of them holds a path. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readValuesFile } from '../../../../electron/files/values-file';
import { toAppError } from '../../../../electron/ipc/app-error';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-values-'));
  path = join(folder, 'prod.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function failureOf(reading: Promise<unknown>) {
  const error: unknown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  return toAppError(error);
}

test('gives the text and the name without its folder', async () => {
  await writeFile(path, 'a: 1\n');
  expect(await readValuesFile(path)).toEqual({ fileName: 'prod.yaml', text: 'a: 1\n' });
});

test('says of each file that can not be read why, in plain words and without its path', async () => {
  const missing = await failureOf(readValuesFile(path));
  await writeFile(path, new Uint8Array([0xff, 0xfe, 0x41, 0x00]));
  const utf16 = await failureOf(readValuesFile(path));
  await truncate(path, 5 * 1024 * 1024 + 1);
  const large = await failureOf(readValuesFile(path));
  const directory = await failureOf(readValuesFile(folder));
  expect([missing, utf16, large].map(({ message }) => message)).toEqual(Array(3).fill("prod.yaml wasn't loaded."));
  expect(missing.why).toContain("can't be read");
  expect(utf16.why).toContain('UTF-8');
  expect(large.why).toContain('5 MiB');
  expect(directory.why).toContain('folder');
  expect(JSON.stringify([missing, utf16, large, directory])).not.toContain(tmpdir());
});
