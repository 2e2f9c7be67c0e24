/** Sees whether anything is fetched that a chart names: a port where nobody may come by, and what Electron itself is asked for. */
import { createServer } from 'node:net';
import type { ElectronApplication } from '@playwright/test';

export interface Bait {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** How many came by. */
  readonly caught: () => number;
  readonly close: () => Promise<void>;
}

export async function openBait(): Promise<Bait> {
  let caught = 0;
  const server = createServer((socket) => {
    caught += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    host: `127.0.0.1:${address.port}`,
    caught: () => caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** From now on. Gives the addresses that the window asked for and that are not the app's own. */
export async function watchRequests(app: ElectronApplication): Promise<() => Promise<readonly string[]>> {
  await app.evaluate(({ session }) => {
    const requests: string[] = [];
    Object.assign(globalThis, { requests });
    session.defaultSession.webRequest.onBeforeRequest((details, done) => {
      if (!/^(?:app|data|devtools):/.test(details.url)) requests.push(details.url);
      done({});
    });
  });
  return () => app.evaluate(() => (globalThis as unknown as { requests: string[] }).requests);
}
