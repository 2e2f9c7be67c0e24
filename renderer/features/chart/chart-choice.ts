/** The chart and those within it, as one chooses among them by name. Pure. */
import type { ChartValues } from '../../../shared/chart-content';

/** In the order of `charts`; no two are the same. `name`: of the chart itself. */
export function chartLabels(charts: readonly ChartValues[], name: string): readonly string[] {
  const seen = new Map<string, number>();
  return charts.map(({ path }) => {
    const label = path.length === 0 ? `${name} (this chart)` : path.join('.');
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
