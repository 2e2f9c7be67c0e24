/**
 * A proxy on loopback in front of a real registry that makes real faults: connections cut after so many bytes, answers that
 * never come, refusals in between. Notes every request it has seen.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** What becomes of one request; what is not said passes untouched. */
export interface Fault {
  /** Cut the connection after so many bytes of the request's body have gone on. */
  readonly cutAfterBytes?: number;
  /** Answer this instead of asking the registry. */
  readonly answer?: { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };
  /** Ask the registry only when this resolves. */
  readonly holdUntil?: Promise<void>;
  /** Let the registry do it, then cut the connection instead of passing its answer on. */
  readonly loseAnswer?: boolean;
  /** Cut the connection after so many bytes of the answer's body. */
  readonly cutAnswerAfterBytes?: number;
  /** Pass nothing more of the answer's body after so many bytes, and leave the connection open. */
  readonly stallAnswerAfterBytes?: number;
}

export interface RegistryProxy {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly seen: readonly SeenRequest[];
  /** Asked for each request, in place of what was asked before. */
  onRequest(fault: (request: SeenRequest) => Fault | null): void;
  /** The most requests that were under way at one moment since the start. */
  readonly mostAtOnce: () => number;
  stop(): Promise<void>;
}

export async function startRegistryProxy(registryAddress: string): Promise<RegistryProxy> {
  const seen: SeenRequest[] = [];
  let faultOf: ((request: SeenRequest) => Fault | null) | null = null;
  let underWay = 0;
  let mostAtOnce = 0;

  const server = createServer((incoming, outgoing) => {
    const request = { method: incoming.method ?? '', path: (incoming.url ?? '').split('?', 1)[0] ?? '' };
    seen.push(request);
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    outgoing.once('close', () => (underWay -= 1));
    void pass(incoming, outgoing, faultOf?.(request) ?? {});
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault): Promise<void> {
    await fault.holdUntil;
    if (fault.answer !== undefined) {
      incoming.resume();
      outgoing.writeHead(fault.answer.status, fault.answer.headers).end(fault.answer.body);
      return;
    }
    const [host, port] = registryAddress.split(':');
    // The Host header stays as it came, so that the registry's upload locations lead through here too.
    const onward = httpRequest({
      host,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: incoming.headers,
      agent: false,
    });
    const cut = (): void => {
      onward.destroy();
      outgoing.destroy();
    };
    onward.on('error', cut);
    outgoing.on('close', () => onward.destroy());
    let passedBytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      passedBytes += chunk.length;
      if (fault.cutAfterBytes !== undefined && passedBytes > fault.cutAfterBytes) cut();
      else if (!onward.write(chunk)) {
        incoming.pause();
        onward.once('drain', () => incoming.resume());
      }
    });
    incoming.on('end', () => onward.end());
    onward.on('response', (answer) => {
      if (fault.loseAnswer === true) {
        answer.resume();
        answer.on('end', cut);
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      let answeredBytes = 0;
      answer.on('data', (chunk: Buffer) => {
        answeredBytes += chunk.length;
        if (fault.cutAnswerAfterBytes !== undefined && answeredBytes > fault.cutAnswerAfterBytes) cut();
        else if (fault.stallAnswerAfterBytes !== undefined && answeredBytes > fault.stallAnswerAfterBytes)
          answer.pause();
        else outgoing.write(chunk);
      });
      answer.on('end', () => outgoing.end());
      answer.on('error', cut);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    onRequest(fault) {
      faultOf = fault;
    },
    mostAtOnce: () => mostAtOnce,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
