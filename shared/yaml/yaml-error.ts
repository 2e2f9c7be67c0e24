/**
 * A document that Helm's YAML reader refuses. The words are for the folded technical part of a message.
 */
export class YamlError extends Error {
  /** Counted from 1; undefined where the problem is not at one place. */
  readonly line: number | undefined;

  /** `lineIndex` counts from 0, as the scanner does. */
  constructor(problem: string, lineIndex?: number) {
    super(lineIndex === undefined ? problem : `line ${lineIndex + 1}: ${problem}`);
    this.name = 'YamlError';
    this.line = lineIndex === undefined ? undefined : lineIndex + 1;
  }
}
