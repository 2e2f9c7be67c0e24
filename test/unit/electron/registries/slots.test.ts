import { expect, it } from 'vitest';
import { createSlots } from '../../../../electron/registries/slots';

const never = new AbortController().signal;

function gate() {
  const resolvers: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => resolvers.push(resolve));
  return { opened, open: () => resolvers[0]?.() };
}

it('runs at most so many at once, in order', async () => {
  const slots = createSlots(2);
  const gates = [gate(), gate(), gate()];
  const started: number[] = [];
  const runs = gates.map(({ opened }, index) =>
    slots.run(async () => {
      started.push(index);
      await opened;
    }, never),
  );
  await Promise.resolve();
  expect(started).toEqual([0, 1]);
  gates[1]?.open();
  await runs[1];
  await Promise.resolve();
  expect(started).toEqual([0, 1, 2]);
  gates[0]?.open();
  gates[2]?.open();
  await Promise.all(runs);
});

it('lets a waiting one leave when it is cancelled, and frees the place of one that failed', async () => {
  const slots = createSlots(1);
  const { opened, open } = gate();
  const first = slots.run(() => opened, never);
  const cancelled = new AbortController();
  const second = slots.run(() => Promise.reject(new Error('must not run')), cancelled.signal);
  cancelled.abort(new Error('scrolled away'));
  await expect(second).rejects.toThrow('scrolled away');
  open();
  await first;
  await expect(slots.run(() => Promise.reject(new Error('failed')), never)).rejects.toThrow('failed');
  expect(await slots.run(() => Promise.resolve(7), never)).toBe(7);
});
