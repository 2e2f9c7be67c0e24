/** What the preload puts on `window.chartroom`, the names of its four channels, and the envelope of an answer. No zod: the preload loads this. */
import type { AppError } from '../errors';
import type { OfferedFile } from '../push';
import type { Result } from '../result';

export const CHANNEL = {
  call: 'chartroom:call',
  cancel: 'chartroom:cancel',
  event: 'chartroom:event',
  offerFiles: 'chartroom:offer-files',
} as const;

/** Never rejects for a failure of ours: that is `{ok: false, error}`. */
export type Answer<Value> = Result<Value, AppError>;

/** A DOM `File`, as far as this side of the types knows the DOM. */
export interface SystemFile {
  readonly name: string;
  readonly size: number;
}

export interface ChartroomBridge {
  /**
   * `callId` is fresh for each call: it is what `cancel` names. Gives an `Answer` as JSON: an object would be copied into
   * the page property by property, which keeps the window waiting for a long list.
   */
  readonly call: (callId: string, method: string, input: unknown) => Promise<string>;
  /** Ends calls all at once, so that none of them goes on where another one made room. */
  readonly cancel: (callIds: readonly string[]) => void;
  /** Gives every event of the main process to `listener`; returns how to stop. */
  readonly onEvent: (listener: (name: string, payload: unknown) => void) => () => void;
  /** Hands dropped or chosen files to the main process; only `File`s of the system carry a path. */
  readonly offerFiles: (files: readonly SystemFile[]) => Promise<Answer<readonly OfferedFile[]>>;
}
