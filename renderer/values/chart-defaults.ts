/** The defaults of a chart with those of the charts within it, as one map: what its templates get where nothing is overridden. Pure. */
import type { ChartValues } from '../../shared/chart-content';
import type { HelmMap, HelmValue } from './helm-value';
import { placeBelow, withDefaults } from './merge-values';
import { readDefaults } from './read-values';

/** A values.yaml that can't be read counts as an empty one: helm will say so. */
export function chartDefaults(charts: readonly Pick<ChartValues, 'path' | 'values'>[]): HelmMap {
  let defaults: HelmMap = new Map<string, HelmValue>();
  // From the innermost out: what a chart says of one within it wins over that one's own.
  for (const { path, values } of [...charts].sort((left, right) => right.path.length - left.path.length)) {
    const read = readDefaults(values ?? '');
    if (read.ok) defaults = withDefaults(defaults, placeBelow(path, read.values));
  }
  return defaults;
}
