/** The files of a .tgz: what is a file and what is not, limits, and in which words a broken archive is refused. */
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MAX_ENTRIES, MAX_FILE_BYTES } from '../../../../electron/charts/limits';
import { readTarFiles } from '../../../../electron/charts/tar-files';
import { UnpackBudget } from '../../../../electron/charts/unpack-budget';
import {
  chartTgz,
  rawEntry,
  rawHeader,
  rawTar,
  rawTgz,
  SOUND_CHART,
  TAR_END,
  type RawEntry,
} from '../../../support/tar-bytes';

interface SeenFile {
  readonly path: string;
  readonly text: string;
  readonly isLink: boolean;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

interface ReadOptions {
  readonly budget?: UnpackBudget;
  readonly signal?: AbortSignal;
  readonly keepText?: boolean;
}

async function read(archive: AsyncIterable<Uint8Array> | Uint8Array, options: ReadOptions = {}): Promise<SeenFile[]> {
  const { budget = new UnpackBudget(), signal = new AbortController().signal, keepText = true } = options;
  const files: SeenFile[] = [];
  budget.addPacked(1e9);
  await readTarFiles(archive instanceof Uint8Array ? whole(archive) : archive, {
    budget,
    signal,
    onFile: async ({ path, isLink, content }) => {
      files.push({ path, isLink, text: keepText ? await text(content) : '' });
    },
  });
  return files;
}

const CHART: RawEntry = { name: 'app/Chart.yaml', content: SOUND_CHART };

describe('readTarFiles', () => {
  it('gives the files in order with their content', async () => {
    expect(await read(rawTgz([CHART, { name: 'app/empty' }, { name: 'app/a/b', content: 'x' }]))).toEqual([
      { path: 'Chart.yaml', isLink: false, text: SOUND_CHART },
      { path: 'empty', isLink: false, text: '' },
      { path: 'a/b', isLink: false, text: 'x' },
    ]);
  });

  it('leaves folders out, by their type, their mode or their name', async () => {
    const folders = [
      { name: 'app/a', type: '5' },
      { name: 'app/b', mode: '0040755' },
      { name: 'app/c/', type: '0' },
    ];
    expect((await read(rawTgz([...folders, CHART]))).map(({ path }) => path)).toEqual(['Chart.yaml']);
  });

  it('takes links and devices for empty files', async () => {
    const types = ['1', '2', '3', '4', '6'];
    const files = await read(rawTgz(types.map((type) => ({ name: `app/${type}`, type }))));
    expect(files).toEqual(types.map((type) => ({ path: type, isLink: type === '1' || type === '2', text: '' })));
  });

  it.each([
    ['ustar', 'ustar\x0000'],
    ['GNU', 'ustar  \0'],
    ['before POSIX', '\0\0\0\0\0\0\0\0'],
  ])('reads the format %s', async (_name, magic) => {
    expect(await read(rawTgz([{ ...CHART, magic }]))).toHaveLength(1);
  });

  it('knows the long names of GNU and of POSIX', async () => {
    const long = `app/${'long/'.repeat(40)}x`;
    const gnu = { name: '././@LongLink', type: 'L', content: `${long}\0` };
    const posix = { name: 'PaxHeaders/x', type: 'x', content: `${long.length + 10} path=${long}\n` };
    for (const record of [gnu, posix]) {
      expect((await read(rawTgz([record, { name: 'short', content: 'x' }])))[0]?.path).toBe(long.slice(4));
    }
  });

  it('sees nothing behind the end of the archive', async () => {
    const bytes = Buffer.concat([rawTar([CHART]), rawTar([{ name: 'app/hidden', content: 'x' }])]);
    expect(await read(gzipSync(bytes))).toHaveLength(1);
  });

  it('reads archives of several gzip parts, and without blocks of zeros at the end', async () => {
    const tar = rawTar([CHART], Buffer.alloc(0));
    const parts = Buffer.concat([gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))]);
    expect(await read(parts)).toHaveLength(1);
  });
});

