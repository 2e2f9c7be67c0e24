import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppError } from '../../../../../shared/errors';
import type { FileId, InspectedFile, PushCheck } from '../../../../../shared/push';
import { GATHER_MS, PushSession, SETTLE_MS, type PushCalls } from '../../../../../renderer/features/push/push-session';
import { digestOf, fileIdOf, inspectedChart } from '../../../../support/push-samples';

/** Calls that stay open until the test answers them, and that remember what was asked and what was given up. */
class OpenCalls implements PushCalls {
  readonly reads: {
    readonly fileId: FileId;
    readonly resolve: (file: InspectedFile) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  readonly checks: {
    readonly input: Parameters<PushCalls['check']>[0];
    readonly signal: AbortSignal;
    readonly resolve: (check: PushCheck) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  readonly released: FileId[] = [];
  readonly release = (fileIds: readonly FileId[]): void => void this.released.push(...fileIds);
  readonly toAppError = (error: unknown): AppError => error as AppError;
  readonly inspect = async (fileId: FileId): Promise<InspectedFile> =>
    await new Promise((resolve, reject) => this.reads.push({ fileId, resolve, reject }));
  readonly check: PushCalls['check'] = async (input, signal) =>
    await new Promise((resolve, reject) => this.checks.push({ input, signal, resolve, reject }));
}

const charts = { address: 'registry.lan', path: 'charts' };
let calls: OpenCalls;
let session: PushSession;

beforeEach(() => {
  vi.useFakeTimers();
  calls = new OpenCalls();
  session = new PushSession(calls);
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

function offer(...names: readonly string[]): void {
  session.add(names.map((name) => ({ fileId: fileIdOf(name), fileName: `${name}-1.0.0.tgz` })));
}

/** Lets promises that are settled already run their callbacks. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

/** Files named by their charts, all read, and the field quiet. */
async function withReadCharts(...names: readonly string[]): Promise<void> {
  session.setDestination(charts);
  await vi.advanceTimersByTimeAsync(SETTLE_MS);
  offer(...names);
  for (const name of names) {
    calls.reads.find(({ fileId }) => fileId === fileIdOf(name))?.resolve(inspectedChart(name));
    await settle();
  }
}

function stateOf(name: string): string | undefined {
  return session.getSnapshot().entries.find(({ fileId }) => fileId === fileIdOf(name))?.check.name;
}

function answer(name: string, verdict: PushCheck['verdict']): PushCheck {
  return { fileId: fileIdOf(name), reference: `oci://registry.lan/charts/${name}:1.0.0`, verdict };
}

describe('PushSession', () => {
  it('has at most four calls under way', async () => {
    offer('a', 'b', 'c', 'd', 'e');
    expect(calls.reads).toHaveLength(4);
    calls.reads[0]!.resolve(inspectedChart('a'));
    await settle();
    expect(calls.reads.map(({ fileId }) => fileId)).toEqual(['a', 'b', 'c', 'd', 'e'].map(fileIdOf));
  });

  it('asks nothing of a registry without a destination', async () => {
    offer('a');
    calls.reads[0]!.resolve(inspectedChart('a'));
    await settle();
    expect(stateOf('a')).toBe('idle');
    expect(calls.checks).toHaveLength(0);
  });

  it('waits until the destination stands still', async () => {
    offer('a');
    calls.reads[0]!.resolve(inspectedChart('a'));
    await settle();
    session.setDestination(charts);
    await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
    session.setDestination({ ...charts, path: 'charts2' });
    await vi.advanceTimersByTimeAsync(SETTLE_MS - 1);
    expect(calls.checks).toHaveLength(0);
    expect(stateOf('a')).toBe('checking');
    await vi.advanceTimersByTimeAsync(1);
    expect(calls.checks.map(({ input }) => input.destination.path)).toEqual(['charts2']);
  });

  it('gives up the calls for the destination before, and takes no answer of theirs', async () => {
    await withReadCharts('a');
    session.setDestination({ ...charts, path: 'other' });
    expect(calls.checks[0]!.signal.aborted).toBe(true);
    calls.checks[0]!.resolve(answer('a', { kind: 'new' }));
    await settle();
    expect(stateOf('a')).toBe('checking');
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    calls.checks[1]!.resolve(answer('a', { kind: 'new' }));
    await settle();
    expect(stateOf('a')).toBe('checked');
  });

  it('keeps the last answer while it asks again', async () => {
    await withReadCharts('a');
    calls.checks[0]!.resolve(answer('a', { kind: 'new' }));
    await settle();
    session.recheck();
    expect(session.getSnapshot().entries[0]?.check).toEqual({
      name: 'checking',
      last: answer('a', { kind: 'new' }),
    });
  });

  it('takes a yes to replace back when other content lies there', async () => {
    await withReadCharts('a');
    calls.checks[0]!.resolve(answer('a', { kind: 'different', digest: digestOf('1') }));
    await settle();
    session.setReplace(fileIdOf('a'), true);
    expect(session.getSnapshot().entries[0]?.replaceDigest).toBe(digestOf('1'));

    session.recheck();
    calls.checks[1]!.resolve(answer('a', { kind: 'different', digest: digestOf('1') }));
    await settle();
    expect(session.getSnapshot().entries[0]?.replaceDigest).toBe(digestOf('1'));

    session.recheck();
    calls.checks[2]!.resolve(answer('a', { kind: 'different', digest: digestOf('2') }));
    await settle();
    expect(session.getSnapshot().entries[0]?.replaceDigest).toBeNull();
  });

  it('takes no yes to replace where nothing would be replaced', async () => {
    await withReadCharts('a');
    calls.checks[0]!.resolve(answer('a', { kind: 'new' }));
    await settle();
    session.setReplace(fileIdOf('a'), true);
    expect(session.getSnapshot().entries[0]?.replaceDigest).toBeNull();
  });

  it('asks again without the .prov when the user leaves it out', async () => {
    await withReadCharts('a');
    session.setProvenance(fileIdOf('a'), false);
    expect(calls.checks[0]!.signal.aborted).toBe(true);
    expect(calls.checks.map(({ input }) => input.withProvenance)).toEqual([true, false]);
  });

  it('shows what could not be read as a row', async () => {
    offer('a');
    const error: AppError = { kind: 'not-found', message: 'a-1.0.0.tgz is gone.' };
    calls.reads[0]!.reject(error);
    await settle();
    expect(session.getSnapshot().entries[0]?.file).toEqual({
      kind: 'unusable',
      fileId: fileIdOf('a'),
      fileName: 'a-1.0.0.tgz',
      error,
    });
  });

  it('stops asking a registry that cannot be reached', async () => {
    await withReadCharts('a', 'b', 'c', 'd', 'e');
    expect(calls.checks).toHaveLength(4);
    const error: AppError = { kind: 'network', host: 'registry.lan', problem: 'refused', message: "Can't reach it." };
    calls.checks[1]!.reject(error);
    await settle();
    expect(['a', 'b', 'c', 'd', 'e'].map(stateOf)).toEqual(Array.from({ length: 5 }, () => 'failed'));
    expect(calls.checks).toHaveLength(4);
    session.recheck();
    expect(calls.checks).toHaveLength(8);
  });

  it('goes on after a failure of one chart', async () => {
    await withReadCharts('a', 'b', 'c', 'd', 'e');
    calls.checks[0]!.reject({ kind: 'invalid-input', message: 'Too long.' } satisfies AppError);
    await settle();
    expect(stateOf('a')).toBe('failed');
    expect(stateOf('b')).toBe('checking');
    expect(calls.checks).toHaveLength(5);
  });

  it('frees the place of a removed file', async () => {
    offer('a', 'b', 'c', 'd', 'e');
    session.remove(fileIdOf('b'));
    expect(calls.reads.at(-1)?.fileId).toBe(fileIdOf('e'));
    expect(session.getSnapshot().entries).toHaveLength(4);
  });

  it('tells answers that come close together at once', async () => {
    const listener = vi.fn<() => void>();
    offer('a', 'b', 'c');
    session.subscribe(listener);
    for (const { fileId, resolve } of calls.reads) resolve({ ...inspectedChart('a'), fileId });
    await settle();
    expect(listener).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    expect(listener).toHaveBeenCalledOnce();
  });

  it('tells its listeners, until it is closed', () => {
    const listener = vi.fn<() => void>();
    session.subscribe(listener);
    offer('a');
    expect(listener).toHaveBeenCalledOnce();
    session.close();
    session.remove(fileIdOf('a'));
    expect(listener).toHaveBeenCalledOnce();
  });
});

it('lets go of what is taken out of the list, and of the rest when it closes', async () => {
  await withReadCharts('a', 'b', 'c');
  session.remove(fileIdOf('b'));
  expect(calls.released).toEqual([fileIdOf('b')]);
  session.close();
  expect(calls.released).toEqual([fileIdOf('b'), fileIdOf('a'), fileIdOf('c')]);
});
