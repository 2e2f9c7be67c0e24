/** The one error of this folder. Branch on `code`; the message is technical, for the log and the folded details. */
export type CredentialErrorCode =
  /**
   * The keychain is there and said no: the user left it locked, denied this app, or it broke. Its own words are in the
   * message; they differ by system and language, so nothing more is told apart.
   */
  | 'refused'
  /** It did not answer in time. What was asked may still happen once it wakes up. */
  | 'timeout'
  /** Longer than any login: see MAX_PARTS. */
  | 'too-large'
  /** It holds a login from an earlier run, and this run found no keychain to take it out of. */
  | 'out-of-reach';

/** What was to be done with a login: what an error leaves behind depends on it. */
export type CredentialOperation = 'read' | 'store' | 'remove';

export interface CredentialErrorOptions extends ErrorOptions {
  readonly operation?: CredentialOperation | undefined;
}

export class CredentialError extends Error {
  override readonly name = 'CredentialError';
  readonly code: CredentialErrorCode;
  readonly operation: CredentialOperation | undefined;

  constructor(code: CredentialErrorCode, message: string, { operation, ...options }: CredentialErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.operation = operation;
  }
}
