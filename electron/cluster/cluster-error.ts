/**
 * The one error of this folder: what became of a question to a cluster, as facts. Branch on `code`. Holds no secret. The words for
 * users are written elsewhere. An aborted signal is none: the call rejects with its reason.
 */

export type ClusterErrorCode =
  /** The context is not there, or can't be used: see ContextProblem. */
  | 'context-unusable'
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'connection-lost'
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-name'
  | 'tls-other'
  /** HTTP answered to HTTPS. */
  | 'plain-http'
  /** The login was refused. */
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  /** The program that gives the login is not on this machine. */
  | 'login-program-missing'
  | 'login-program-failed'
  /** It wants to ask the user in a terminal. */
  | 'login-program-interactive'
  /** A certificate, key or token file that the kubeconfig names. */
  | 'credentials-unreadable'
  /** Only proxies of HTTP are supported. */
  | 'proxy-unsupported'
  /** What answers is no Kubernetes API. */
  | 'invalid-answer'
  | 'answer-too-large'
  | 'server-error'
  /** Any other refusal. */
  | 'rejected';

export interface ClusterErrorOptions extends ErrorOptions {
  /** The program that gives the login, or its hint how to install it. */
  readonly program?: string;
  readonly installHint?: string;
  /** HTTP. */
  readonly status?: number;
}

export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;
  readonly program: string | undefined;
  readonly installHint: string | undefined;
  readonly status: number | undefined;

  constructor(code: ClusterErrorCode, message: string, options: ClusterErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.program = options.program;
    this.installHint = options.installHint;
    this.status = options.status;
  }
}

export function isClusterError(error: unknown, code?: ClusterErrorCode): error is ClusterError {
  return error instanceof ClusterError && (code === undefined || error.code === code);
}
