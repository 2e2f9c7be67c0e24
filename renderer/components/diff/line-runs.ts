/** Which lines of two texts are the same: runs of kept, removed and added ones. Runs in a worker. Pure. */
import { diffArrays } from 'diff';
import type { DiffLine } from '../../../shared/manifest-diff';

export interface LineRun {
  readonly sign: DiffLine['sign'];
  readonly count: number;
}

export interface LineRunOptions {
  /** Lines that differ in blanks only are the same. */
  readonly ignoresSpace: boolean;
}

/** Two texts with little in common are not looked through for ever: then all of one is gone, and all of the other new. */
const TIMEOUT_MS = 3_000;

export function lineRuns(from: string, to: string, { ignoresSpace }: LineRunOptions): readonly LineRun[] {
  const [before, after] = [keysOf(from, ignoresSpace), keysOf(to, ignoresSpace)];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const [left, right] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  return [{ sign: ' ', count: head } as const, ...middleRuns(left, right), { sign: ' ', count: tail } as const].filter(
    ({ count }) => count > 0,
  );
}

function middleRuns(before: string[], after: string[]): readonly LineRun[] {
  const changes = before.length * after.length === 0 ? undefined : diffArrays(before, after, { timeout: TIMEOUT_MS });
  if (changes === undefined) {
    return [
      { sign: '-', count: before.length },
      { sign: '+', count: after.length },
    ];
  }
  return changes.map(({ added, removed, value }) => ({ sign: added ? '+' : removed ? '-' : ' ', count: value.length }));
}

function keysOf(text: string, ignoresSpace: boolean): string[] {
  const lines = [...linesOf(text)];
  return ignoresSpace ? lines.map((line) => line.trim().replaceAll(/\s+/g, ' ')) : lines;
}

/** The lines of both texts by the runs. Of a kept line the new form is shown. */
export function linesOfRuns(runs: readonly LineRun[], from: string, to: string): readonly DiffLine[] {
  const [before, after] = [linesOf(from), linesOf(to)];
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  for (const { sign, count } of runs) {
    for (let at = 0; at < count; at += 1) {
      lines.push({ sign, text: (sign === '-' ? before[left + at] : after[right + at]) ?? '', isNoise: false });
    }
    if (sign !== '+') left += count;
    if (sign !== '-') right += count;
  }
  return lines;
}

function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}
