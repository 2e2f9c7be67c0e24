/** Which file stands at a path; real files, links, folders and pipes. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileError, identifyFile } from '../../../../electron/charts/file-identity';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-identity-'));
  path = join(folder, 'a.tgz');
  await writeFile(path, 'abc');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('identifyFile', () => {
  it('tells size, time and which file it is', async () => {
    const time = new Date('2026-03-29T00:30:15.900Z');
    await utimes(path, time, time);
    const identity = await identifyFile(path);
    expect(identity).toMatchObject({ sizeBytes: 3, modifiedAtMs: time.getTime() });
    // The first one stays, elsewhere: its number would be given away again.
    await rename(path, join(folder, 'b.tgz'));
    await writeFile(path, 'abc');
    await utimes(path, time, time);
    expect((await identifyFile(path)).inode).not.toBe(identity.inode);
  });

  it('follows links', async () => {
    await symlink(path, join(folder, 'link.tgz'));
    expect(await identifyFile(join(folder, 'link.tgz'))).toEqual(await identifyFile(path));
  });

  it('refuses what is no file, in words', async () => {
    await mkdir(join(folder, 'c.tgz'));
    await expect(identifyFile(join(folder, 'c.tgz'))).rejects.toMatchObject({ code: 'is-folder' });
    await expect(identifyFile(join(folder, 'gone.tgz'))).rejects.toMatchObject({ code: 'vanished' });
    await expect(identifyFile(join(path, 'below'))).rejects.toMatchObject({ code: 'vanished' });
    await symlink(join(folder, 'gone'), join(folder, 'dead.tgz'));
    await expect(identifyFile(join(folder, 'dead.tgz'))).rejects.toMatchObject({ code: 'vanished' });
  });

  it.runIf(process.platform !== 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.tgz')]);
    await expect(identifyFile(join(folder, 'pipe.tgz'))).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining("pipe.tgz isn't a file"),
    });
    await expect(identifyFile('/dev/null')).rejects.toMatchObject({ code: 'unreadable' });
  });
});

it.each(['EACCES', 'EPERM', 'EIO', 'ELOOP'])('says that a file can not be read: %s', (code) => {
  const error = fileError(Object.assign(new Error('x'), { code }), 'a.tgz');
  expect(error).toMatchObject({ code: 'unreadable', details: code, message: expect.stringContaining('a.tgz') });
});
