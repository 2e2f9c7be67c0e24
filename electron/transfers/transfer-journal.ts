/**
 * The transfers that are not over, one small file each in the user data folder: after a quit or a crash they come back.
 * Holds file paths, so only this user may read it; never holds a secret, and the window never sees it.
 */
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { appErrorSchema } from '../../shared/errors';
import { transferIdSchema, type TransferId } from '../../shared/transfer';
import { writeFileAtomic } from '../files/atomic-file';
import { readSmallFile } from '../files/read-small-file';
import { transferRequestSchema } from './transfer-request';

/** An entry is about 1 KB; error details make it some more. */
const MAX_ENTRY_BYTES = 256 * 1024;
/** More than a person can have left behind; the rest stays on disk for later. */
const MAX_ENTRIES = 2000;
const ENTRY_NAME = /^[0-9a-f-]{36}\.json$/;
/** A write of one that a crash cut short (files/atomic-file.ts). */
const LEFTOVER_NAME = /^[0-9a-f-]{36}\.json\.[0-9a-f]{12}\.tmp$/;

const journalEntrySchema = z.object({
  formatVersion: z.literal(1),
  id: transferIdSchema,
  /** Epoch ms. */
  startedAt: z.number(),
  request: transferRequestSchema,
  /** Its manifest was about to be sent, in this try or an earlier one: nobody may claim that no tag was written. */
  mayBeWritten: z.boolean(),
  /** Why it failed, as the user was told. Absent: it was still under way. */
  failure: z.strictObject({ error: appErrorSchema, canRetry: z.boolean() }).optional(),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;
export type TransferFailure = NonNullable<JournalEntry['failure']>;

export interface TransferJournal {
  /** Replaces what was written of this transfer. */
  readonly write: (entry: JournalEntry) => Promise<void>;
  /** The transfer is over, or the user put it away. */
  readonly remove: (id: TransferId) => Promise<void>;
  /** Resolves when everything asked for so far is on the disk, or has been reported. */
  readonly settled: () => Promise<void>;
}

export interface OpenJournal {
  readonly journal: TransferJournal;
  /** What earlier runs left, oldest first. */
  readonly entries: readonly JournalEntry[];
}

export interface JournalOptions {
  /** Absolute; made where it isn't there. Holds nothing else. */
  readonly folder: string;
  /**
   * Told what can't be written or read. A transfer goes on without its journal: a full disk here is no reason to stop an
   * upload, it only means that a crash would forget it.
   */
  readonly onProblem: (message: string, error: unknown) => void;
}

/** Never throws: where the folder can't be used, the journal is empty and `onProblem` is told. */
export async function openTransferJournal({ folder, onProblem }: JournalOptions): Promise<OpenJournal> {
  const tails = new Map<TransferId, Promise<void>>();
  const pathOf = (id: TransferId): string => join(folder, `${id}.json`);

  /** One after another for each transfer, so that the last thing said is what stays. */
  function enqueue(id: TransferId, what: string, work: () => Promise<void>): Promise<void> {
    const tail = (tails.get(id) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => onProblem(`could not ${what} the journal of a transfer`, error))
      .finally(() => {
        if (tails.get(id) === tail) tails.delete(id);
      });
    tails.set(id, tail);
    return tail;
  }

  const journal: TransferJournal = {
    write: (entry) =>
      enqueue(entry.id, 'write', () => writeFileAtomic(pathOf(entry.id), JSON.stringify(entry), { mode: 0o600 })),
    remove: (id) => enqueue(id, 'remove', () => unlinkIfThere(pathOf(id))),
    settled: async () => {
      await Promise.all(tails.values());
    },
  };
  return { journal, entries: await readEntries(folder, onProblem) };
}

async function readEntries(folder: string, onProblem: JournalOptions['onProblem']): Promise<readonly JournalEntry[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = await readdir(folder);
    const entries: JournalEntry[] = [];
    for (const name of names.filter((each) => ENTRY_NAME.test(each)).slice(0, MAX_ENTRIES)) {
      const entry = await readEntry(join(folder, name), onProblem);
      if (entry !== null) entries.push(entry);
    }
    for (const name of names.filter((each) => LEFTOVER_NAME.test(each))) await unlinkIfThere(join(folder, name));
    return entries.sort((a, b) => a.startedAt - b.startedAt);
  } catch (error) {
    onProblem('could not open the journal of transfers', error);
    return [];
  }
}

/** Null for a file that isn't one of ours or is damaged: it stays, since a newer Chartroom may have written it. */
async function readEntry(path: string, onProblem: JournalOptions['onProblem']): Promise<JournalEntry | null> {
  try {
    return journalEntrySchema.parse(JSON.parse(await readSmallFile(path, { maxBytes: MAX_ENTRY_BYTES })));
  } catch (error) {
    onProblem('could not read the journal of a transfer', error);
    return null;
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
