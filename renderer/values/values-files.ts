/** The values files beside the overrides that are written in the editor: those that lie under them, and the one they were loaded from. Pure. */
export interface ValuesFile {
  /** Without its folder. */
  readonly name: string;
  readonly text: string;
}

export interface ValuesFiles {
  /** As with helm's `-f a -f b`: a later one wins, and the editor's text over all of them. */
  readonly below: readonly ValuesFile[];
  /** What the editor's text was loaded from or saved to last, as it stood there. */
  readonly own: ValuesFile | null;
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
