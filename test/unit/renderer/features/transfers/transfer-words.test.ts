import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../../shared/errors';
import { transferIdSchema, type TransferState } from '../../../../../shared/transfer';
import {
  announcementOf,
  progressOf,
  statusOfTransfers,
  summarizeTransfers,
  transferWords,
} from '../../../../../renderer/features/transfers/transfer-words';
import { digestOf } from '../../../../support/push-samples';
import { transferOf } from '../../../../support/transfer-samples';

const secondId = transferIdSchema.parse('00000000-0000-4000-8000-000000000002');
const error: AppError = {
  kind: 'network',
  host: 'registry.lan',
  problem: 'reset',
  message: 'The connection was lost.',
};
const running: TransferState = { name: 'running', sentBytes: 429, totalBytes: 1000, bytesPerSecond: 3_100_000 };
const done: TransferState = { name: 'done', digest: digestOf('a'), unchanged: false };
const failed: TransferState = { name: 'failed', error };

describe('transferWords', () => {
  it.each<[TransferState, string, string | null]>([
    [{ name: 'queued' }, 'Queued', null],
    [{ name: 'checking' }, 'Checking', null],
    [running, 'Uploading 42 %', '3.1 MB/s'],
    [{ ...running, bytesPerSecond: 0 }, 'Uploading 42 %', null],
    [{ ...running, bytesPerSecond: 1234.5 }, 'Uploading 42 %', '1.2 KB/s'],
    [{ ...running, bytesPerSecond: 12.5 }, 'Uploading 42 %', '13 B/s'],
    [{ ...running, retryAt: 28_400 }, 'Uploading 42 %', 'next try in 19 s'],
    [{ ...running, retryAt: 10_000 }, 'Uploading 42 %', 'trying again'],
    [{ name: 'finishing' }, 'Finishing', null],
    [done, 'Done', null],
    [{ ...done, unchanged: true }, 'Done', 'nothing to upload'],
    [failed, 'Failed', 'The connection was lost.'],
    [{ name: 'cancelled' }, 'Cancelled', null],
  ])('says what %o is', (state, word, more) => {
    expect(transferWords(transferOf(state), 10_000)).toEqual({ word, more });
  });

  it('calls a pull a download', () => {
    expect(transferWords(transferOf(running, { kind: 'pull' }), 0).word).toBe('Downloading 42 %');
  });
});

describe('progressOf', () => {
  it('takes an empty file for done and never passes 1', () => {
    expect(progressOf({ sentBytes: 0, totalBytes: 0 })).toBe(1);
    expect(progressOf({ sentBytes: 12, totalBytes: 10 })).toBe(1);
    expect(progressOf({ sentBytes: 1, totalBytes: 4 })).toBe(0.25);
  });
});

describe('the counts', () => {
  const all = [running, { name: 'finishing' }, { name: 'queued' }, failed, done] as const;
  const transfers = all.map((state) => transferOf(state));

  it('counts everything in the dock', () => {
    expect(summarizeTransfers(transfers)).toBe('2 uploading, 1 queued, 1 failed, 1 done');
    expect(summarizeTransfers([])).toBe('');
  });

  it('names what needs an eye first in the status bar', () => {
    expect(statusOfTransfers(transfers)).toBe('1 failed, 2 uploading, 1 queued');
    expect(statusOfTransfers([transferOf(done), transferOf({ name: 'cancelled' })])).toBe('1 done, 1 cancelled');
    expect(statusOfTransfers([])).toBe('No transfers');
  });
});

describe('announcementOf', () => {
  it('is silent about mere progress and about waiting', () => {
    const further = transferOf({ ...running, sentBytes: 900 });
    expect(announcementOf([transferOf(running)], [further])).toBeNull();
    expect(announcementOf([], [transferOf({ name: 'queued' })])).toBeNull();
    expect(announcementOf([transferOf(running)], [transferOf({ name: 'finishing' })])).toBeNull();
  });

  it('is a sentence for one change', () => {
    const before = [transferOf({ name: 'queued' })];
    expect(announcementOf(before, [transferOf(running)])).toBe('Uploading app:1.0.0.');
    expect(announcementOf(before, [transferOf(done)])).toBe('app:1.0.0 is pushed.');
    expect(announcementOf(before, [transferOf(done, { kind: 'pull' })])).toBe('app:1.0.0 is pulled.');
    expect(announcementOf(before, [transferOf(failed)])).toBe('app:1.0.0 failed: The connection was lost.');
    expect(announcementOf(before, [transferOf({ name: 'cancelled' })])).toBe('app:1.0.0 is cancelled.');
    const withWhy: TransferState = { name: 'failed', error: { ...error, why: 'No tag was written.' } };
    expect(announcementOf(before, [transferOf(withWhy)])).toBe(
      'app:1.0.0 failed: The connection was lost. No tag was written.',
    );
  });

  it('is a count for several', () => {
    const before = [transferOf(running), transferOf(running, { id: secondId })];
    expect(announcementOf(before, [transferOf(done), transferOf(failed, { id: secondId })])).toBe(
      'Transfers: 1 failed, 1 done.',
    );
  });
});
