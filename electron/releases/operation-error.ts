/** Why a change of a release is not begun, as facts. The words for users are written elsewhere. */

export type OperationErrorCode =
  /** What was previewed is not what would be run, or not what is there any more. */
  | 'stale'
  /** Nothing was previewed under that id, or so long ago that it was forgotten. */
  | 'preview-gone'
  /** What the preview warned of keeps it from being run. */
  | 'blocked'
  /** Another operation of ours on that release runs. */
  | 'busy'
  /** The context is protected, and its name was not typed. */
  | 'not-confirmed'
  /** The name of the release that would be gone was not typed. */
  | 'name-not-confirmed'
  /** Another client may still be at the release that would be repaired. */
  | 'may-be-live'
  /** A key stands twice in the values: `detail` says which, and where. */
  | 'duplicate-keys'
  /** Of an operation: it is not on the list. */
  | 'unknown-operation'
  /** It still runs, so it stays on the list. */
  | 'still-running';

export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: OperationErrorCode;
  /** To be shown; no value and no secret. */
  readonly detail: string;

  constructor(code: OperationErrorCode, detail = '') {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
