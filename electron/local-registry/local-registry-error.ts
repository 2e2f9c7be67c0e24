/** What was asked of the local registry and can't be done in its present state. */
export type LocalRegistryErrorCode =
  /** It has to run for this. */
  | 'not-running'
  /** This engine can't. */
  | 'not-supported'
  /** A user name or password that a password file can't hold. */
  | 'bad-login'
  /** What it keeps could not be removed, or only in part. */
  | 'not-removed'
  /** Another call to a registry that is stopped. */
  | 'stopped';

export class LocalRegistryError extends Error {
  override readonly name = 'LocalRegistryError';
  readonly code: LocalRegistryErrorCode;

  constructor(code: LocalRegistryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
