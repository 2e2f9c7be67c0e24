/**
 * What Node, OpenSSL or BoringSSL (Electron) and undici throw when a connection fails, read as a RegistryError.
 * Told apart by their codes, never by their texts.
 */
import {
  RegistryError,
  type NetworkProblem,
  type RegistryErrorContext,
  type RegistryFailure,
  type TlsProblem,
} from './registry-error';
import { plainText } from './plain-text';

const NETWORK_PROBLEMS: Readonly<Record<string, NetworkProblem>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
};

const TLS_PROBLEMS: Readonly<Record<string, TlsProblem>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
  CERT_SIGNATURE_FAILURE: 'untrusted',
  CERT_REVOKED: 'untrusted',
  CERT_REJECTED: 'untrusted',
  INVALID_CA: 'untrusted',
  INVALID_PURPOSE: 'untrusted',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name-mismatch',
  HOSTNAME_MISMATCH: 'name-mismatch',
  // "HTTP/1.1 400 …" where the handshake was to come.
  ERR_SSL_WRONG_VERSION_NUMBER: 'plain-http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'plain-http',
  ERR_SSL_HTTP_REQUEST: 'plain-http',
};

/** A RegistryError stays as it is; a code that is not known becomes network problem `other`. */
export function toRegistryError(error: unknown, context: RegistryErrorContext): RegistryError {
  if (error instanceof RegistryError) return error;
  const failure = connectionFailure(error);
  // TLS errors quote the certificate, which may say anything.
  const what = plainText(error instanceof Error ? error.message : String(error));
  return new RegistryError(`${context.host}: ${what}`, failure, context, { cause: error });
}

/** What kind of failure it is. `network` problem `other` where its code is not known. */
export function connectionFailure(error: unknown): RegistryFailure {
  const code = codeOf(error);
  const tls = TLS_PROBLEMS[code];
  if (tls) return { code: 'tls', problem: tls };
  if (/^ERR_(?:SSL|TLS)_/.test(code) || code === 'EPROTO') return { code: 'tls', problem: 'other' };
  if (isTlsRecord(error)) return { code: 'network', problem: 'tls-to-plain' };
  // What answers speaks no HTTP, or sends more headers than undici reads (16 KiB): it is no registry.
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW') return { code: 'invalid-answer' };
  return { code: 'network', problem: NETWORK_PROBLEMS[code] ?? 'other' };
}

/** Happy eyeballs gives an AggregateError with one error per address tried; they agree in all that matters here. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

/** undici's parser stumbles over a TLS alert (type 21, version 3.x) where "HTTP/1.1" was to come. */
function isTlsRecord(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('data' in error)) return false;
  return typeof error.data === 'string' && error.data.startsWith('\u0015\u0003');
}
