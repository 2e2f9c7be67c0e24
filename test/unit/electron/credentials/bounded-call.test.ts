import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBoundedCalls } from '../../../../electron/credentials/bounded-call';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const TIMEOUT = { name: 'CredentialError', code: 'timeout' };

test('gives what the call gives, and its refusal with its words', async () => {
  const { run: call } = createBoundedCalls();
  expect(await call(() => Promise.resolve(1), 100)).toBe(1);
  const cause = new Error('locked');
  await expect(call(() => Promise.reject(cause), 100)).rejects.toMatchObject({
    name: 'CredentialError',
    code: 'refused',
    message: 'locked',
    cause,
  });
  // keytar throws at once for an empty account.
  const throws = (): Promise<never> => {
    throw cause;
  };
  await expect(call(throws, 100)).rejects.toMatchObject({ code: 'refused' });
  expect(vi.getTimerCount()).toBe(0);
});

test('a call that hangs is given up, none is begun while it hangs, and one is when it has ended', async () => {
  const { run: call } = createBoundedCalls();
  const hanging = new Promise<string>((resolve) => {
    setTimeout(() => resolve('late'), 300);
  });
  const failure = failureOf(call(() => hanging, 100));
  await vi.advanceTimersByTimeAsync(100);
  expect(await failure).toMatchObject(TIMEOUT);

  let begun = 0;
  const next = () => {
    begun += 1;
    return Promise.resolve('next');
  };
  expect(await failureOf(call(next, 100))).toMatchObject(TIMEOUT);
  expect(begun).toBe(0);

  await vi.advanceTimersByTimeAsync(200);
  expect(await call(next, 100)).toBe('next');
});

test('a call that fails after it was given up troubles no one', async () => {
  const { run: call } = createBoundedCalls();
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('late')), 200);
  });
  const failure = failureOf(call(() => late, 100));
  await vi.advanceTimersByTimeAsync(300);
  expect(await failure).toMatchObject(TIMEOUT);
  expect(await call(() => Promise.resolve(1), 100)).toBe(1);
});

test('closing waits for the call under way and lets no other begin', async () => {
  const { run, close } = createBoundedCalls();
  const failure = failureOf(run(() => new Promise((resolve) => setTimeout(resolve, 300)), 100));
  let isClosed = false;
  const closing = close().then(() => (isClosed = true));
  let begun = 0;
  const next = () => Promise.resolve((begun += 1));
  expect(await failureOf(run(next, 100))).toMatchObject({ code: 'refused' });
  // Given up by whoever waited for it, it still keeps the process from ending.
  await vi.advanceTimersByTimeAsync(200);
  expect(await failure).toMatchObject(TIMEOUT);
  expect(isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await closing;
  expect(await failureOf(run(next, 100))).toMatchObject({ code: 'refused' });
  expect(begun).toBe(0);
});

test('closing where nothing runs, or where the call fails, is over at once', async () => {
  await createBoundedCalls().close();
  const { run, close } = createBoundedCalls();
  const failing = failureOf(run(() => Promise.reject(new Error('locked')), 100));
  await close();
  expect(await failing).toMatchObject({ code: 'refused' });
});

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}
