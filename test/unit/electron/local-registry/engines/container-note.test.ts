/** Whether an engine may have a container of ours, as the next run of the app finds it. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createContainerNote } from '../../../../../electron/local-registry/engines/container-note';

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'chartroom-note-'));
  folder = join(parent, 'local-registry');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

it('is there from when it is written until it is cleared, for that engine only', async () => {
  const docker = createContainerNote(folder, 'docker', 'chartroom-registry-1');
  const podman = createContainerNote(folder, 'podman', 'chartroom-registry-1');
  expect(await docker.isThere()).toBe(false);
  await docker.write();
  expect(await createContainerNote(folder, 'docker', 'chartroom-registry-1').isThere()).toBe(true);
  expect(await podman.isThere()).toBe(false);
  await docker.clear();
  await docker.clear();
  expect(await docker.isThere()).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});

it('that can not be looked for is not said to be missing', async () => {
  await writeFile(folder, 'a file where the folder should be');
  await expect(createContainerNote(folder, 'docker', 'x').isThere()).rejects.toThrow('ENOTDIR');
});
