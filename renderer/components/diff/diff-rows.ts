/** The lines of differences as rows of one long view: heads, lines with their numbers, and runs without a change, folded. Pure. */
import type { DiffLine } from '../../../shared/manifest-diff';
import { changedWords, type TextRange } from './changed-words';

/** One text beside another, such as a resource. */
export interface DiffSection {
  /** Unique. */
  readonly key: string;
  readonly title: string;
  /** What it is: `Deployment in shop`. Null for one that has no head. */
  readonly about: string | null;
  /** Something in it changed that is never shown. */
  readonly hidesChange: boolean;
  readonly lines: readonly DiffLine[];
}

export type DiffRow =
  | {
      readonly kind: 'head';
      readonly section: DiffSection;
      readonly isOpen: boolean;
      readonly added: number;
      readonly removed: number;
      /** Changed labels and checksums that are left out. */
      readonly hiddenCount: number;
    }
  | {
      readonly kind: 'line';
      readonly sign: DiffLine['sign'];
      readonly text: string;
      /** Counted from 1; null on the side where it is not. */
      readonly before: number | null;
      readonly after: number | null;
      readonly words: TextRange | undefined;
    }
  | { readonly kind: 'fold'; readonly key: string; readonly count: number };

export interface DiffRowOptions {
  /** Lines that change with every version and mean nothing by themselves: as if they hadn't changed, unless they are shown. */
  readonly showsNoise: boolean;
  readonly openFolds: ReadonlySet<string>;
  readonly closedSections: ReadonlySet<string>;
}

export interface DiffRows {
  readonly rows: readonly DiffRow[];
  /** Rows where a run of changed lines begins. */
  readonly differences: readonly number[];
  /** Rows of the heads, or of the first lines, by the section's key. */
  readonly starts: ReadonlyMap<string, number>;
}

/** Around every change. */
const CONTEXT_LINES = 3;
/** A shorter run is shown: its fold would hardly take less room. */
const MIN_FOLD_LINES = 3;

export function diffRows(sections: readonly DiffSection[], options: DiffRowOptions): DiffRows {
  const rows: DiffRow[] = [];
  const differences: number[] = [];
  const starts = new Map<string, number>();
  for (const section of sections) {
    const lines = numberedLines(section.lines, options);
    const isOpen = section.about === null || !options.closedSections.has(section.key);
    starts.set(section.key, rows.length);
    if (section.about !== null) {
      rows.push({
        kind: 'head',
        section,
        isOpen,
        added: countOf(lines, '+'),
        removed: countOf(lines, '-'),
        hiddenCount: options.showsNoise ? 0 : noiseCount(section.lines),
      });
    }
    if (isOpen) addLines(rows, differences, section.key, lines, options.openFolds);
  }
  return { rows, differences, starts };
}

/** Changed labels and checksums: those of the new side, and those that went without another in their place. */
export function noiseCount(lines: readonly DiffLine[]): number {
  const [added, removed] = [lines.filter((line) => line.isNoise && line.sign === '+').length, removedNoise(lines)];
  return Math.max(added, removed);
}

/** Whether anything but noise changed. */
export function hasRealChange(lines: readonly DiffLine[]): boolean {
  return lines.some(({ sign, isNoise }) => sign !== ' ' && !isNoise);
}

type Line = Extract<DiffRow, { readonly kind: 'line' }>;

function removedNoise(lines: readonly DiffLine[]): number {
  return lines.filter((line) => line.isNoise && line.sign === '-').length;
}

function countOf(lines: readonly Line[], sign: DiffLine['sign']): number {
  return lines.filter((line) => line.sign === sign).length;
}

function numberedLines(lines: readonly DiffLine[], { showsNoise }: DiffRowOptions): readonly Line[] {
  const isQuiet = ({ sign, isNoise }: DiffLine): boolean => isNoise && !showsNoise && sign !== ' ';
  const signOf = (line: DiffLine): DiffLine['sign'] => (isQuiet(line) ? ' ' : line.sign);
  // Of a changed label the new one is shown, as if it had always been so.
  const isShown = (line: DiffLine): boolean => !(isQuiet(line) && line.sign === '-');
  const words = changedWords(lines.filter(isShown).map((line) => ({ sign: signOf(line), text: line.text })));
  const numbered: Line[] = [];
  let [before, after] = [0, 0];
  for (const line of lines) {
    const { sign, text } = line;
    if (sign !== '+') before += 1;
    if (sign !== '-') after += 1;
    if (!isShown(line)) continue;
    numbered.push({
      kind: 'line',
      sign: signOf(line),
      text,
      before: signOf(line) === '+' ? null : before,
      after: sign === '-' ? null : after,
      words: words.get(numbered.length),
    });
  }
  return numbered;
}

function addLines(
  rows: DiffRow[],
  differences: number[],
  key: string,
  lines: readonly Line[],
  openFolds: ReadonlySet<string>,
): void {
  const isNear = nearChanges(lines);
  for (let index = 0; index < lines.length;) {
    const end = isNear[index] === true ? index : endOfFar(isNear, index);
    const foldKey = `${key} ${index}`;
    if (end - index >= MIN_FOLD_LINES && !openFolds.has(foldKey)) {
      rows.push({ kind: 'fold', key: foldKey, count: end - index });
      index = end;
      continue;
    }
    for (const stop = Math.max(end, index + 1); index < stop; index += 1) {
      const line = lines[index];
      if (line === undefined) continue;
      if (line.sign !== ' ' && (index === 0 || lines[index - 1]?.sign === ' ')) differences.push(rows.length);
      rows.push(line);
    }
  }
}

/** By line: whether it is changed, or stands so near to one that is that it is shown with it. */
function nearChanges(lines: readonly Line[]): readonly boolean[] {
  const near = Array.from(lines, () => false);
  lines.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    near.fill(true, Math.max(index - CONTEXT_LINES, 0), Math.min(index + CONTEXT_LINES + 1, lines.length));
  });
  return near;
}

function endOfFar(isNear: readonly boolean[], start: number): number {
  const end = isNear.indexOf(true, start);
  return end < 0 ? isNear.length : end;
}
