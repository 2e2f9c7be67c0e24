/** Work shared by several: done once, given up when nobody waits. */
import { expect, it } from 'vitest';
import { createSharedWork } from '../../../../electron/registries/shared-work';

function stage() {
  const started: AbortSignal[] = [];
  const ends: ((value: number) => void)[] = [];
  const shared = createSharedWork<number>();
  const work = (signal: AbortSignal): Promise<number> => {
    started.push(signal);
    return new Promise((resolve, reject) => {
      ends.push(resolve);
      signal.addEventListener('abort', () => reject(new Error('given up')));
    });
  };
  return { started, ends, run: (signal: AbortSignal, key = 'a') => shared.run(key, work, signal) };
}

const fail = () => Promise.reject(new Error('no'));
const stays = () => new AbortController().signal;

it('is done once for all that wait, and anew afterwards', async () => {
  const { started, ends, run } = stage();
  const both = Promise.all([run(stays()), run(stays())]);
  const other = run(stays(), 'b');
  expect(started).toHaveLength(2);
  ends[0]!(1);
  ends[1]!(2);
  expect(await both).toEqual([1, 1]);
  expect(await other).toBe(2);
  void run(stays());
  expect(started).toHaveLength(3);
});

it('goes on while one of them waits, and is given up with the last', async () => {
  const { started, ends, run } = stage();
  const [first, second] = [new AbortController(), new AbortController()];
  const left = run(first.signal);
  const waits = run(second.signal);
  first.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(started[0]!.aborted).toBe(false);
  second.abort(new Error('left too'));
  await expect(waits).rejects.toThrow('left too');
  expect(started[0]!.aborted).toBe(true);
  const anew = run(stays());
  expect(started).toHaveLength(2);
  ends[1]!(3);
  expect(await anew).toBe(3);
});

it('tells all of a failure, and does not begin for who has left already', async () => {
  const shared = createSharedWork<number>();
  await expect(shared.run('a', fail, stays())).rejects.toThrow('no');
  await expect(shared.run('a', fail, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
});
