/**
 * The one error of electron/charts: a chart archive, its provenance file or its destination can't be used.
 * The message is for the user: plain words with a way out. It names the file, never the folders above it.
 */
export type ChartErrorCode =
  // The file on disk
  | 'vanished'
  | 'changed'
  | 'unreadable'
  | 'is-folder'
  | 'empty-file'
  | 'too-large'
  // The archive
  | 'not-an-archive'
  | 'not-gzip'
  | 'truncated'
  | 'damaged'
  | 'too-many-entries'
  | 'unsafe-path'
  | 'no-chart-yaml'
  | 'several-charts'
  // What the chart says
  | 'bad-yaml'
  | 'bad-values'
  | 'bad-lock'
  | 'bad-subchart'
  | 'invalid-name'
  | 'invalid-version'
  | 'invalid-metadata'
  // The provenance file
  | 'bad-provenance'
  | 'prov-mismatch';

export interface ChartErrorOptions {
  readonly cause?: unknown;
  /** What Helm or the parser says, for the folded technical part. */
  readonly details?: string;
}

export class ChartError extends Error {
  readonly code: ChartErrorCode;
  readonly details: string | undefined;

  constructor(code: ChartErrorCode, message: string, options: ChartErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'ChartError';
    this.code = code;
    this.details = options.details;
  }
}
