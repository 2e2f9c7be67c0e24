/** What the archive of a chart holds for reading and for values: texts as they are, names of the rest. */
import * as z from 'zod';

/** A chart and each chart within it, by where its values stand in those of the whole. */
export const chartValuesSchema = z.strictObject({
  /** Keys from the top: none for the chart itself, `['redis']` for a chart within, by its alias where it has one. */
  path: z.array(z.string()),
  /** Where it lies in the archive: `` for the chart itself, `charts/redis/` or `charts/redis-1.0.0.tgz/` for one within. */
  folder: z.string(),
  /** values.yaml, at most 5 MiB as Helm's own limit says; null where there is none. */
  values: z.string().nullable(),
  /** values.schema.json, not checked. */
  schema: z.string().nullable(),
});
export type ChartValues = z.infer<typeof chartValuesSchema>;

export const chartContentSchema = z.strictObject({
  /** The chart itself first. */
  charts: z.array(chartValuesSchema),
  readme: z.string().nullable(),
  /** templates/NOTES.txt, a template. */
  notes: z.string().nullable(),
  /** Paths of the files below `crds/`, in the archive's order, those of charts within included. */
  crds: z.array(z.string()),
});
export type ChartContent = z.infer<typeof chartContentSchema>;
