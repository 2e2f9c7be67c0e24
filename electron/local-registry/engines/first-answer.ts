/** Whether a registry answers on a port of this machine. */
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { ANSWER_TIMEOUT_MS, READY_EVERY_MS } from './limits';

/** True for the answers of a registry that works: with 401 it asks for a login. Never rejects. */
export function answersOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(
      // A connection of its own: an agent's would be kept open to a registry that may be going.
      { host: '127.0.0.1', port, path: '/v2/', agent: false, timeout: ANSWER_TIMEOUT_MS },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200 || response.statusCode === 401);
      },
    );
    request.once('timeout', () => request.destroy(new Error('No answer in time.')));
    request.once('error', () => resolve(false));
  });
}

/**
 * Waits until the registry on `port` answers. Gives false when that took longer than `timeoutMs`, or when `isGone` says that nobody is
 * left to answer. Throws the signal's reason.
 */
export async function waitForAnswer(
  port: number,
  timeoutMs: number,
  isGone: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (performance.now() < until && !(await isGone())) {
    signal?.throwIfAborted();
    if (await answersOn(port)) return !(await isGone());
    await delay(READY_EVERY_MS);
  }
  signal?.throwIfAborted();
  return false;
}
