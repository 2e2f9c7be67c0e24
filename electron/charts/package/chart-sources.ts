/**
 * The files of a chart before they are sorted into it: those of a folder, read when they are wanted, and those of an archive
 * within it, which are in memory. Helm drops a byte order mark from each.
 */
import type { UnpackBudget } from '../unpack-budget';
import { readTarFiles } from '../tar-files';
import { readFolderFile, type FolderFile } from './read-folder-file';

export interface ChartSource {
  /** Within the chart that it belongs to, with `/`. */
  readonly path: string;
  /** Where it lies in the folder that is packaged; for what comes out of an archive, the archive. */
  readonly origin: string;
  readonly isFromArchive: boolean;
  readonly read: () => Promise<Buffer>;
}

export interface ReadOptions {
  readonly budget: UnpackBudget;
  readonly signal: AbortSignal;
}

export function sourceOfFile(file: FolderFile, { signal }: ReadOptions): ChartSource {
  return {
    path: file.path,
    origin: file.path,
    isFromArchive: false,
    read: async () => withoutMark(await readFolderFile(file, { signal })),
  };
}

/** Everything in a packaged chart. Throws ChartError for what Helm can't load. */
export async function sourcesInArchive(archive: ChartSource, options: ReadOptions): Promise<readonly ChartSource[]> {
  const packed = await archive.read();
  options.budget.addPacked(packed.length);
  const sources: ChartSource[] = [];
  await readTarFiles(piecesOf(packed), {
    ...options,
    async onFile({ path, content }) {
      const pieces: Uint8Array[] = [];
      for await (const piece of content) pieces.push(piece);
      const bytes = withoutMark(Buffer.concat(pieces));
      sources.push({ path, origin: archive.origin, isFromArchive: true, read: () => Promise.resolve(bytes) });
    },
  });
  return sources;
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const pieceBytes = 256 * 1024;
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
