/**
 * The files of a chart's archive that its loading looks at, read as a stream within limits. Names are checked as Helm
 * checks them; nothing is ever written to disk. A link reads as an empty file, as it does for Helm.
 */
import { posix } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { ChartError } from './chart-error';
import { MAX_CHART_BYTES, MAX_ENTRIES, MAX_FILE_BYTES, MAX_UNPACKED_BYTES } from './limits';

export interface TarFiles {
  /** By name below the archive's one folder, in the order of the archive; without content where that isn't wanted. */
  readonly files: readonly TarFile[];
  readonly hasLinks: boolean;
}

export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hadByteOrderMark: boolean;
}

const NOTHING = new Uint8Array();

export interface TarOptions {
  readonly signal: AbortSignal;
  /** Whether a file's content is wanted; the others are counted and thrown away. */
  readonly wants: (name: string) => boolean;
}

/** `archive`: the compressed bytes. Throws ChartError, or the signal's reason. */
export async function readTarFiles(archive: Readable, { signal, wants }: TarOptions): Promise<TarFiles> {
  const files: TarFile[] = [];
  const tar = extract();
  let hasLinks = false;
  let entries = 0;
  let remaining = MAX_CHART_BYTES;

  async function readEntries(): Promise<void> {
    for await (const entry of tar) {
      entries += 1;
      if (entries > MAX_ENTRIES)
        throw new ChartError('too-many-entries', 'The archive holds more files than any chart does.');
      const { header } = entry;
      if (header.type === 'directory' || header.name.endsWith('/')) {
        entry.resume();
        continue;
      }
      const name = nameOf(header);
      const size = header.type === 'symlink' || header.type === 'link' ? 0 : (header.size ?? 0);
      hasLinks ||= header.type === 'symlink' || header.type === 'link';
      if (size > MAX_FILE_BYTES) throw tooLarge(`The file ${name} in it is larger than 5 MB, which Helm doesn't load.`);
      if (size > remaining) throw tooLarge('Unpacked it is larger than 100 MB, which Helm does not load.');
      remaining -= size;
      if (wants(name)) files.push({ name, ...withoutByteOrderMark(await collect(entry)) });
      else {
        files.push({ name, bytes: NOTHING, hadByteOrderMark: false });
        entry.resume();
      }
    }
  }

  const unpacked = new Counter();
  try {
    await Promise.all([pipeline(archive, createGunzip(), unpacked, tar, { signal }), readEntries()]);
  } catch (error) {
    signal.throwIfAborted();
    throw toChartError(error, entries);
  }
  if (entries === 0)
    throw new ChartError('no-chart-yaml', 'The archive is empty: there is no chart in it.', {
      details: 'no files in chart archive',
    });
  return { files, hasLinks };
}

/** Ends a bomb of headers and padding, which the sizes of the files don't show. */
class Counter extends Transform {
  #bytes = 0;

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_UNPACKED_BYTES)
      done(tooLarge('Unpacked it is larger than 100 MB, which Helm does not load.'));
    else done(null, chunk);
  }
}

/** Helm's rules for names, in its order: backslashes separate where there is one, the first folder is left out. */
function nameOf({ name }: Header): string {
  const delimiter = name.includes('\\') ? '\\' : '/';
  const [first = '', ...rest] = name.split(delimiter);
  const inner = rest.join('/');
  const details = (problem: string) => ({ details: `${problem}: ${JSON.stringify(name)}` });
  if (inner.startsWith('/')) {
    throw new ChartError(
      'unsafe-path',
      'The archive holds a file with an absolute path. Package the chart again with helm package.',
      details('chart illegally contains absolute paths'),
    );
  }
  const clean = posix.normalize(inner === '' ? '.' : inner);
  if (first === 'Chart.yaml' && rest.length === 0) {
    throw new ChartError(
      'no-chart-yaml',
      'Chart.yaml must lie in a folder named like the chart. Package it with helm package.',
      details('chart yaml not in base directory'),
    );
  }
  if (clean === '.') {
    throw new ChartError(
      'unsafe-path',
      'The archive holds a file outside of the chart’s folder. Package the chart again with helm package.',
      details('chart illegally contains content outside the base directory'),
    );
  }
  if (clean.startsWith('..')) {
    throw new ChartError(
      'unsafe-path',
      'The archive holds a file that would land outside of its folder. Do not trust where it came from.',
      details('chart illegally references parent directory'),
    );
  }
  if (/^[a-zA-Z]:\//.test(clean)) {
    throw new ChartError(
      'unsafe-path',
      'The archive holds a file with a drive letter. Package the chart again with helm package.',
      details('chart contains illegally named files'),
    );
  }
  return clean;
}

async function collect(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function withoutByteOrderMark(bytes: Buffer): Omit<TarFile, 'name'> {
  const hadByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { bytes: hadByteOrderMark ? bytes.subarray(3) : bytes, hadByteOrderMark };
}

function tooLarge(message: string): ChartError {
  return new ChartError('too-large', message);
}

function toChartError(error: unknown, entries: number): ChartError {
  if (error instanceof ChartError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const details = error instanceof Error ? error.message : String(error);
  const isCut = code === 'Z_BUF_ERROR' || /unexpected end/i.test(details) || code === 'ERR_STREAM_PREMATURE_CLOSE';
  if (isCut) {
    return new ChartError('truncated', 'The archive is cut off: its end is missing. Copy or package it again.', {
      cause: error,
      details,
    });
  }
  if (code.startsWith('Z_') && entries === 0) {
    return new ChartError('not-gzip', "This isn't a gzip archive. Charts are packaged with helm package.", {
      cause: error,
      details,
    });
  }
  return new ChartError('damaged', 'The archive is damaged. Copy or package it again.', { cause: error, details });
}
