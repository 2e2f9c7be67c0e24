/** Prints what a part has measured: one table each, and beside every budget whether it was met. */
import type { Comparison } from './measure';

export interface Row {
  readonly what: string;
  readonly ours: string;
  /** What Chartroom is measured beside; empty where there is nothing. */
  readonly theirs?: string;
  readonly ratio?: number;
  readonly budget?: Budget;
}

export interface Budget {
  /** As it is read, such as `≤ 0.4 ×`. */
  readonly words: string;
  readonly isMet: boolean;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function atMost(limit: number, value: number, unit = ''): Budget {
  return { words: `≤ ${limit}${unit && ` ${unit}`}`, isMet: value <= limit };
}

/** A row of a comparison; `maxRatio` is the budget. */
export function comparisonRow(what: string, { ours, theirs, ratio }: Comparison, maxRatio?: number): Row {
  return {
    what,
    ours: milliseconds(ours),
    theirs: milliseconds(theirs),
    ratio,
    ...(maxRatio === undefined ? {} : { budget: atMost(maxRatio, ratio, '×') }),
  };
}

/** `beside`: what stands in the second column. `notes` say what was counted, one line each. */
export function printTable(title: string, beside: string, rows: readonly Row[], notes: readonly string[] = []): void {
  const widths = { what: 46, value: 11 };
  const line = (what: string, ...values: readonly string[]): string =>
    [what.padEnd(widths.what), ...values.map((value) => value.padStart(widths.value))].join(' ').trimEnd();
  console.log(`\n${title}`);
  console.log(line('', 'Chartroom', beside, 'ratio'));
  for (const { what, ours, theirs = '', ratio, budget } of rows) {
    const verdict = budget === undefined ? '' : `   budget ${budget.words}: ${budget.isMet ? 'met' : 'MISSED'}`;
    console.log(line(what, ours, theirs, ratio === undefined ? '' : ratio.toFixed(2)) + verdict);
  }
  for (const note of notes) console.log(`  ${note}`);
}
