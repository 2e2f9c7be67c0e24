/** The methods about values files. Translation only. Paths come from the system's dialogs and stay here. */
import type { valuesContract } from '../../shared/ipc/values-contract';
import type { ValuesFile } from '../files/values-file';
import type { ArchiveServices } from './archive-handlers';
import type { ClusterServices } from './cluster-handlers';
import type { Handlers } from './handlers';

export type ValuesHandlers = Pick<Handlers, keyof typeof valuesContract>;

export interface ValuesServices {
  readonly chooseFile: ClusterServices['chooseFile'];
  readonly saveFile: ArchiveServices['saveFile'];
  /** Throws ValuesFileError. */
  readonly readValuesFile: (path: string) => Promise<ValuesFile>;
}

export function createValuesHandlers({ chooseFile, saveFile, readValuesFile }: ValuesServices): ValuesHandlers {
  return {
    'values.load': async () => {
      const path = await chooseFile({ title: 'Load values', button: 'Load' });
      return path === null ? null : await readValuesFile(path);
    },
    'values.save': async ({ fileName, text }) => {
      const saved = await saveFile({ title: 'Save values', fileName, content: text });
      return saved === null ? null : { fileName: saved };
    },
  };
}
