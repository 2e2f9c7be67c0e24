/**
 * What there is beside the overrides that are written in the editor: the files that lie under them, the one they were loaded from, and
 * what was typed into the table and is no value yet. Pure.
 */
import type { ValuePath } from './helm-value';

export interface ValuesFile {
  /** Without its folder. */
  readonly name: string;
  readonly text: string;
}

/** Typed into the table, and no value: it stands nowhere in the text. */
export interface UnfinishedValue {
  readonly path: ValuePath;
  readonly typed: string;
}

export interface ValuesFiles {
  /** As with helm's `-f a -f b`: a later one wins, and the editor's text over all of them. */
  readonly below: readonly ValuesFile[];
  /** What the editor's text was loaded from or saved to last, as it stood there. */
  readonly own: ValuesFile | null;
  /** Kept until it is put right or given up, also while another page is looked at. */
  readonly unfinished?: UnfinishedValue | null;
}

export const NO_FILES: ValuesFiles = { below: [], own: null };

export function withFileBelow(files: ValuesFiles, file: ValuesFile): ValuesFiles {
  return { ...files, below: [...files.below, file] };
}

export function withoutFileBelow(files: ValuesFiles, index: number): ValuesFiles {
  return { ...files, below: files.below.filter((_, at) => at !== index) };
}

/** `by`: -1 earlier, 1 later. Nothing happens past either end. */
export function withFileMoved(files: ValuesFiles, index: number, by: -1 | 1): ValuesFiles {
  const below = [...files.below];
  const [moved, other] = [below[index], below[index + by]];
  if (moved === undefined || other === undefined) return files;
  below[index] = other;
  below[index + by] = moved;
  return { ...files, below };
}

/** A sentence for who wants to go on; null where nothing is unfinished. It never has what was typed, which may be a secret. */
export function unfinishedWords({ unfinished }: ValuesFiles): string | null {
  return unfinished === undefined || unfinished === null
    ? null
    : `What was typed into the table for ${unfinished.path.join('.')} is no value: put it right, or press Escape in it.`;
}

/** Of the element that leads to it when it gets the focus. */
export const UNFINISHED_FIELD_ID = 'unfinished-value';
