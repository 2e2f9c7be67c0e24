/** Values on top of values, by Helm's two rules: files among each other, and all of them on a chart's defaults. */
import { isHelmMap, type HelmMap, type HelmValue } from './helm-value';

/** `-f a -f b`: the later wins, maps are merged, lists are replaced, a null stays to delete a default later. */
export function mergeFiles(files: readonly HelmMap[]): HelmMap {
  return files.reduce((merged, file) => mergeMaps(merged, file), new Map<string, HelmValue>());
}

function mergeMaps(base: HelmMap, over: HelmMap): HelmMap {
  const merged = new Map(base);
  for (const [key, value] of over) {
    const before = merged.get(key);
    merged.set(key, isHelmMap(value) && isHelmMap(before) ? mergeMaps(before, value) : value);
  }
  return merged;
}

/** What the chart's templates get: as `mergeFiles`, but a null takes the default away. */
export function withDefaults(defaults: HelmMap, overrides: HelmMap): HelmMap {
  const merged = new Map(defaults);
  for (const [key, value] of overrides) {
    const before = merged.get(key);
    if (value === null && before !== undefined) merged.delete(key);
    else merged.set(key, isHelmMap(value) && isHelmMap(before) ? withDefaults(before, value) : value);
  }
  return merged;
}

/** The defaults of a chart within lie below those that the chart around it sets for it. */
export function placeBelow(path: readonly string[], values: HelmMap): HelmMap {
  return path.reduceRight<HelmMap>((inner, key) => new Map([[key, inner]]), values);
}
