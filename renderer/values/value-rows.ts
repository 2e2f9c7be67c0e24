/** The rows of the values table: every leaf of a chart's defaults and of the overrides, in the order of the files. */
import { isHelmMap, overrideAt, pathKey, valueAt, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { withDefaults } from './merge-values';
import { holdsSecret } from './secret-path';
import { typeOf, type ValueType } from './value-text';

/** A list is one value, as it is to Helm, which replaces it as a whole; so is an empty map. */
export interface ValueRow {
  readonly key: string;
  readonly path: ValuePath;
  readonly type: ValueType;
  /** Absent where the chart has none. */
  readonly byDefault: HelmValue | undefined;
  readonly deployed: HelmValue | undefined;
  /** Absent where the overrides take the default away. */
  readonly now: HelmValue | undefined;
  /** The overrides say something here. */
  readonly isOverridden: boolean;
  /** One of its values is likely a secret. */
  readonly isSecret: boolean;
}

export interface RowSources {
  readonly defaults: HelmMap;
  readonly overrides: HelmMap;
  /** The overrides of the deployed revision, where there is one. */
  readonly deployed?: HelmMap | undefined;
}

export function valueRows({ defaults, overrides, deployed }: RowSources): readonly ValueRow[] {
  const merged = withDefaults(defaults, overrides);
  const paths = new Map<string, ValuePath>();
  for (const path of leafPaths(defaults)) {
    // `resources: {}` is no leaf any more once the overrides put something into it.
    const now = valueAt(merged, path);
    if (!isHelmMap(now) || now.size === 0) paths.set(pathKey(path), path);
    else for (const inner of leafPaths(now)) paths.set(pathKey([...path, ...inner]), [...path, ...inner]);
  }
  for (const path of leafPaths(merged)) paths.set(pathKey(path), path);
  // What is deployed and would go away; above or below what is there, `overrideAt` tells it.
  for (const path of deployed === undefined ? [] : leafPaths(deployed)) {
    if (isNowhere(merged, path) && isNowhere(defaults, path)) paths.set(pathKey(path), path);
  }
  return [...paths].map(([key, path]) => {
    const byDefault = valueAt(defaults, path);
    const now = valueAt(merged, path);
    const wasDeployed = deployed === undefined ? undefined : overrideAt(deployed, path);
    const shown = byDefault ?? now ?? wasDeployed ?? null;
    return {
      key,
      path,
      type: typeOf(shown),
      byDefault,
      deployed: wasDeployed,
      now,
      isOverridden: overrideAt(overrides, path) !== undefined,
      isSecret: [byDefault, wasDeployed, now].some((value) => value !== undefined && holdsSecret(path, value)),
    };
  });
}

/** Neither a value at `path` nor one in its place. */
function isNowhere(values: HelmMap, path: ValuePath): boolean {
  return valueAt(values, path) === undefined && !isHelmLeaf(values, path);
}

function isHelmLeaf(values: HelmMap, path: ValuePath): boolean {
  const value = overrideAt(values, path);
  return value !== undefined && !isHelmMap(value);
}

function* leafPaths(map: HelmMap, prefix: ValuePath = []): Generator<ValuePath> {
  for (const [key, value] of map) {
    const path = [...prefix, key];
    if (isHelmMap(value) && value.size > 0) yield* leafPaths(value, path);
    else yield path;
  }
}
