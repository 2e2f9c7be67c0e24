import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findProgram, searchFolders, type Machine } from '../../../../electron/programs/find-program';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-programs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function machine(path: string): Machine {
  return { env: { PATH: path, LANG: 'C' }, platform: 'linux', homeFolder: join(folder, 'home') };
}

async function addProgram(folderName: string, name: string, mode = 0o755): Promise<string> {
  await mkdir(join(folder, folderName), { recursive: true });
  const file = join(folder, folderName, name);
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, mode);
  return file;
}

it('searches PATH in its order, then the usual places, and never the working folder', () => {
  const folders = searchFolders({ env: { PATH: '/b::./x:/a:/usr/bin' }, platform: 'linux', homeFolder: '/home/ana' });
  expect(folders.slice(0, 4)).toEqual(['/b', '/a', '/usr/bin', '/usr/local/bin']);
  expect(folders).toContain('/home/ana/.local/bin');
  expect(new Set(folders).size).toBe(folders.length);
});

it('takes Windows by its own rules', () => {
  const folders = searchFolders({
    env: { PATH: String.raw`C:\helm;bin;D:\x` },
    platform: 'win32',
    homeFolder: 'C:\\Users\\ana',
  });
  expect(folders).toEqual(['C:\\helm', 'D:\\x']);
});

it('finds the first name in the first folder, and gives it the searched folders as PATH', async () => {
  const later = await addProgram('two', 'chartroom-test');
  const first = await addProgram('one', 'chartroom-test');
  const path = `${join(folder, 'one')}:${join(folder, 'two')}`;
  const found = await findProgram(['chartroom-none', 'chartroom-test'], machine(path));
  expect(found?.path).toBe(first);
  expect(found?.path).not.toBe(later);
  expect(found?.env['LANG']).toBe('C');
  expect(found?.env['PATH']?.startsWith(`${path}:/usr/local/bin`)).toBe(true);
});

it('takes neither a folder nor a file that may not be run', async () => {
  await mkdir(join(folder, 'three', 'chartroom-folder'), { recursive: true });
  await addProgram('three', 'chartroom-text', 0o644);
  const names = ['chartroom-folder', 'chartroom-text'];
  expect(await findProgram(names, machine(join(folder, 'three')))).toBeNull();
});
