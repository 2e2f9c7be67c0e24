/** The methods about charts' archives, answered by a service. Translation only. Paths come from the system's dialogs. */
import { basename } from 'node:path';
import type { MadeFileId } from '../../shared/archive';
import type { archiveContract } from '../../shared/ipc/archive-contract';
import type { compareContract } from '../../shared/ipc/compare-contract';
import { fileContent } from '../charts/file-content';
import type { MadeFiles } from '../files/made-files';
import { saveName } from '../files/save-name';
import type { ChartArchives } from '../registries/chart-archives';
import { helmFileName } from '../transfers/pull-transfer';
import type { Handlers } from './handlers';

export type ArchiveHandlers = Pick<Handlers, keyof typeof archiveContract | keyof typeof compareContract>;

export interface ArchiveServices {
  readonly archives: Pick<
    ChartArchives,
    'index' | 'all' | 'content' | 'metadata' | 'dependencies' | 'fileBytes' | 'file' | 'unpack' | 'compare' | 'images'
  >;
  readonly madeFiles: MadeFiles;
  /** The folder to unpack into, or null when the user cancelled. */
  readonly chooseFolder: (words: { readonly title: string; readonly button: string }) => Promise<string | null>;
  readonly reveal: (path: string) => void;
  /** Hands the file to the system, while the pointer's button is down. */
  readonly startDrag: (path: string) => void;
  /** Asks where to, offering `fileName`, and writes it there: the name it was given, or null when the user cancelled. */
  readonly saveFile: (file: {
    readonly title: string;
    readonly fileName: string;
    readonly content: string | Uint8Array;
  }) => Promise<string | null>;
}

export function createArchiveHandlers(services: ArchiveServices): ArchiveHandlers {
  const { archives, madeFiles, saveFile } = services;
  const withMade = (id: MadeFileId, work: (path: string) => void): null => {
    const path = madeFiles.pathOf(id);
    if (path !== undefined) work(path);
    return null;
  };
  return {
    'archives.open': ({ source }, { signal }) => archives.index(source, { signal }),
    'archives.metadata': ({ source }, { signal }) => archives.metadata(source, { signal }),
    'archives.content': ({ source }, { signal }) => archives.content(source, { signal }),
    'archives.dependencies': ({ source }, { signal }) => archives.dependencies(source, { signal }),
    'archives.file': async ({ source, path }, { signal }) =>
      fileContent(await archives.fileBytes(source, path, { signal })),
    'archives.compare': (sources, { signal }) => archives.compare(sources, { signal }),
    'archives.images': ({ source }, { signal }) => archives.images(source, { signal }),
    'archives.all': async ({ source }, { signal }) => ({ text: await archives.all(source, { signal }) }),
    'archives.saveAll': async ({ source, fileName }, { signal }) => {
      const content = await archives.all(source, { signal });
      const saved = await saveFile({ title: 'Save all', fileName: saveName(fileName, 'chart.yaml'), content });
      return saved === null ? null : { fileName: saved };
    },
    'archives.saveFile': async ({ source, path }, { signal }) => {
      const content = await archives.fileBytes(source, path, { signal });
      const fileName = saveName(path.slice(path.lastIndexOf('/') + 1), 'file');
      const saved = await saveFile({ title: 'Save file', fileName, content });
      return saved === null ? null : { fileName: saved };
    },
    'archives.unpack': async ({ source }, { signal }) => {
      const folder = await services.chooseFolder({ title: 'Unpack chart into', button: 'Unpack here' });
      if (folder === null) return null;
      const { path, fileCount } = await archives.unpack(source, folder, { signal });
      return { id: madeFiles.remember({ path }), folderName: basename(path), fileCount };
    },
    'archives.prepareDrag': async ({ tag, ...place }, { signal }) => {
      const fileName = helmFileName({ repository: place.repository, tag });
      return { id: madeFiles.remember(await archives.file(place, { fileName, signal })), fileName };
    },
    'archives.drag': ({ id }) => withMade(id, services.startDrag),
    'archives.reveal': ({ id }) => withMade(id, services.reveal),
  };
}
