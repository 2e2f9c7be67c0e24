/**
 * What the registry refuses, as the specification writes it: a status and `{errors: [{code, message}]}`. No I/O but the answer.
 * The messages are read by people in the output of helm and docker, so they are whole sentences.
 */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** distribution-spec 1.1, "Error Codes"; the last two are our own, for what the table has no word for. */
export type ErrorCode =
  | 'BLOB_UNKNOWN'
  | 'BLOB_UPLOAD_INVALID'
  | 'BLOB_UPLOAD_UNKNOWN'
  | 'DIGEST_INVALID'
  | 'MANIFEST_BLOB_UNKNOWN'
  | 'MANIFEST_INVALID'
  | 'MANIFEST_UNKNOWN'
  | 'NAME_INVALID'
  | 'NAME_UNKNOWN'
  | 'SIZE_INVALID'
  | 'UNAUTHORIZED'
  | 'DENIED'
  | 'UNSUPPORTED'
  | 'TOOMANYREQUESTS'
  | 'STORAGE_FULL'
  | 'UNKNOWN';

/** A request that is refused. Thrown anywhere below the server, answered by it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: ErrorCode;
  readonly headers: OutgoingHttpHeaders;

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    options: { readonly headers?: OutgoingHttpHeaders; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
  }
}

/** The refusal that an error amounts to. Only refusals speak for themselves: other messages hold paths. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refusal(507, 'STORAGE_FULL', 'The disk of this registry is full. Nothing that it holds was harmed.', {
      cause: error,
    });
  }
  return new Refusal(500, 'UNKNOWN', 'The registry could not do this. Its log says why.', { cause: error });
}

/** Answers with a refusal; HEAD answers have no body. The connection can be used again. */
export function sendRefusal(response: ServerResponse, { status, code, message, headers }: Refusal): void {
  const body = JSON.stringify({ errors: [{ code, message }] });
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
