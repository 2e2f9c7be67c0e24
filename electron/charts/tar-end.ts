/**
 * Ends a tar where Go's reader, and with it Helm, ends it: at two blocks of zeros. What lies behind them is no part of
 * the archive, though other readers may find entries there.
 */
import { Transform, type TransformCallback } from 'node:stream';
import { damagedArchive } from './damaged-archive';

const BLOCK_BYTES = 512;
const SIZE_AT = 124;
const SIZE_LENGTH = 12;
const TYPE_AT = 156;
/** Links, devices, folders and pipes have no content, whatever their header says of a size. */
const WITHOUT_CONTENT = '123456';
/** Of the records before an entry; more than that says nothing about sizes. */
const MAX_RECORD_BYTES = 64 * 1024;

/**
 * Passes a tar on up to its end and drops the rest. `count` is told of all bytes, those behind the end too; what it
 * throws ends the stream. Fails with ChartError `damaged` at something behind one block of zeros.
 */
export function untilTarEnd(count: (bytes: number) => void): Transform {
  const walker = new TarWalker();
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
      try {
        count(chunk.length);
        const length = walker.walk(chunk);
        done(null, length === chunk.length ? chunk : chunk.subarray(0, length));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

class TarWalker {
  #block: Buffer = Buffer.alloc(0);
  /** Of the content that stands before the next header. */
  #contentBytes = 0;
  #records: Buffer[] | null = null;
  #nextSize: number | null = null;
  #zeroBlocks = 0;

  /** How many bytes of the chunk belong to the archive. */
  walk(chunk: Buffer): number {
    let position = 0;
    while (position < chunk.length) {
      if (this.#zeroBlocks === 2) return position;
      position += this.#contentBytes > 0 ? this.#skipContent(chunk, position) : this.#takeHeader(chunk, position);
    }
    return chunk.length;
  }

  #skipContent(chunk: Buffer, position: number): number {
    const length = Math.min(this.#contentBytes, chunk.length - position);
    this.#records?.push(chunk.subarray(position, position + length));
    this.#contentBytes -= length;
    if (this.#contentBytes === 0) this.#readRecords();
    return length;
  }

  #takeHeader(chunk: Buffer, position: number): number {
    const part = chunk.subarray(position, position + BLOCK_BYTES - this.#block.length);
    this.#block = this.#block.length === 0 ? part : Buffer.concat([this.#block, part]);
    if (this.#block.length === BLOCK_BYTES) {
      this.#readHeader(this.#block);
      this.#block = Buffer.alloc(0);
    }
    return part.length;
  }

  #readHeader(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      this.#zeroBlocks += 1;
      return;
    }
    if (this.#zeroBlocks > 0)
      throw damagedArchive({ details: 'invalid tar header: a block of zeros and then something else' });
    const type = String.fromCharCode(block[TYPE_AT] ?? 0);
    const isRecord = type === 'x';
    const size = isRecord ? sizeIn(block) : (this.#nextSize ?? sizeIn(block));
    this.#contentBytes = WITHOUT_CONTENT.includes(type) ? 0 : Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    this.#nextSize = null;
    this.#records = isRecord && size <= MAX_RECORD_BYTES ? [] : null;
  }

  /** A record may say that the entry behind it is larger than its header can tell. */
  #readRecords(): void {
    const text = this.#records === null ? '' : Buffer.concat(this.#records).toString('latin1');
    this.#records = null;
    const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(text)?.[1];
    if (size !== undefined) this.#nextSize = Number(size);
  }
}

/** Octal digits, or a binary number behind a byte with its highest bit set. */
function sizeIn(block: Buffer): number {
  const field = block.subarray(SIZE_AT, SIZE_AT + SIZE_LENGTH);
  if ((field[0] ?? 0) >= 0x80) return Number(field.readBigUInt64BE(SIZE_LENGTH - 8));
  return Number.parseInt(field.toString('latin1').replaceAll('\0', ' ').trim(), 8) || 0;
}
