/** What helm is given: the text of the editor over the files under it. Slow on long texts. Pure. */
import { keptValues } from './kept-values';
import { mergedText } from './merged-text';
import type { TextProblem } from './read-values';

export interface WholeOverrides {
  /** YAML. Null where a text can't be used. */
  readonly overrides: string | null;
  /** Of the editor's text; files with problems are not taken in the first place. */
  readonly problems: readonly TextProblem[];
}

/** `below`: a later one wins, and `text` over all of them. */
export function readWholeOverrides(below: readonly string[], text: string): WholeOverrides {
  const read = keptValues(text);
  return read.ok
    ? { overrides: mergedText([...below, text]), problems: [] }
    : { overrides: null, problems: read.problems };
}
