/** The port that a server got. */
import type { Server } from 'node:net';

/** Throws TypeError for a server that does not listen on a TCP port. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return address.port;
}
