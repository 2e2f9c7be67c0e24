/** Where a tar ends: two blocks of zeros, as Go has it, wherever the chunks of the stream are cut. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { untilTarEnd } from '../../../../electron/charts/tar-end';
import { rawEntry, rawHeader, TAR_END } from '../../../support/tar-bytes';

const FIRST = rawEntry({ name: 'app/Chart.yaml', content: 'name: app\n' });
const HIDDEN = rawEntry({ name: 'app/hidden', content: 'x' });
const ZEROS = Buffer.alloc(512);

function refuse(): never {
  throw new Error('enough');
}

/** The tar as it comes out, fed in chunks of this size. */
async function pass(bytes: Uint8Array, chunkBytes: number, count: (bytes: number) => void = () => {}): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  return await buffer(Readable.from(chunks).compose(untilTarEnd(count)));
}

describe.each([100, 512, 700, 1_000_000])('in chunks of %d bytes', (chunkBytes) => {
  it('drops what lies behind the end', async () => {
    const out = await pass(Buffer.concat([FIRST, TAR_END, HIDDEN, TAR_END]), chunkBytes);
    expect(out).toEqual(Buffer.concat([FIRST, TAR_END]));
  });

  it('does not take zeros in a file for the end', async () => {
    const bytes = Buffer.concat([rawEntry({ name: 'app/zeros', content: Buffer.alloc(2048) }), FIRST, TAR_END]);
    expect(await pass(bytes, chunkBytes)).toEqual(bytes);
  });

  it('passes a tar without an end on', async () => {
    expect(await pass(FIRST, chunkBytes)).toEqual(FIRST);
  });

  it('refuses something behind one block of zeros', async () => {
    await expect(pass(Buffer.concat([FIRST, ZEROS, HIDDEN]), chunkBytes)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('believes a record about the size of the entry behind it', async () => {
    const record = rawEntry({ name: 'PaxHeaders/x', type: 'x', content: '13 size=1024\n' });
    const header = rawHeader({ name: 'app/zeros', size: 0 });
    const bytes = Buffer.concat([record, header, Buffer.alloc(1024), FIRST, TAR_END]);
    expect(await pass(bytes, chunkBytes)).toEqual(bytes);
  });
});

it('knows sizes written in binary, and that links have no content', async () => {
  const binary = rawHeader({ name: 'app/zeros' });
  binary.fill(0, 124, 136);
  binary[124] = 0x80;
  binary.writeUInt32BE(1024, 132);
  const link = rawHeader({ name: 'app/link', type: '2', size: 512 });
  const bytes = Buffer.concat([binary, Buffer.alloc(1024), link, TAR_END, HIDDEN]);
  expect(await pass(bytes, 4096)).toEqual(bytes.subarray(0, bytes.length - HIDDEN.length));
});

it('counts the bytes behind the end too, and ends with what the count throws', async () => {
  let counted = 0;
  await pass(Buffer.concat([TAR_END, HIDDEN]), 100, (bytes) => void (counted += bytes));
  expect(counted).toBe(TAR_END.length + HIDDEN.length);
  await expect(pass(FIRST, 100, refuse)).rejects.toThrow('enough');
});
