/** The one error of electron/trust: a key file can't be used. The words for users are in electron/ipc/trust-words.ts. */
export type KeyFileErrorCode =
  | 'unreadable'
  | 'vanished'
  | 'not-a-file'
  | 'too-large'
  | 'too-many-files'
  | 'too-many-keys'
  | 'no-keys'
  | 'secret-keys'
  | 'keyboxd'
  | 'damaged';

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly code: KeyFileErrorCode;
  /** Without its folders. */
  readonly fileName: string;

  constructor(code: KeyFileErrorCode, fileName: string, options?: ErrorOptions) {
    super(`${fileName}: ${code}`, options);
    this.code = code;
    this.fileName = fileName;
  }
}
