/** Where the archive lies that a file of the user stands for: the file itself, or what its folder was packaged into. */
import type { FileId } from '../../shared/push';
import type { OfferedFiles } from '../files/offered-files';
import { createSharedWork } from '../registries/shared-work';
import type { PackagedFolders } from './packaged-folders';
import { isChartFolder } from './unusable-file';

export interface LocalArchivesOptions {
  readonly offeredFiles: OfferedFiles;
  readonly folders: Pick<PackagedFolders, 'add' | 'archivePathOf'>;
}

/**
 * A folder that nobody holds packaged any more is packaged again. Throws OfferedFileError for an unknown id, ChartError for a
 * folder that can't be packaged, or the signal's reason.
 */
export type LocalArchivePath = (fileId: FileId, options: { readonly signal: AbortSignal }) => Promise<string>;

export function createLocalArchivePath({ offeredFiles, folders }: LocalArchivesOptions): LocalArchivePath {
  const packaging = createSharedWork<string>();
  return async (fileId, { signal }) => {
    const packaged = folders.archivePathOf(fileId);
    if (packaged !== null) return packaged;
    const path = offeredFiles.pathOf(fileId);
    if (!(await isChartFolder(path))) return path;
    return await packaging.run(
      fileId,
      async (shared) => (await folders.add(fileId, path, { signal: shared })).archivePath,
      signal,
    );
  };
}
