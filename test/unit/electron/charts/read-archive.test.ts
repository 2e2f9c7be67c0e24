/** A .tgz on disk: what is read of it, and every way in which the file itself can be wrong. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertUnchanged, readChartArchive } from '../../../../electron/charts/read-archive';
import { digestOf } from '../../../../electron/registry/digests';
import { chartTgz, TAR_END } from '../../../support/tar-bytes';

const { signal } = new AbortController();
const TGZ = chartTgz();
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-archive-'));
  path = join(folder, 'app-1.0.0.tgz');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const read = (file = path): ReturnType<typeof readChartArchive> => readChartArchive(file, { signal });

describe('a sound archive', () => {
  it('is read with its digest, size, time and config', async () => {
    await writeFile(path, TGZ);
    const time = new Date('2026-03-29T00:30:15.500Z');
    await utimes(path, time, time);
    const archive = await read();
    expect(archive).toMatchObject({
      fileName: 'app-1.0.0.tgz',
      sizeBytes: TGZ.length,
      digest: digestOf(TGZ),
      modifiedAtMs: time.getTime(),
      metadata: { name: 'app' },
      warnings: [],
    });
    expect(Buffer.from(archive.configBytes).toString()).toBe('{"name":"app","version":"1.0.0","apiVersion":"v2"}');
    expect(archive.configDigest).toBe(digestOf(archive.configBytes));
  });

  it('may lie behind a link and be called anything', async () => {
    await writeFile(join(folder, 'download'), TGZ);
    await symlink(join(folder, 'download'), path);
    expect(await read()).toMatchObject({ fileName: 'app-1.0.0.tgz', digest: digestOf(TGZ) });
  });

  it('is hashed to its last byte', async () => {
    // Larger than what is read at once, and with bytes behind the end of the tar.
    const large = Buffer.concat([chartTgz({ name: 'app/noise', content: randomBytes(600_000) }), gzipSync('behind')]);
    await writeFile(path, large);
    expect((await read()).digest).toBe(digestOf(large));
  });
});

describe('a file that is none', () => {
  it.each<[string, Uint8Array, string]>([
    ['empty', Buffer.alloc(0), 'empty-file'],
    ['text', Buffer.from('hello'), 'not-gzip'],
    ['cut off', TGZ.subarray(0, TGZ.length / 2), 'truncated'],
    ['only a gzip mark', Buffer.from([0x1f, 0x8b, 8]), 'truncated'],
    ['a tar, not packed', TAR_END, 'not-gzip'],
  ])('is refused: %s', async (_name, bytes, code) => {
    await writeFile(path, bytes);
    await expect(read()).rejects.toMatchObject({ code });
  });

  it('of 2 GB is refused unread', async () => {
    await writeFile(path, '');
    await truncate(path, 2 ** 31);
    const before = process.memoryUsage().arrayBuffers;
    await expect(read()).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('app-1.0.0.tgz'),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e6);
  });

  it('is refused where it is a folder, gone, or a link to nothing', async () => {
    await expect(read()).rejects.toMatchObject({ code: 'vanished' });
    await symlink(join(folder, 'gone'), path);
    await expect(read()).rejects.toMatchObject({ code: 'vanished' });
    await rm(path);
    await mkdir(path);
    await expect(read()).rejects.toMatchObject({ code: 'is-folder' });
  });

  it.runIf(process.platform !== 'win32')(
    'is refused where it is a pipe or a device, without waiting for it',
    async () => {
      execFileSync('mkfifo', [path]);
      await expect(read()).rejects.toMatchObject({ code: 'unreadable' });
      await expect(read('/dev/zero')).rejects.toMatchObject({ code: 'unreadable' });
    },
  );

  // Root may read everything.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'is refused where it may not be read',
    async () => {
      await writeFile(path, TGZ);
      await chmod(path, 0);
      await expect(read()).rejects.toMatchObject({ code: 'unreadable', details: 'EACCES' });
    },
  );
});

describe('a file that changes', () => {
  it('is noticed by its size, its time, or by being another file', async () => {
    await writeFile(path, TGZ);
    const time = new Date('2026-01-01T00:00:00Z');
    await utimes(path, time, time);
    const { identity } = await read();
    await assertUnchanged(path, identity);

    await utimes(path, time, new Date(time.getTime() + 1));
    await expect(assertUnchanged(path, identity)).rejects.toMatchObject({ code: 'changed' });

    // Another file of the same size and time, moved into its place.
    await writeFile(`${path}.new`, Buffer.alloc(TGZ.length));
    await rename(`${path}.new`, path);
    await utimes(path, time, time);
    await expect(assertUnchanged(path, identity)).rejects.toMatchObject({ code: 'changed' });

    await writeFile(path, `${TGZ.toString('latin1')}x`, 'latin1');
    await utimes(path, time, time);
    await expect(assertUnchanged(path, identity)).rejects.toMatchObject({ code: 'changed' });

    await rm(path);
    await expect(assertUnchanged(path, identity)).rejects.toMatchObject({ code: 'vanished' });
  });
});

it('is cancelled with the reason of its signal', async () => {
  await writeFile(path, TGZ);
  const reason = new Error('closed');
  await expect(readChartArchive(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
