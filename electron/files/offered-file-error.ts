/** What can go wrong between a dropped file and the id that stands for it. The message is for the user. */
export type OfferedFileErrorCode =
  /** No file was given for this id: the page asks for something that the user did not hand over, or that was forgotten. */
  'unknown-file' | 'too-many-files';

export class OfferedFileError extends Error {
  override readonly name = 'OfferedFileError';
  readonly code: OfferedFileErrorCode;

  constructor(code: OfferedFileErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
