/**
 * Reads an answer that says no: status and error document become a RegistryError. The document may be the specification's JSON,
 * a proxy's HTML, plain text or nothing; whatever it is, it is untrusted, capped and stripped.
 */
import * as z from 'zod';
import { parseJson, readUpTo } from './body';
import { MAX_ERROR_BODY_BYTES } from './limits';
import { plainText } from './plain-text';
import { RegistryError, type RegistryErrorContext, type RegistryFailure } from './registry-error';
import { parseRetryAfter } from './retry-after';
import { describeTarget, hostOf } from './target';
import type { HttpRequest, HttpResponse } from './http-connection';

/** What the answer's document told. */
interface Words {
  readonly registryCode?: string;
  readonly registryMessage?: string;
}

export interface AnswerOrigin {
  /** False for a host that the registry redirected to: its 401 says nothing about our login. */
  readonly isOwn: boolean;
  readonly repository?: string;
}

/** Reads the rest of the answer. For every status that the caller did not expect, also 2xx and 3xx. */
export async function errorFromAnswer(
  request: HttpRequest,
  response: HttpResponse,
  origin: AnswerOrigin,
): Promise<RegistryError> {
  const bytes = await readErrorBody(response);
  const words = readWords(bytes, response.headers.get('content-type') ?? '');
  const { status } = response;
  const context: RegistryErrorContext = {
    host: hostOf(response.target.origin),
    method: request.method,
    url: describeTarget(response.target),
    status,
    ...(origin.repository === undefined ? {} : { repository: origin.repository }),
    ...words,
  };
  const said = [words.registryCode, words.registryMessage].filter((part) => part !== undefined).join(': ');
  const message = `${request.method} ${context.url}: ${status}${said === '' ? '' : ` ${said}`}`;
  const isTlsPort =
    status === 400 && response.target.origin.startsWith('http:') && TLS_PORT_WORDS.test(bytes.toString('latin1'));
  const failure: RegistryFailure = isTlsPort
    ? { code: 'network', problem: 'tls-to-plain' }
    : failureOf(response, words, origin.isOwn);
  return new RegistryError(message, failure, context);
}

/** How Go, nginx and Apache answer HTTP on a TLS port. There is no code to go by. */
const TLS_PORT_WORDS = /HTTP request (?:was sent )?to (?:an )?HTTPS|plain HTTP to an SSL/i;

function failureOf(response: HttpResponse, words: Words, isOwn: boolean): RegistryFailure {
  const { status } = response;
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  // Storage that refuses a signed address: it expired, and asking the registry again brings a new one.
  if (!isOwn && (status === 401 || status === 403)) return { code: 'server-error', ...wait };
  if (status === 401) return { code: 'auth-required', rejected: false };
  if (status === 403) return { code: 'forbidden' };
  if (status === 404) return { code: 'not-found' };
  if (status === 413) return { code: 'too-large' };
  if (status === 429) return { code: 'rate-limited', ...wait };
  if (status === 507) return { code: 'storage-full' };
  if (status === 408 || status === 499 || status >= 500) return { code: 'server-error', ...wait };
  if (words.registryCode === 'DIGEST_INVALID' && response.method === 'PUT') return { code: 'digest-mismatch' };
  // Harbor: 412; ECR: 400 TAG_INVALID, told apart only by its words.
  if (status === 412 || (status === 400 && /immutable/i.test(words.registryMessage ?? '')))
    return { code: 'immutable-tag' };
  if (status >= 400) return { code: 'rejected' };
  return { code: 'invalid-answer' };
}

async function readErrorBody(response: HttpResponse): Promise<Buffer> {
  try {
    return await readUpTo(response.chunks(), MAX_ERROR_BODY_BYTES);
  } catch {
    // The status is what counts; a document that breaks off adds nothing to it.
    return Buffer.alloc(0);
  }
}

const errorItemSchema = z.object({
  code: z.coerce.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});
const errorDocumentSchema = z.object({
  /** Only the first is read: a schema for all of them would note what is wrong with each. */
  errors: z.array(z.unknown()).min(1).optional().catch(undefined),
  /** Token services: OAuth2's `error` and `error_description`, or `details`. */
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
  details: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

function readWords(bytes: Buffer, contentType: string): Words {
  const document = errorDocumentSchema.safeParse(parseJson(bytes));
  if (document.success) {
    const { errors, error, error_description: description, details, message } = document.data;
    const first = errorItemSchema.safeParse(errors?.[0]).data;
    return pickWords(first?.code ?? error, first?.message ?? description ?? details ?? message);
  }
  // HTML is some proxy's page: nothing in it is worth showing.
  return contentType.startsWith('text/plain') ? pickWords(undefined, bytes.toString('utf8')) : {};
}

function pickWords(code: string | undefined, message: string | undefined): Words {
  const registryCode = plainText(code ?? '');
  const registryMessage = plainText(message ?? '');
  return {
    ...(registryCode === '' ? {} : { registryCode }),
    ...(registryMessage === '' ? {} : { registryMessage }),
  };
}
