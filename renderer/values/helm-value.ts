/**
 * Values as Helm holds them after it has read a file: JSON's types, in the order of the file. A Map, so that any key can
 * stand in it, `__proto__` too.
 */
export type HelmValue = null | boolean | number | string | readonly HelmValue[] | HelmMap;
export type HelmMap = ReadonlyMap<string, HelmValue>;

/** Keys from the top. */
export type ValuePath = readonly string[];

export function isHelmMap(value: HelmValue | undefined): value is HelmMap {
  return value instanceof Map;
}

export function isHelmList(value: HelmValue | undefined): value is readonly HelmValue[] {
  return Array.isArray(value);
}

/** A path as one text that no other path has. */
export function pathKey(path: ValuePath): string {
  return JSON.stringify(path);
}

/** The value at `path`; undefined where there is none. */
export function valueAt(values: HelmValue, path: ValuePath): HelmValue | undefined {
  let value: HelmValue | undefined = values;
  for (const key of path) {
    if (!isHelmMap(value)) return undefined;
    value = value.get(key);
  }
  return value;
}

/** What stands at `path`, or where a value above it takes the place of the whole map that `path` leads into. */
export function overrideAt(overrides: HelmMap, path: ValuePath): HelmValue | undefined {
  let value: HelmValue | undefined = overrides;
  for (const key of path) {
    if (!isHelmMap(value)) return value;
    value = value.get(key);
    if (value === undefined) return undefined;
  }
  return value;
}

export function equalValues(left: HelmValue | undefined, right: HelmValue | undefined): boolean {
  if (Object.is(left, right)) return true;
  if (isHelmList(left) && isHelmList(right)) {
    return left.length === right.length && left.every((item, index) => equalValues(item, right[index]));
  }
  if (!isHelmMap(left) || !isHelmMap(right) || left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && equalValues(value, right.get(key)));
}
