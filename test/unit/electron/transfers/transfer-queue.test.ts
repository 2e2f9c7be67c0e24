/** The line of transfers with runners of the test's own: order, limits, snapshots. Time is mocked. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TransferJournal, JournalEntry } from '../../../../electron/transfers/transfer-journal';
import { TransferQueue } from '../../../../electron/transfers/transfer-queue';
import type { PushRequest } from '../../../../electron/transfers/transfer-request';
import type { TransferContext, TransferOutcome } from '../../../../electron/transfers/transfer-runner';
import type { Digest } from '../../../../shared/digest';
import { transferSchema, type Transfer, type TransferId } from '../../../../shared/transfer';
import { sha256 } from '../../../support/registry-clients';

const DIGEST: Digest = sha256(Buffer.from('manifest'));
const DONE: TransferOutcome = { kind: 'done', digest: DIGEST, unchanged: false };

interface Run {
  readonly request: PushRequest;
  readonly context: TransferContext;
  end(outcome: TransferOutcome): Promise<void>;
  fail(error: unknown): Promise<void>;
}

let runs: Run[];
let snapshots: { readonly atMs: number; readonly transfers: readonly Transfer[] }[];
let done: Transfer[];
let written: Map<string, JournalEntry>;
let queue: TransferQueue;

beforeEach(() => {
  vi.useFakeTimers();
  runs = [];
  snapshots = [];
  done = [];
  written = new Map();
  const journal: TransferJournal = {
    write: async (entry) => void written.set(entry.id, entry),
    remove: async (id) => void written.delete(id),
    settled: () => Promise.resolve(),
  };
  queue = new TransferQueue({
    runPush: (request, context) =>
      new Promise((resolve, reject) => {
        context.signal.addEventListener('abort', () => reject(context.signal.reason));
        runs.push({
          request,
          context,
          async end(outcome) {
            resolve(outcome);
            await settle();
          },
          async fail(error) {
            reject(error);
            await settle();
          },
        });
      }),
    runPull: () => Promise.reject(new Error('no pull here')),
    journal,
    toAppError: (error) => ({ kind: 'internal', message: String(error) }),
    onChange: (transfers) => snapshots.push({ atMs: performance.now(), transfers }),
    onDone: (transfer) => done.push(transfer),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

function push(name: string): PushRequest {
  return {
    kind: 'push',
    address: 'registry.lan',
    repository: `charts/${name}`,
    tag: '1.0.0',
    filePath: `/home/ana/${name}-1.0.0.tgz`,
    shown: { name, version: '1.0.0', digest: DIGEST, modifiedAtMs: 0, provenanceDigest: null },
    withProvenance: true,
  };
}

function stateNames(): readonly string[] {
  return queue.list().map(({ state }) => state.name);
}

function speedShownLast(): number {
  const state = snapshots.at(-1)?.transfers[0]?.state;
  return state?.name === 'running' ? state.bytesPerSecond : -1;
}

async function start(...names: readonly string[]): Promise<readonly TransferId[]> {
  return await queue.start(names.map(push));
}

describe('the line', () => {
  it('runs three at a time, first come first served', async () => {
    await start('a', 'b', 'c', 'd', 'e');
    expect(stateNames()).toEqual(['checking', 'checking', 'checking', 'queued', 'queued']);
    await runs[1]!.end(DONE);
    expect(stateNames()).toEqual(['checking', 'done', 'checking', 'checking', 'queued']);
    expect(runs.map(({ request }) => request.repository)).toEqual(['a', 'b', 'c', 'd'].map((name) => `charts/${name}`));
  });

  it('never runs two of the same tag at a time, and lets others pass', async () => {
    await start('a', 'a', 'b');
    expect(stateNames()).toEqual(['checking', 'queued', 'checking']);
    await runs[0]!.end(DONE);
    expect(stateNames()).toEqual(['done', 'checking', 'checking']);
  });

  it('shows transfers without a path, as the contract says', async () => {
    await start('a');
    const [transfer] = queue.list();
    expect(transferSchema.parse(transfer)).toMatchObject({
      reference: 'registry.lan/charts/a:1.0.0',
      fileName: 'a-1.0.0.tgz',
      canRetry: false,
    });
    expect(JSON.stringify(transfer)).not.toContain('/home/ana');
    expect(queue.filePathOf(transfer!.id)).toBe('/home/ana/a-1.0.0.tgz');
  });

  it('goes on after a runner that throws what nobody expects', async () => {
    await start('a', 'b', 'c', 'd');
    await runs[0]!.fail(new Error('bug'));
    expect(queue.list()[0]).toMatchObject({ canRetry: true, state: { name: 'failed', error: { kind: 'internal' } } });
    expect(stateNames()).toEqual(['failed', 'checking', 'checking', 'checking']);
  });

  it('keeps what failed and the last thousand of the others', async () => {
    const [first] = await start('failed');
    await runs[0]!.fail(new Error('kept'));
    for (let count = 0; count < 1005; count += 1) {
      await start(`a${count}`);
      await runs.at(-1)!.end(DONE);
    }
    expect(queue.list()).toHaveLength(1001);
    expect(queue.list()[0]?.id).toBe(first);
    expect(queue.list()[1]?.repository).toBe('charts/a5');
  });
});

describe('snapshots', () => {
  it('are at most ten a second, whatever the rate of progress, and one comes after the end', async () => {
    await start('a');
    const startMs = performance.now();
    for (let ms = 0; ms < 2000; ms += 1) {
      runs[0]!.context.progress(ms * 1000, 2_000_000);
      await vi.advanceTimersByTimeAsync(1);
    }
    const during = snapshots.filter(({ atMs }) => atMs >= startMs && atMs < startMs + 2000);
    expect(during.length).toBeGreaterThan(15);
    expect(during.length).toBeLessThanOrEqual(20);
    await runs[0]!.end(DONE);
    await vi.advanceTimersByTimeAsync(100);
    expect(snapshots.at(-1)?.transfers[0]?.state).toEqual({ name: 'done', digest: DIGEST, unchanged: false });
    expect(done).toHaveLength(1);
  });

  it('tell the speed as an average, which falls while nothing moves', async () => {
    await start('a');
    for (let ms = 0; ms <= 2000; ms += 50) {
      runs[0]!.context.progress(ms * 1000, 10_000_000);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(speedShownLast()).toBeGreaterThan(900_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(speedShownLast()).toBe(0);
  });

  it('tell a wait until the next progress', async () => {
    await start('a');
    runs[0]!.context.progress(10, 20);
    runs[0]!.context.waiting({
      host: 'registry.lan',
      reason: 'rate-limited',
      delayMs: 5000,
      retryNow: () => undefined,
    });
    expect(queue.list()[0]?.state).toMatchObject({ name: 'running', sentBytes: 10, retryAt: Date.now() + 5000 });
    runs[0]!.context.progress(11, 20);
    expect(queue.list()[0]?.state).not.toHaveProperty('retryAt');
  });

  it('end when nothing runs any more', async () => {
    await start('a');
    await runs[0]!.end(DONE);
    await vi.advanceTimersByTimeAsync(1000);
    const count = snapshots.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(snapshots).toHaveLength(count);
  });
});

describe('cancel, retry and clear', () => {
  it('take a waiting one out of the line at once', async () => {
    const ids = await start('a', 'b', 'c', 'd');
    await queue.cancel(ids[3]!);
    expect(stateNames()[3]).toBe('cancelled');
    expect(written.has(ids[3]!)).toBe(false);
    await runs[0]!.end(DONE);
    expect(runs).toHaveLength(3);
  });

  it('stop a running one, which may be retried at the end of the line', async () => {
    const [a, b] = await start('a', 'b');
    await queue.cancel(a!);
    await settle();
    expect(queue.list()[0]).toMatchObject({ canRetry: true, state: { name: 'cancelled' } });
    await queue.retry(a!);
    expect(queue.list().map(({ id }) => id)).toEqual([b, a]);
    await runs[2]!.end(DONE);
    expect(stateNames()).toEqual(['checking', 'done']);
  });

  it('do nothing to what is over, runs or must not be tried again', async () => {
    const [a, b, c] = await start('a', 'b', 'c');
    await runs[0]!.end(DONE);
    await runs[1]!.end({ kind: 'failed', error: { kind: 'conflict', message: 'changed' }, canRetry: false });
    await queue.cancel(a!);
    for (const id of [a!, b!, c!]) await queue.retry(id);
    expect(stateNames()).toEqual(['done', 'failed', 'checking']);
    expect(runs).toHaveLength(3);
  });

  it('clear what is done or cancelled, and leave what failed to the user', async () => {
    const [a, b, c, d] = await start('a', 'b', 'c', 'd');
    await runs[0]!.end(DONE);
    await runs[1]!.end({ kind: 'failed', error: { kind: 'conflict', message: 'no' }, canRetry: true });
    await queue.cancel(d!);
    await settle();
    await queue.clearDone();
    expect(queue.list().map(({ id }) => id)).toEqual([b, c]);
    expect([...written.keys()]).toEqual([b, c]);
    expect(() => queue.filePathOf(a!)).toThrow(expect.objectContaining({ code: 'unknown-transfer' }));
  });

  it('put one that is over away, also from the journal, and no other', async () => {
    const [a, b] = await start('a', 'b');
    await runs[0]!.end({ kind: 'failed', error: { kind: 'conflict', message: 'no' }, canRetry: true });
    for (const id of [a!, b!]) await queue.putAway(id);
    expect(queue.list().map(({ id }) => id)).toEqual([b]);
    expect([...written.keys()]).toEqual([b]);
  });
});

describe('closing', () => {
  it('stops what runs, starts nothing more, and leaves all of it in the journal', async () => {
    const ids = await start('a', 'b', 'c', 'd');
    await queue.close();
    expect(runs).toHaveLength(3);
    expect([...written.keys()]).toEqual(ids);
    expect([...written.values()].every(({ failure }) => failure === undefined)).toBe(true);
  });

  it('waits no longer than three seconds for one that does not stop', async () => {
    const stubborn = new TransferQueue({
      runPush: () => new Promise(() => undefined),
      runPull: () => Promise.reject(new Error('no pull here')),
      journal: { write: () => Promise.resolve(), remove: () => Promise.resolve(), settled: () => Promise.resolve() },
      toAppError: () => ({ kind: 'internal', message: '' }),
      onChange: () => undefined,
      onDone: () => undefined,
    });
    await stubborn.start([push('a')]);
    const closed = vi.fn<() => void>();
    void stubborn.close().then(closed);
    await vi.advanceTimersByTimeAsync(2900);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(closed).toHaveBeenCalled();
  });
});

describe('the journal', () => {
  it('knows from the last step on that a tag may have been written, in later tries too', async () => {
    const [id] = await start('a');
    expect(written.get(id!)).toMatchObject({ mayBeWritten: false });
    await runs[0]!.context.finishing();
    expect(written.get(id!)).toMatchObject({ mayBeWritten: true });
    expect(queue.list()[0]?.state.name).toBe('finishing');
    await runs[0]!.end({ kind: 'failed', error: { kind: 'unavailable', message: '?' }, canRetry: true });
    expect(written.get(id!)).toMatchObject({ mayBeWritten: true, failure: { canRetry: true } });
    await queue.retry(id!);
    expect(written.get(id!)).toMatchObject({ mayBeWritten: true });
    expect(written.get(id!)).not.toHaveProperty('failure');
  });
});
