/** A TCP proxy before a real server that breaks a connection off in mid-stream, once, when the test says so. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Fault {
  /** `upload`: from the client to the server. */
  readonly direction: 'upload' | 'download';
  /** Counted on each connection from the moment that the fault is set. */
  readonly afterBytes: number;
  /** `cut` resets both ends; `stall` lets nothing more through and keeps them open. */
  readonly kind: 'cut' | 'stall';
}

export interface FaultProxy {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** The next connection that carries so many bytes gets the fault; the ones after it none. */
  setFault(fault: Fault): void;
  /** Whether the fault that was set last has happened. */
  readonly hasHappened: boolean;
  stop(): Promise<void>;
}

/** `targetAddress`: `host:port`. */
export async function startFaultProxy(targetAddress: string): Promise<FaultProxy> {
  const [host = '', port = ''] = targetAddress.split(/:(?=\d+$)/);
  const sockets = new Set<Socket>();
  let fault: Fault | null = null;

  function carry(from: Socket, to: Socket, direction: Fault['direction']): void {
    let counted: Fault | null = null;
    let bytes = 0;
    from.on('data', (chunk) => {
      if (counted !== fault) {
        counted = fault;
        bytes = 0;
      }
      bytes += chunk.length;
      if (!fault || fault.direction !== direction || bytes < fault.afterBytes) {
        if (!to.write(chunk)) from.pause();
        return;
      }
      // What was asked for still arrives, so that the fault falls into the middle and not before it.
      to.write(chunk.subarray(0, chunk.length - (bytes - fault.afterBytes)));
      const { kind } = fault;
      fault = null;
      if (kind === 'stall') {
        from.pause();
        from.removeAllListeners('data');
        to.removeAllListeners('drain');
      } else {
        to.end(() => to.resetAndDestroy());
        from.resetAndDestroy();
      }
    });
    to.on('drain', () => from.resume());
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  }

  const server = createServer((client) => {
    const upstream = connect({ host, port: Number(port) });
    sockets.add(client).add(upstream);
    carry(client, upstream, 'upload');
    carry(upstream, client, 'download');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    setFault(next) {
      fault = next;
    },
    get hasHappened() {
      return fault === null;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
