import { describe, expect, it } from 'vitest';
import { endingTogether } from '../../../../electron/releases/ending-together';

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

describe('questions side by side', () => {
  it('end when one of them fails, and it is its failure that is told', async () => {
    const failure = new Error('refused');
    let other: Promise<never> | undefined;
    const all = endingTogether(new AbortController().signal, (own) => {
      other = untilAborted(own);
      return Promise.all([other, Promise.reject(failure)]);
    });
    await expect(all).rejects.toBe(failure);
    await expect(other).rejects.toBe(failure);
  });

  it('end with the caller’s signal', async () => {
    const caller = new AbortController();
    const all = endingTogether(caller.signal, untilAborted);
    const reason = new Error('left');
    caller.abort(reason);
    await expect(all).rejects.toBe(reason);
    await expect(endingTogether(caller.signal, (own) => Promise.resolve(own.aborted))).resolves.toBe(true);
  });

  it('that go well are left alone', async () => {
    const caller = new AbortController();
    let own: AbortSignal | undefined;
    const result = await endingTogether(caller.signal, (signal) => {
      own = signal;
      return Promise.resolve(7);
    });
    caller.abort();
    expect(result).toBe(7);
    expect(own?.aborted).toBe(false);
  });
});
