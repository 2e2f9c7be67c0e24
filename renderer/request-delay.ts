/** A request that waits before it tries again, in words. The main process tells of it (`request.delayed`). No DOM here. */
import { assertNever } from '../shared/assert-never';
import type { EventPayload } from '../shared/ipc/events';

export type RequestDelay = EventPayload<'request.delayed'>;

/** Shorter waits pass before one could read of them. */
const LEAST_SHOWN_MS = 2000;

/** `docker.io asked us to slow down. Retrying in 28 s.`; null once the wait is over, and for a short one. */
export function delayWords({ address, retryAt, reason }: RequestDelay, nowMs: number): string | null {
  const seconds = Math.ceil((retryAt - nowMs) / 1000);
  return seconds <= 0 ? null : `${reasonWords(address, reason)} Retrying in ${seconds} s.`;
}

export function isWorthTelling({ retryAt }: RequestDelay, nowMs: number): boolean {
  return retryAt - nowMs >= LEAST_SHOWN_MS;
}

function reasonWords(address: string, reason: RequestDelay['reason']): string {
  switch (reason) {
    case 'rate-limited':
      return `${address} asked us to slow down.`;
    case 'server-error':
      return `${address} has a problem of its own right now.`;
    case 'network':
      return `The connection to ${address} was lost.`;
    default:
      return assertNever(reason);
  }
}
