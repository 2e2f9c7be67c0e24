import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeLeftovers, writeFileAtomic } from '../../../../electron/files/atomic-file';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-atomic-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('writes text and bytes, and replaces what is there', async () => {
  await writeFileAtomic(path, 'one');
  expect(await readFile(path, 'utf8')).toBe('one');
  await writeFileAtomic(path, new Uint8Array([0, 255]));
  expect([...(await readFile(path))]).toEqual([0, 255]);
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test.skipIf(process.platform === 'win32')('is for this user only, unless another mode is asked for', async () => {
  await writeFileAtomic(path, 'one');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFileAtomic(path, 'two', { mode: 0o640 });
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

test('a reader sees a whole content at every moment', async () => {
  const contents = ['a', 'b'].map((letter) => letter.repeat(200_000));
  await writeFileAtomic(path, contents[0] ?? '');
  const writing = { done: false };
  const writer = (async () => {
    for (let round = 1; round <= 20; round += 1) await writeFileAtomic(path, contents[round % 2] ?? '');
    writing.done = true;
  })();
  let reads = 0;
  while (!writing.done) {
    expect(contents.includes(await readFile(path, 'utf8'))).toBe(true);
    reads += 1;
  }
  await writer;
  expect(reads).toBeGreaterThan(0);
});

test('where it can not be written, the old content stays and nothing is left behind', async () => {
  await writeFile(path, 'old');
  await expect(writeFileAtomic(path, 'new', { renameFile: failToRename })).rejects.toThrow('disk');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['settings.json']);

  await mkdir(join(folder, 'taken'));
  await writeFile(join(folder, 'taken', 'x'), '');
  await expect(writeFileAtomic(join(folder, 'taken'), 'new')).rejects.toMatchObject({ syscall: 'rename' });
  await expect(writeFileAtomic(join(folder, 'missing', 'x'), 'new')).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual(['settings.json', 'taken']);
});

test('waits while a scanner holds the file, as on Windows', async () => {
  let tries = 0;
  async function busyTwice(from: string, to: string) {
    tries += 1;
    if (tries <= 2) throw Object.assign(new Error('busy'), { code: 'EPERM' });
    await rename(from, to);
  }
  await writeFileAtomic(path, 'new', { renameFile: busyTwice });
  expect(tries).toBe(3);
  expect(await readFile(path, 'utf8')).toBe('new');
});

test('a process that is killed while it writes leaves a whole content, and what it left besides is found', async () => {
  const contents = ['a', 'b'].map((letter) => letter.repeat(1_000_000));
  const program = join(folder, 'writer.mjs');
  await buildWriter(program);
  for (let round = 1; round <= 3; round += 1) {
    await writeFileAtomic(path, contents[0] ?? '');
    await killWhileWriting(program);
    expect(contents.includes(await readFile(path, 'utf8'))).toBe(true);
  }
  await rm(program);
  await writeFile(join(folder, 'settings.json.0123456789ab.tmp'), 'half');
  await writeFile(join(folder, 'settings.json.backup.tmp'), "the user's own");
  await removeLeftovers(path);
  const left = await readdir(folder);
  left.sort();
  expect(left).toEqual(['settings.json', 'settings.json.backup.tmp']);
});

function failToRename(): Promise<void> {
  return Promise.reject(Object.assign(new Error('disk'), { code: 'EIO' }));
}

/** A program that writes the file again and again, with the function under test. */
async function buildWriter(program: string): Promise<void> {
  await build({
    stdin: {
      contents: `
        import { writeFileAtomic } from './electron/files/atomic-file';
        for (let round = 1; ; round += 1) {
          await writeFileAtomic(process.argv[2], (round % 2 ? 'b' : 'a').repeat(1_000_000));
          process.send('written');
        }`,
      resolveDir: process.cwd(),
    },
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
}

/** Kills it after its first write, wherever it is in the next. */
async function killWhileWriting(program: string): Promise<void> {
  const writer = fork(program, [path]);
  await once(writer, 'message');
  writer.kill('SIGKILL');
  await once(writer, 'exit');
}
