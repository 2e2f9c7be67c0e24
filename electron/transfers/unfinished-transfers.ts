/** What earlier runs of Chartroom left unfinished: read when it starts, before there are services or a window. */
import { openTransferJournal, type JournalEntry, type JournalOptions, type OpenJournal } from './transfer-journal';
import { removeStagingFolder, stagingFolderOf } from './saved-files';

/** Opens the journal and tidies up after what it names. Never throws: `onProblem` is told. */
export async function openUnfinishedTransfers(options: JournalOptions): Promise<OpenJournal> {
  const opened = await openTransferJournal(options);
  await removeHalfFiles(opened.entries, options.onProblem);
  return opened;
}

/** A crash in the middle of a pull leaves a hidden folder beside its target. */
async function removeHalfFiles(
  entries: readonly JournalEntry[],
  onProblem: JournalOptions['onProblem'],
): Promise<void> {
  for (const { id, request } of entries) {
    if (request.kind !== 'pull') continue;
    try {
      await removeStagingFolder(stagingFolderOf(id, request.filePath));
    } catch (error) {
      onProblem('could not remove what an unfinished pull left', error);
    }
  }
}
