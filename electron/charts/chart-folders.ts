/** The files of an archive by the chart they belong to: the chart itself, and each chart within it. No I/O. */
import type { UnpackedFile } from './unpacked-archive';

export interface ChartFolder {
  /** Where it lies: `` for the chart itself, `charts/redis/` or `charts/redis-1.0.0.tgz/` for one within. */
  readonly prefix: string;
  /** Of its folder or its archive, for a chart within. */
  readonly name: string;
  /** By their path in this chart, in the archive's order; not those of charts within. */
  readonly files: ReadonlyMap<string, UnpackedFile>;
  readonly within: readonly ChartFolder[];
}

/** Helm leaves out what begins with `_` or `.`. */
const WITHIN = /^charts\/([^/_.][^/]*)\/(.+)$/s;

export function chartFolders(files: readonly UnpackedFile[]): ChartFolder {
  const entries = files.map((file) => ({ path: file.path, file }));
  return folderOf('', '', entries);
}

interface Entry {
  /** In this chart. */
  readonly path: string;
  readonly file: UnpackedFile;
}

function folderOf(prefix: string, name: string, entries: readonly Entry[]): ChartFolder {
  const own = new Map<string, UnpackedFile>();
  const within = new Map<string, Entry[]>();
  for (const { path, file } of entries) {
    const [, inner, rest] = WITHIN.exec(path) ?? [];
    if (inner === undefined || rest === undefined) {
      own.set(path, file);
    } else {
      const known = within.get(inner);
      if (known === undefined) within.set(inner, [{ path: rest, file }]);
      else known.push({ path: rest, file });
    }
  }
  const folders = [...within].map(([inner, its]) => folderOf(`${prefix}charts/${inner}/`, inner, its));
  return { prefix, name, files: own, within: folders };
}

/** The chart itself and all charts within, outer before inner. */
export function allFolders(folder: ChartFolder): ChartFolder[] {
  return [folder, ...folder.within.flatMap(allFolders)];
}
