/** The one error of this folder. Branch on `code`; the message is technical, for the log and the folded details. */
export type SettingsErrorCode =
  /** The file could not be written: what was there before still holds, in memory and on the disk. */
  | 'write-failed'
  /** The new value does not fit the schema. */
  | 'invalid-value'
  /** No registry of that address is in the list. */
  | 'unknown-registry';

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code: SettingsErrorCode;

  constructor(code: SettingsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
