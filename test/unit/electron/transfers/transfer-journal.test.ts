import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTransferJournal, type JournalEntry } from '../../../../electron/transfers/transfer-journal';
import { transferIdSchema } from '../../../../shared/transfer';
import { sha256 } from '../../../support/registry-clients';

let folder: string;
let journalFolder: string;
let problems: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chartroom-journal-'));
  journalFolder = join(folder, 'transfers');
  problems = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const open = () => openTransferJournal({ folder: journalFolder, onProblem: (message) => problems.push(message) });

function entry(number: number, changed: Partial<JournalEntry> = {}): JournalEntry {
  return {
    formatVersion: 1,
    id: transferIdSchema.parse(`00000000-0000-4000-8000-00000000000${number}`),
    startedAt: 1000 - number,
    mayBeWritten: false,
    request: {
      kind: 'pull',
      address: 'registry.lan',
      repository: 'charts/app',
      tag: '1.0.0',
      digest: sha256(Buffer.from('manifest')),
      filePath: '/home/ana/app-1.0.0.tgz',
    },
    ...changed,
  };
}

describe('the journal', () => {
  it('gives back what was written and not removed, oldest first', async () => {
    const { journal, entries } = await open();
    expect(entries).toEqual([]);
    const failure = { error: { kind: 'conflict', message: 'There already.' }, canRetry: true } as const;
    await journal.write(entry(1));
    await journal.write(entry(2, { failure }));
    await journal.write(entry(3));
    await journal.remove(entry(3).id);
    await journal.remove(entry(4).id);
    expect((await open()).entries).toEqual([entry(2, { failure }), entry(1)]);
    expect(problems).toEqual([]);
  });

  it('keeps the last word where several come at once', async () => {
    const { journal } = await open();
    const { id } = entry(1);
    void journal.write(entry(1));
    void journal.remove(id);
    void journal.write(entry(1, { mayBeWritten: true }));
    await journal.settled();
    expect((await open()).entries).toEqual([entry(1, { mayBeWritten: true })]);
    void journal.write(entry(1));
    void journal.remove(id);
    await journal.settled();
    expect((await open()).entries).toEqual([]);
  });

  it('is for this user only', async () => {
    const { journal } = await open();
    await journal.write(entry(1));
    expect(((await stat(journalFolder)).mode & 0o777).toString(8)).toBe('700');
    for (const name of await readdir(journalFolder)) {
      expect(((await stat(join(journalFolder, name))).mode & 0o777).toString(8)).toBe('600');
    }
  });

  it('reports what is damaged or of a later version, keeps it, and gives the rest', async () => {
    const { journal } = await open();
    await journal.write(entry(1));
    const damaged = join(journalFolder, `${entry(2).id}.json`);
    const later = join(journalFolder, `${entry(3).id}.json`);
    await writeFile(damaged, '{"formatVersion":1,"id"');
    await writeFile(later, JSON.stringify({ ...entry(3), formatVersion: 2 }));
    expect((await open()).entries).toEqual([entry(1)]);
    expect(problems).toHaveLength(2);
    expect(await readdir(journalFolder)).toHaveLength(3);
  });

  it('removes writes that a crash cut short, and nothing else', async () => {
    await mkdir(journalFolder);
    await writeFile(join(journalFolder, `${entry(1).id}.json.0123456789ab.tmp`), '{"form');
    await writeFile(join(journalFolder, 'settings.json.0123456789ab.tmp'), 'not ours');
    await open();
    expect(await readdir(journalFolder)).toEqual(['settings.json.0123456789ab.tmp']);
  });

  it('that can not be written is reported, and stops nothing', async () => {
    await writeFile(journalFolder, 'a file in its place');
    const { journal, entries } = await open();
    expect(entries).toEqual([]);
    await journal.write(entry(1));
    expect(problems).toEqual(['could not open the journal of transfers', 'could not write the journal of a transfer']);
  });
});
