/** Tar archives byte by byte, for what no well-meaning packer writes: odd names, lying headers, hidden entries, bombs. */
import { gzipSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** The type byte: `0` file, `1` hard link, `2` symbolic link, `4` device, `5` folder, `6` pipe, `x` records. */
  readonly type?: string;
  /** What the header says instead of the content's own size; in bytes. */
  readonly size?: number;
  /** Octal digits, as they stand in the header. */
  readonly mode?: string;
  /** In place of the time's octal digits. */
  readonly modifiedAt?: string;
  readonly magic?: string;
}

const BLOCK = 512;

/** The end of an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

export function rawTar(entries: readonly RawEntry[], end: Uint8Array = TAR_END): Buffer {
  return Buffer.concat([...entries.map(rawEntry), end]);
}

export function rawTgz(entries: readonly RawEntry[], end: Uint8Array = TAR_END): Buffer {
  return gzipSync(rawTar(entries, end), { level: 1 });
}

export function rawEntry(entry: RawEntry): Buffer {
  const content = Buffer.from(entry.content ?? '');
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([rawHeader(entry, content.length), content, padding]);
}

export function rawHeader(entry: RawEntry, contentBytes = 0): Buffer {
  const header = Buffer.alloc(BLOCK);
  const { name, type = '0', size = contentBytes, mode = '0000644', modifiedAt = '00000000000' } = entry;
  header.write(name, 0, 100);
  header.write(mode, 100, 7);
  header.write('0000000', 108);
  header.write('0000000', 116);
  header.write(size.toString(8).padStart(11, '0'), 124);
  header.write(modifiedAt, 136, 11);
  header.write('        ', 148);
  header.write(type, 156, 1);
  header.write(entry.magic ?? 'ustar\x0000', 257, 8, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Chart.yaml of a sound chart. */
export const SOUND_CHART = 'apiVersion: v2\nname: app\nversion: 1.0.0\n';

/** A sound chart with further entries behind its Chart.yaml. */
export function chartTgz(...others: readonly RawEntry[]): Buffer {
  return rawTgz([{ name: 'app/Chart.yaml', content: SOUND_CHART }, ...others]);
}
