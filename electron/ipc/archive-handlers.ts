/** The methods about charts' archives, answered by a service. Translation only. Paths come from the system's dialogs. */
import type { archiveContract } from '../../shared/ipc/archive-contract';
import { fileContent } from '../charts/file-content';
import { saveName } from '../files/save-name';
import type { ChartArchives } from '../registries/chart-archives';
import type { Handlers } from './handlers';

export type ArchiveHandlers = Pick<Handlers, keyof typeof archiveContract>;

export interface ArchiveServices {
  readonly archives: Pick<ChartArchives, 'index' | 'content' | 'fileBytes'>;
  /** Asks where to, offering `fileName`, and writes it there: the name it was given, or null when the user cancelled. */
  readonly saveFile: (file: {
    readonly title: string;
    readonly fileName: string;
    readonly content: string | Uint8Array;
  }) => Promise<string | null>;
}

export function createArchiveHandlers({ archives, saveFile }: ArchiveServices): ArchiveHandlers {
  return {
    'archives.open': ({ source }, { signal }) => archives.index(source, { signal }),
    'archives.content': ({ source }, { signal }) => archives.content(source, { signal }),
    'archives.file': async ({ source, path }, { signal }) =>
      fileContent(await archives.fileBytes(source, path, { signal })),
    'archives.saveFile': async ({ source, path }, { signal }) => {
      const content = await archives.fileBytes(source, path, { signal });
      const fileName = saveName(path.slice(path.lastIndexOf('/') + 1), 'file');
      const saved = await saveFile({ title: 'Save file', fileName, content });
      return saved === null ? null : { fileName: saved };
    },
  };
}
