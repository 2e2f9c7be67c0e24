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
  | 'not-a-chart'
  | 'not-an-archive'
  | 'not-gzip'
  | 'truncated'
  | 'damaged'
  | 'too-many-entries'
  | 'unsafe-path'
  | 'no-chart-yaml'
  | 'several-charts'
  // A folder that is to be packaged
  | 'bad-ignore'
  | 'is-link'
  | 'odd-file'
  | 'bad-schema'
  | 'missing-dependencies'
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

/** What Chart.yaml says of itself, where it could be read: a file that can't be pushed still has a name for the user. */
export interface ChartIdentity {
  readonly name: string;
  /** Empty where there is none. */
  readonly version: string;
}

export interface ChartErrorOptions {
  readonly cause?: unknown;
  readonly chart?: ChartIdentity;
  /** What Helm or the parser says, for the folded technical part. */
  readonly details?: string;
}

export class ChartError extends Error {
  readonly code: ChartErrorCode;
  readonly details: string | undefined;
  readonly chart: ChartIdentity | undefined;

  constructor(code: ChartErrorCode, message: string, options: ChartErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'ChartError';
    this.code = code;
    this.details = options.details;
    this.chart = options.chart;
  }

  /** The same problem, of this chart. */
  about(chart: ChartIdentity): ChartError {
    const { details, cause } = this;
    return new ChartError(this.code, this.message, { cause, chart, ...(details === undefined ? {} : { details }) });
  }
}
