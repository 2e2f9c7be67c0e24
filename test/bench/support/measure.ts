/** Measuring two things beside each other, and what is told of many measurements. Times in milliseconds. */

/** Does its work once and gives how long the measured part of it took. */
export type Measured = () => Promise<number>;

export interface Comparison {
  /** Medians. */
  readonly ours: number;
  readonly theirs: number;
  /** `ours / theirs`. */
  readonly ratio: number;
}

/** Alternates the two, so that a busy moment of the machine meets both. One round before that counts for nothing. */
export async function compare(rounds: number, ours: Measured, theirs: Measured): Promise<Comparison> {
  await ours();
  await theirs();
  const all = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    all.ours.push(await ours());
    all.theirs.push(await theirs());
  }
  const [mine, others] = [median(all.ours), median(all.theirs)];
  return { ours: mine, theirs: others, ratio: mine / others };
}

export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** By the nearest rank: a value that was really measured. Throws for no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}
