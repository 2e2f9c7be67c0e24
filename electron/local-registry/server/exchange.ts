/** One request being answered: what the handlers are given, and the answers that several of them make. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { isDigest, type Digest } from '../../../shared/digest';
import type { ContentStore } from './content-store';
import { Refusal } from './error-answer';
import type { RegistryLimits } from './limits';
import { readRange } from './range';
import type { RecentUses } from './recent-uses';
import type { Repositories } from './repositories';
import type { Storage } from './storage';
import type { UploadSessions } from './upload-sessions';

/** What a registry is made of. */
export interface RegistryParts {
  readonly storage: Storage;
  readonly contents: ContentStore;
  readonly repositories: Repositories;
  readonly uploads: UploadSessions;
  readonly recentUses: RecentUses;
  readonly limits: RegistryLimits;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
  readonly parts: RegistryParts;
}

/** Read at a time when content is sent. */
const READ_BYTES = 128 * 1024;

/** Throws a Refusal with DIGEST_INVALID. */
export function requireDigest(text: string | null): Digest {
  if (text !== null && isDigest(text)) return text;
  throw new Refusal(400, 'DIGEST_INVALID', 'A digest is sha256: or sha512: with its hexadecimal digits in lower case.');
}

export function refuseMethod(allowed: string): Refusal {
  return new Refusal(405, 'UNSUPPORTED', `This can only be asked for by ${allowed}.`, { headers: { allow: allowed } });
}

export function sendEmpty(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': 0 });
  response.end();
}

export function sendJson(response: ServerResponse, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  const body = JSON.stringify(value);
  response.writeHead(200, {
    'content-type': 'application/json',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Answers with a file, or the part of it that the request names. Closes it. A client that leaves early is no error. */
export async function sendFile(
  { request, response }: Exchange,
  file: FileHandle,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  try {
    const { size } = await file.stat();
    const range = readRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      throw new Refusal(416, 'SIZE_INVALID', `The range lies outside of the ${size} bytes.`, {
        headers: { 'content-range': `bytes */${size}` },
      });
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.writeHead(range ? 206 : 200, {
      ...headers,
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    });
    if (request.method === 'HEAD' || size === 0) response.end();
    else await pipeline(file.createReadStream({ start, end, highWaterMark: READ_BYTES, autoClose: false }), response);
  } finally {
    await file.close();
  }
}
