/** A port that the local registry could have instead of one that is taken. */
import { createServer } from 'node:net';

/** Beyond it something else is wrong than a few programs in the way. */
const MAX_TRIES = 100;
const MAX_PORT = 65_535;
/** The registry wants it on both, for `localhost` may mean either. */
const LOOPBACK = ['127.0.0.1', '::1'];

/** The next one after `port` that nothing listens on, on either address of loopback; undefined where none is near. */
export async function nextFreePort(port: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + MAX_TRIES, MAX_PORT); next += 1) {
    const free = await Promise.all(LOOPBACK.map((host) => isFree(next, host)));
    if (free.every(Boolean)) return next;
  }
  return undefined;
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has no such address: nothing can be in the way there.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRNOTAVAIL'));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
