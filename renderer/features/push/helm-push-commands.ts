/** The helm commands that do what the push sheet would do, for copying. File names only: the window knows no paths. */
import { formatDestination, type Destination } from '../../../shared/destination';
import { shellWord } from '../../format/shell-word';
import type { PushEntry } from './push-session';

/**
 * One `helm push` a line, for the files of `entries`, after a `helm package` for what is a folder. Helm takes a `.prov` beside the archive along by itself.
 * `plainHttp` as the registry is set.
 */
export function helmPushCommands(entries: readonly PushEntry[], destination: Destination, plainHttp: boolean): string {
  const target = `oci://${formatDestination(destination)}`;
  const push = (fileName: string): string =>
    ['helm push', fileWord(fileName), target, ...(plainHttp ? ['--plain-http'] : [])].join(' ');
  return entries
    .flatMap(({ fileName, file }) =>
      file?.kind === 'chart' && file.packaged !== undefined
        ? [`helm package ${fileWord(file.packaged.folderName)}`, push(file.fileName)]
        : [push(fileName)],
    )
    .join('\n');
}

/** A leading dash would be read as a flag. */
function fileWord(fileName: string): string {
  return shellWord(fileName.startsWith('-') ? `./${fileName}` : fileName);
}
