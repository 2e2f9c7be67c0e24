/** The values of one chart to be read: its own defaults with lines, comments and schema, and what charts around it set. For a worker. Pure. */
import type { ChartValues } from '../../shared/chart-content';
import { chartDefaults } from './chart-defaults';
import { isHelmMap, valueAt, type HelmMap, type HelmValue } from './helm-value';
import { placeBelow } from './merge-values';
import { readDefaults, type TextProblem } from './read-values';
import { readSchema } from './schema-hint';
import { lineAt, linesIn } from './value-lines';
import { commentsIn } from './value-places';
import { valueRows } from './value-rows';
import { MAX_ROWS, modelRow, type ModelRow, type RowHint } from './values-model';

export interface ReadRow extends ModelRow {
  /** In its values.yaml, counted from 1; null where only a chart around says something of it. */
  readonly line: number | null;
}

export interface ChartReading {
  readonly rows: readonly ReadRow[];
  /** There are more than `rows`. */
  readonly isCut: boolean;
  /** The text can't be read: there are no rows. */
  readonly problem: TextProblem | null;
  /** What Helm takes without a word. */
  readonly remarks: readonly TextProblem[];
  /** There is a values.schema.json that is no schema. */
  readonly hasBadSchema: boolean;
}

/** Some of the rows, with all else that is known. */
export interface ChartPart extends ChartReading {
  readonly isLast: boolean;
}

/** In parts of `rowsAtOnce` rows, one at least: the first are there before the others are made. `chart`: one of `charts`. Never throws. */
export function* readChart(
  charts: readonly ChartValues[],
  chart: ChartValues,
  rowsAtOnce: number,
): Generator<ChartPart> {
  const text = chart.values ?? '';
  const read = readDefaults(text);
  const schema = chart.schema === null ? null : readSchema(chart.schema);
  const hasBadSchema = chart.schema !== null && schema === null;
  if (!read.ok) {
    const problem = read.problems[0] ?? null;
    yield { rows: [], isCut: false, problem, remarks: [], hasBadSchema, isLast: true };
    return;
  }
  const { path } = chart;
  const sources = {
    schemas: schema === null ? [] : [{ path, schema }],
    comments: commentsIn(text, read.root, path),
  };
  const lines = linesIn(text, read.root, path);
  const all = valueRows({ defaults: placeBelow(path, read.values), overrides: setAround(charts, path) });
  const hints = new Map<string, RowHint>();
  const known = { isCut: all.length > MAX_ROWS, problem: null, remarks: read.remarks, hasBadSchema };
  const end = Math.min(all.length, MAX_ROWS);
  let from = 0;
  do {
    const to = Math.min(from + rowsAtOnce, end);
    const rows = all.slice(from, to).map((row) => {
      const { path: at, key, byDefault } = row;
      const line = byDefault === undefined && !lines.has(key) ? null : lineAt(lines, at);
      return Object.assign(modelRow(sources, row, null, hints), { line });
    });
    yield { ...known, rows, isLast: to === end };
    from = to;
  } while (from < end);
}

/** What the charts around the one at `path` set for it. */
function setAround(charts: readonly ChartValues[], path: readonly string[]): HelmMap {
  const around = charts.filter(
    (other) => other.path.length < path.length && other.path.every((key, index) => path[index] === key),
  );
  const value = valueAt(chartDefaults(around), path);
  return isHelmMap(value) ? placeBelow(path, value) : new Map<string, HelmValue>();
}
