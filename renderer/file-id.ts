/** Ids of files of this machine, as they stand in the URL. The main process knows which of them it gave. */
import type { FileId } from '../shared/push';

export function isFileId(text: string): text is FileId {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
