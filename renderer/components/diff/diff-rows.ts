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

export interface DiffTextRow {
  readonly kind: 'line';
  readonly sign: DiffLine['sign'];
  readonly text: string;
  /** Counted from 1; null on the side where it is not. */
  readonly before: number | null;
  readonly after: number | null;
  readonly words: TextRange | undefined;
}

export type DiffLayout = 'unified' | 'side-by-side';

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
  | DiffTextRow
  | {
      /** Side by side: what was, and what is in its place. Null where there is nothing. */
      readonly kind: 'pair';
      readonly left: DiffTextRow | null;
      readonly right: DiffTextRow | null;
    }
  | { readonly kind: 'fold'; readonly key: string; readonly count: number };

export interface DiffRowOptions {
  /** Lines that change with every version and mean nothing by themselves: as if they hadn't changed, unless they are shown. */
  readonly showsNoise: boolean;
  readonly openFolds: ReadonlySet<string>;
  readonly closedSections: ReadonlySet<string>;
  /** Below each other where it isn't said. */
  readonly layout?: DiffLayout;
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
    if (isOpen) addLines(rows, differences, section.key, lines, options);
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

type Line = DiffTextRow;

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
  { openFolds, layout = 'unified' }: DiffRowOptions,
): void {
  const isNear = nearChanges(lines);
  let shown: Line[] = [];
  const flush = (): void => {
    let isInDifference = false;
    for (const row of layout === 'unified' ? shown : pairedRows(shown)) {
      const isChanged = isChangedRow(row);
      if (isChanged && !isInDifference) differences.push(rows.length);
      isInDifference = isChanged;
      rows.push(row);
    }
    shown = [];
  };
  for (let index = 0; index < lines.length;) {
    const end = isNear[index] === true ? index : endOfFar(isNear, index);
    const foldKey = `${key} ${index}`;
    if (end - index >= MIN_FOLD_LINES && !openFolds.has(foldKey)) {
      // Lines beside a fold are never changed ones, so no difference is cut in two.
      flush();
      rows.push({ kind: 'fold', key: foldKey, count: end - index });
      index = end;
      continue;
    }
    for (const stop = Math.max(end, index + 1); index < stop; index += 1) {
      const line = lines[index];
      if (line !== undefined) shown.push(line);
    }
  }
  flush();
}

function isChangedRow(row: DiffRow): boolean {
  if (row.kind === 'line') return row.sign !== ' ';
  return row.kind === 'pair' && (row.left?.sign !== ' ' || row.right?.sign !== ' ');
}

/** Removed lines beside those that came in their place. */
function pairedRows(lines: readonly Line[]): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: Line[] = [];
  let added: Line[] = [];
  const flush = (): void => {
    for (let at = 0; at < Math.max(removed.length, added.length); at += 1) {
      rows.push({ kind: 'pair', left: removed[at] ?? null, right: added[at] ?? null });
    }
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    if (line.sign === '-') {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.sign === '+') added.push(line);
    else {
      flush();
      rows.push({ kind: 'pair', left: line, right: line });
    }
  }
  flush();
  return rows;
}

/** The row that shows a line, counted from 1, of the new or the old text; undefined where it is folded or not there. */
export function rowOfLine(rows: readonly DiffRow[], side: 'from' | 'to', line: number): number | undefined {
  const has = (row: DiffTextRow | null): boolean => (side === 'from' ? row?.before : row?.after) === line;
  const found = rows.findIndex((row) =>
    row.kind === 'line' ? has(row) : row.kind === 'pair' && has(side === 'from' ? row.left : row.right),
  );
  return found < 0 ? undefined : found;
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
