/**
 * The files that the user handed over, by drop, dialog or desktop: ids for the window, paths for the main process
 * (rule 10 of the architecture: no path comes from the page). Reads nothing: whether a file is there and what it is,
 * its inspection tells.
 */
import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { MAX_OFFERED_FILES } from '../../shared/ipc/contract';
import { fileIdSchema, type FileId, type OfferedFile } from '../../shared/push';
import { OfferedFileError } from './offered-file-error';

/** Twenty full drops. The oldest are forgotten, so that a window left open for weeks doesn't grow. */
const MAX_REMEMBERED_FILES = 20 * MAX_OFFERED_FILES;
const PROVENANCE_SUFFIX = '.prov';

export interface OfferedFiles {
  /**
   * Takes what was handed over in one go and gives an id to each, in the same order; the same path twice counts once.
   * A `.prov` that comes along with the chart it stands beside belongs to that chart and gets none.
   * Throws OfferedFileError `too-many-files`.
   */
  readonly offer: (paths: readonly string[]) => readonly OfferedFile[];
  /** The absolute path. Throws OfferedFileError `unknown-file` for an id that was never given, or long ago. */
  readonly pathOf: (fileId: FileId) => string;
}

export function createOfferedFiles(): OfferedFiles {
  // A Map keeps the order of insertion: the first key is the oldest.
  const paths = new Map<FileId, string>();

  function remember(path: string): OfferedFile {
    const fileId = fileIdSchema.parse(randomUUID());
    paths.set(fileId, path);
    const [oldest] = paths.keys();
    if (paths.size > MAX_REMEMBERED_FILES && oldest !== undefined) paths.delete(oldest);
    return { fileId, fileName: basename(path) };
  }

  return {
    offer(given) {
      const distinct = new Set(given.map((path) => resolve(path)));
      if (distinct.size > MAX_OFFERED_FILES) {
        throw new OfferedFileError(
          'too-many-files',
          `${distinct.size} files are too many at once: Chartroom takes up to ${MAX_OFFERED_FILES}. Drop them in smaller groups.`,
        );
      }
      return [...distinct].filter((path) => !belongsToAnother(path, distinct)).map(remember);
    },
    pathOf(fileId) {
      const path = paths.get(fileId);
      if (path === undefined) {
        throw new OfferedFileError('unknown-file', "Chartroom doesn't have this file any more. Drop it again.");
      }
      return path;
    },
  };
}

/** Helm takes `<archive>.prov` along by itself, so a `.prov` beside its archive is no file of its own. */
function belongsToAnother(path: string, all: ReadonlySet<string>): boolean {
  return path.endsWith(PROVENANCE_SUFFIX) && all.has(path.slice(0, -PROVENANCE_SUFFIX.length));
}