describe('a broken archive', () => {
  const tgz = chartTgz({ name: 'app/a', content: 'x'.repeat(5000) });
  const tar = rawTar([CHART]);
  const flipped = Buffer.from(tgz);
  flipped[tgz.length - 6] = (flipped[tgz.length - 6] ?? 0) ^ 1;

  it.each([
    ['cut in the middle', tgz.subarray(0, tgz.length / 2), 'truncated', 'cut off'],
    ['without its last byte', tgz.subarray(0, -1), 'truncated', 'cut off'],
    ['cut in a file, packed again', gzipSync(tar.subarray(0, 600)), 'truncated', 'cut off'],
    ['with a wrong sum', flipped, 'damaged', 'is damaged'],
    ['with noise behind it', Buffer.concat([tgz, Buffer.from('\x1f\x8bnoise', 'latin1')]), 'damaged', 'is damaged'],
    ['of noise, packed', gzipSync(Buffer.alloc(2048, 'noise')), 'not-an-archive', "isn't a packaged chart"],
    [
      'with noise after a file',
      gzipSync(Buffer.concat([rawEntry(CHART), Buffer.alloc(512, 'noise')])),
      'damaged',
      'is damaged',
    ],
    ['without files', rawTgz([]), 'no-chart-yaml', 'is empty'],
    ['of folders only', rawTgz([{ name: 'app/', type: '5' }]), 'no-chart-yaml', 'is empty'],
    ['with numbers that are none', rawTgz([{ ...CHART, modifiedAt: 'yesterday' }]), 'damaged', 'is damaged'],
    ['with a link that has content', rawTgz([CHART, { name: 'app/l', type: '2', size: 5 }]), 'damaged', 'is damaged'],
    [
      'with something behind one block of zeros',
      gzipSync(Buffer.concat([rawEntry(CHART), Buffer.alloc(512), rawEntry(CHART)])),
      'damaged',
      'is damaged',
    ],
  ])('%s is refused', async (_name, bytes, code, words) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it.each([
    ['app/../../etc/passwd', "a path out of the chart's folder"],
    ['app//etc/passwd', 'absolute path'],
    ['app/C:/x', 'drive letter'],
  ])('with the entry %s is refused', async (name, words) => {
    await expect(read(rawTgz([CHART, { name }]))).rejects.toMatchObject({
      code: 'unsafe-path',
      message: expect.stringContaining(words),
      details: expect.stringContaining(name),
    });
  });
});

describe('limits', () => {
  it('hold for one file, before its content is read', async () => {
    const large = rawHeader({ name: 'app/large.bin', size: MAX_FILE_BYTES + 1 });
    await expect(read(gzipSync(Buffer.concat([rawEntry(CHART), large])))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/^large\.bin in it is larger than 5 MB/),
    });
    const atLimit = { name: 'app/large.bin', content: Buffer.alloc(MAX_FILE_BYTES) };
    expect(await read(rawTgz([CHART, atLimit]))).toHaveLength(2);
  });

  it('hold for all files together', async () => {
    const file = gzipSync(rawEntry({ name: 'app/file', content: Buffer.alloc(MAX_FILE_BYTES) }), { level: 1 });
    async function* twentyOne(): AsyncGenerator<Uint8Array> {
      for (let count = 0; count < 21; count += 1) yield file;
      yield gzipSync(TAR_END);
    }
    const words = { code: 'too-large', message: expect.stringContaining('100 MB') };
    await expect(read(twentyOne(), { keepText: false })).rejects.toMatchObject(words);
  });

  it('hold for the number of entries, folders too', async () => {
    const budget = new UnpackBudget();
    for (let count = 2; count < MAX_ENTRIES; count += 1) budget.addEntry();
    const folder = { name: 'app/a', type: '5' };
    expect(await read(rawTgz([folder, CHART]), { budget })).toHaveLength(1);
    await expect(read(rawTgz([folder]), { budget })).rejects.toMatchObject({ code: 'too-many-entries' });
  });
});

it('is cancelled with the reason of its signal, in the middle of a file', async () => {
  const controller = new AbortController();
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield gzipSync(rawEntry(CHART), { level: 0 });
    yield gzipSync(rawHeader({ name: 'app/a', size: MAX_FILE_BYTES }));
    controller.abort(new Error('closed'));
    for (;;) yield await new Promise<Uint8Array>((resolve) => setImmediate(() => resolve(gzipSync(Buffer.alloc(512)))));
  }
  await expect(read(endless(), { signal: controller.signal })).rejects.toThrow('closed');
});
