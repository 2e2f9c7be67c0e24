/** Requests exactly as written: paths are not normalized, headers not added, answers of any status returned. */
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** `errors[0].code` of the specification's error document; undefined where the body is none. */
  readonly code: string | undefined;
}

export interface RawRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** `address`: `host:port`. Rejects only where no answer came. */
export function ask(address: string, method: string, path: string, options: RawRequest = {}): Promise<RawAnswer> {
  const [host, port] = splitAddress(address);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port, method, path, headers: { ...options.headers }, agent: false },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body, code: codeOf(body) });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

/** A connection on which the test writes every byte itself. */
export function openSocket(address: string): Promise<{ readonly socket: Socket; readonly answered: Promise<string> }> {
  const [host, port] = splitAddress(address);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let text = '';
    // Everything that came until the other side closed.
    const answered = new Promise<string>((done) => socket.on('close', () => done(text)));
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // A reset is one way of closing.
      socket.on('error', () => socket.destroy());
      resolve({ socket, answered });
    });
  });
}

function splitAddress(address: string): [string, number] {
  const colon = address.lastIndexOf(':');
  return [address.slice(0, colon).replace(/^\[|\]$/g, ''), Number(address.slice(colon + 1))];
}

function codeOf(body: Buffer): string | undefined {
  try {
    const document = JSON.parse(body.toString()) as { errors?: { code?: string }[] };
    return document.errors?.[0]?.code;
  } catch {
    // Not a document at all.
    return undefined;
  }
}
