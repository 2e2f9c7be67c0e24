/**
 * The operations that are not over, one small file each in the user data folder: after a crash they come back as unknown. Holds names
 * of contexts, namespaces, releases and charts, and nothing that a user typed as a value.
 */
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { operationIdSchema, operationSchema, type OperationId } from '../../shared/operation';
import { writeFileAtomic } from '../files/atomic-file';
import { readSmallFile } from '../files/read-small-file';

/** An entry is well below 1 KB. */
const MAX_ENTRY_BYTES = 64 * 1024;
/** More than a person can have left behind; the rest stays on disk for later. */
const MAX_ENTRIES = 200;
const ENTRY_NAME = /^[0-9a-f-]{36}\.json$/;
/** A write of one that a crash cut short (files/atomic-file.ts). */
const LEFTOVER_NAME = /^[0-9a-f-]{36}\.json\.[0-9a-f]{12}\.tmp$/;

const entrySchema = z.object({
  formatVersion: z.literal(1),
  id: operationIdSchema,
  kind: operationSchema.shape.kind,
  place: operationSchema.shape.place,
  chart: z.string(),
  startedAt: z.number(),
});
export type OperationEntry = z.infer<typeof entrySchema>;

export interface OperationJournal {
  /** What earlier runs left, oldest first. */
  readonly entries: () => Promise<readonly OperationEntry[]>;
  /** Resolves when it is on the disk, or `onProblem` was told: a full disk is no reason not to run. */
  readonly write: (entry: OperationEntry) => Promise<void>;
  readonly remove: (id: OperationId) => Promise<void>;
}

export interface OperationJournalOptions {
  /** Absolute; made when first needed. Holds nothing else. */
  readonly folder: string;
  readonly onProblem: (message: string, error: unknown) => void;
}

export function createOperationJournal({ folder, onProblem }: OperationJournalOptions): OperationJournal {
  const pathOf = (id: OperationId): string => join(folder, `${id}.json`);

  async function attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onProblem(`could not ${what} the journal of an operation`, error);
    }
  }

  /** Null for a file that isn't one of ours or is damaged: it stays, since a newer Chartroom may have written it. */
  async function readEntry(path: string): Promise<OperationEntry | null> {
    try {
      return entrySchema.parse(JSON.parse(await readSmallFile(path, { maxBytes: MAX_ENTRY_BYTES })));
    } catch (error) {
      onProblem('could not read the journal of an operation', error);
      return null;
    }
  }

  return {
    async entries() {
      const found: OperationEntry[] = [];
      await attempt('open', async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const names = await readdir(folder);
        for (const name of names.filter((each) => ENTRY_NAME.test(each)).slice(0, MAX_ENTRIES)) {
          const entry = await readEntry(join(folder, name));
          if (entry !== null) found.push(entry);
        }
        for (const name of names.filter((each) => LEFTOVER_NAME.test(each))) await unlink(join(folder, name));
      });
      return found.sort((a, b) => a.startedAt - b.startedAt);
    },
    write: (entry) =>
      attempt('write', async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFileAtomic(pathOf(entry.id), JSON.stringify(entry), { mode: 0o600 });
      }),
    remove: (id) =>
      attempt('remove', async () => {
        try {
          await unlink(pathOf(id));
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
        }
      }),
  };
}
