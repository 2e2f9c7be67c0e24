/** What a chart's archive says of its dependencies, at every depth: asked for, locked, inside, on or off. Written by somebody else. */
import * as z from 'zod';

export const dependencyInfoSchema = z.strictObject({
  name: z.string(),
  /** Empty where there is none, as in every text below. */
  alias: z.string(),
  /** A version or a range, as it is written. */
  version: z.string(),
  repository: z.string(),
  condition: z.string(),
  tags: z.array(z.string()),
  /** What the lock file fixed it to; null where there is none. */
  lockedVersion: z.string().nullable(),
  /** With the chart's own values. `key`: of the condition or tag that decides; null where nothing does, which is on. */
  default: z.strictObject({
    isOn: z.boolean(),
    by: z.enum(['condition', 'tags']).nullable(),
    key: z.string().nullable(),
  }),
  /** The chart of that name inside, as an index of `charts`; null where there is none. */
  chart: z.number().int().nonnegative().nullable(),
  /** There is one, and its version is one that was asked for. */
  fits: z.boolean(),
  /** `same-name`: another one has its name or alias, and Helm refuses the chart. `other-repository`: it can't be updated. */
  conflict: z.enum(['same-name', 'other-repository']).nullable(),
});
export type DependencyInfo = z.infer<typeof dependencyInfoSchema>;

export const chartLockSchema = z.strictObject({
  fileName: z.enum(['Chart.lock', 'requirements.lock']),
  /** RFC 3339; null where the file names none. */
  generatedAt: z.string().nullable(),
  /** `unknown`: the sum was made of addresses that stand in its author's settings only. */
  state: z.enum(['matches', 'differs', 'unknown', 'unreadable']),
});
export type ChartLockInfo = z.infer<typeof chartLockSchema>;

export const chartInsideSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  /** `` for the chart itself, else where it lies, such as `charts/redis-1.0.0.tgz`. */
  path: z.string(),
  isArchive: z.boolean(),
  /** Its Chart.yaml can't be read. */
  isUnreadable: z.boolean(),
  lock: chartLockSchema.nullable(),
  dependencies: z.array(dependencyInfoSchema),
  /** Charts inside that no dependency names: always on. Indexes of `charts`. */
  unnamed: z.array(z.number().int().nonnegative()),
  /** Files in charts/ that should be packaged charts and can't be read: Helm refuses the whole chart then. */
  brokenArchives: z.array(z.string()),
});
export type ChartInside = z.infer<typeof chartInsideSchema>;

export const chartDependenciesSchema = z.strictObject({
  /** The chart itself first. */
  charts: z.array(chartInsideSchema).min(1),
  /** There are more than are told. */
  isCut: z.boolean(),
});
export type ChartDependencies = z.infer<typeof chartDependenciesSchema>;
