/** An archive unpacked once: every file at its place, charts within too, damage found when it is read. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openUnpacked, UnpackedArchiveError, writeUnpacked } from '../../../../electron/charts/unpacked-archive';
import { chartTgz, rawTgz, SOUND_CHART } from '../../../support/tar-bytes';
import { withUnpacked } from '../../../support/unpacked';

const INNER = rawTgz([
  { name: 'redis/Chart.yaml', content: 'name: redis\n' },
  { name: 'redis/charts/deep-1.tgz', content: rawTgz([{ name: 'deep/values.yaml', content: 'd: 1\n' }]) },
]);
const ARCHIVE = chartTgz(
  { name: 'app/values.yaml', content: 'a: 1\n' },
  { name: 'app/charts/redis-1.tgz', content: INNER },
  { name: 'app/charts/one/charts/two-1.tgz', content: INNER },
  { name: 'app/charts/_out.tgz', content: INNER },
  { name: 'app/link', type: '2' },
  { name: 'app/values.yaml', content: 'a: 2\n' },
);

describe('an unpacked archive', () => {
  it('holds each file once, those of packaged charts within below their archive', () =>
    withUnpacked(ARCHIVE, async ({ files, read }) => {
      expect(files.map(({ path }) => path)).toEqual([
        'Chart.yaml',
        'values.yaml',
        'charts/redis-1.tgz',
        'charts/redis-1.tgz/Chart.yaml',
        'charts/redis-1.tgz/charts/deep-1.tgz',
        'charts/redis-1.tgz/charts/deep-1.tgz/values.yaml',
        'charts/one/charts/two-1.tgz',
        'charts/one/charts/two-1.tgz/Chart.yaml',
        'charts/one/charts/two-1.tgz/charts/deep-1.tgz',
        'charts/one/charts/two-1.tgz/charts/deep-1.tgz/values.yaml',
        'charts/_out.tgz',
        'link',
      ]);
      const texts = await Promise.all(files.map(async (file) => [file.path, await read(file)] as const));
      const contents = Object.fromEntries(texts);
      expect(contents['Chart.yaml']?.toString()).toBe(SOUND_CHART);
      expect(contents['values.yaml']?.toString()).toBe('a: 1\n');
      expect(contents['charts/redis-1.tgz']?.equals(INNER)).toBe(true);
      expect(contents['charts/redis-1.tgz/charts/deep-1.tgz/values.yaml']?.toString()).toBe('d: 1\n');
      expect(contents['link']).toHaveLength(0);
      expect(files.at(-1)).toMatchObject({ path: 'link', isLink: true });
    }));

  it('says of a chart within that it is damaged, and keeps the rest', () =>
    withUnpacked(
      chartTgz(
        { name: 'app/charts/bad.tgz', content: INNER.subarray(0, 40) },
        { name: 'app/README.md', content: 'hello' },
      ),
      ({ files }) => {
        expect(files.find(({ path }) => path === 'charts/bad.tgz')?.problem).toContain('cut off');
        expect(files.map(({ path }) => path)).toContain('README.md');
        return Promise.resolve();
      },
    ));

  it.each([
    ['ends early', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['is empty', () => Buffer.alloc(0)],
    [
      'has another list',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"isLink":true', '"isLink":null'), 'latin1'),
    ],
    [
      'is of another form',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('chart-files-1', 'chart-files-0'), 'latin1'),
    ],
  ])('that %s is found out when it is opened', (_what, damage) =>
    withUnpacked(ARCHIVE, async (_unpacked, path) => {
      await writeFile(path, damage(await readFile(path)));
      await expect(openUnpacked(path)).rejects.toThrow(UnpackedArchiveError);
    }),
  );

  it('whose file has other bytes is found out when the file is read', () =>
    withUnpacked(ARCHIVE, async ({ files, read }, path) => {
      const bytes = await readFile(path);
      bytes[bytes.indexOf('a: 1')] = 0x62;
      await writeFile(path, bytes);
      const [chartYaml, values] = files;
      expect((await read(chartYaml!)).toString()).toBe(SOUND_CHART);
      await expect(read(values!)).rejects.toThrow(UnpackedArchiveError);
    }));

  it('is not made of more than limits allow, nor where something lies already', () =>
    withUnpacked(ARCHIVE, async (_unpacked, path) => {
      const { signal } = new AbortController();
      await expect(writeUnpacked(ARCHIVE, path, { signal })).rejects.toMatchObject({ code: 'EEXIST' });
      const records = Buffer.from(`5020 path=app/${'x'.repeat(5005)}\n`);
      const long = rawTgz([
        { name: 'x', type: 'x', content: records },
        { name: 'app/x', content: 'x' },
      ]);
      await expect(writeUnpacked(long, `${path}2`, { signal })).rejects.toMatchObject({ code: 'unsafe-path' });
      const bomb = chartTgz(
        ...Array.from({ length: 4 }, (_, n) => ({ name: `app/${n}`, content: Buffer.alloc(5_000_000) })),
      );
      await expect(writeUnpacked(bomb, `${path}3`, { signal })).rejects.toMatchObject({ code: 'too-large' });
      expect(existsSync(path)).toBe(true);
    }));

  it('stops when nobody waits any more', async () => {
    const signal = AbortSignal.abort(new Error('left'));
    await withUnpacked(ARCHIVE, (_unpacked, path) =>
      expect(writeUnpacked(ARCHIVE, `${path}2`, { signal })).rejects.toThrow('left'),
    );
  });
});
