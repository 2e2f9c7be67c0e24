/** The lines of the log as the window has them: put together, filtered, and written out for copying. Pure. */
import type { LocalRegistryLogLine } from '../../../shared/local-registry';

type Lines = readonly LocalRegistryLogLine[];

export const LEVEL_WORDS: Readonly<Record<LocalRegistryLogLine['level'], string>> = {
  info: 'Info',
  warning: 'Warning',
  error: 'Error',
};

/** Both together, by number, each line once, the last `most` of them. Lines arrive by answer and by event, in any order. */
export function mergeLines(kept: Lines, more: Lines, most: number): Lines {
  const last = kept.at(-1)?.number ?? 0;
  const first = more[0];
  if (first === undefined) return kept;
  if (first.number > last) return [...kept, ...more].slice(-most);
  const byNumber = new Map([...kept, ...more].map((line) => [line.number, line]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number).slice(-most);
}

export interface LogFilter {
  /** Anywhere in a line, in any case. */
  readonly text: string;
  /** Warnings and errors only. */
  readonly problemsOnly: boolean;
}

export function filterLines(lines: Lines, { text, problemsOnly }: LogFilter): Lines {
  const wanted = text.trim().toLowerCase();
  if (wanted === '' && !problemsOnly) return lines;
  return lines.filter(
    (line) => (!problemsOnly || line.level !== 'info') && (wanted === '' || line.text.toLowerCase().includes(wanted)),
  );
}

/** One line each: when (of UTC, as ISO 8601 has it), how grave, what. */
export function logText(lines: Lines): string {
  return lines.map(({ at, level, text }) => `${new Date(at).toISOString()} ${LEVEL_WORDS[level]} ${text}\n`).join('');
}
