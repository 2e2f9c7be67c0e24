/**
 * What another version of a chart means for the overrides that are carried over to it: which ones it no longer knows, and under which
 * ones its default is another one now. Pure.
 */
import type { ChartValues } from '../../shared/chart-content';
import { chartDefaults } from './chart-defaults';
import { equalValues, isHelmMap, valueAt, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { readSchema, schemaHint, type JsonSchema } from './schema-hint';

type Charts = readonly ChartValues[];

export interface ChangedDefault {
  readonly path: ValuePath;
  readonly before: HelmValue;
  readonly after: HelmValue;
}

export interface CarriedOverrides {
  /** Neither in its values nor in its schema. */
  readonly unknown: readonly ValuePath[];
  readonly changed: readonly ChangedDefault[];
}

/** `before`: of the version that is deployed; null where it can't be read: then nothing is told of defaults that changed. */
export function carriedOverrides(
  overrides: HelmMap,
  { before, after }: { readonly before: Charts | null; readonly after: Charts },
): CarriedOverrides {
  const newer = readCharts(after);
  const older = before === null ? null : readCharts(before);
  const unknown: ValuePath[] = [];
  const changed: ChangedDefault[] = [];
  for (const path of overriddenPaths(overrides)) {
    if (!isKnown(newer, path)) {
      // What the older one didn't know either is the user's own matter.
      if (older === null || isKnown(older, path)) unknown.push(path);
      continue;
    }
    const [was, is] = [older === null ? undefined : valueAt(older.defaults, path), valueAt(newer.defaults, path)];
    if (was !== undefined && is !== undefined && !equalValues(was, is)) changed.push({ path, before: was, after: is });
  }
  return { unknown, changed };
}

interface KnownValues {
  readonly defaults: HelmMap;
  readonly schemas: readonly { readonly path: ValuePath; readonly schema: JsonSchema }[];
}

function readCharts(charts: Charts): KnownValues {
  const schemas = charts.flatMap(({ path, schema }) => {
    const read = schema === null ? null : readSchema(schema);
    return read === null ? [] : [{ path, schema: read }];
  });
  return { defaults: chartDefaults(charts), schemas };
}

/** Of maps, what stands in them; an empty one and a list are values. */
function* overriddenPaths(map: HelmMap, prefix: ValuePath = []): Generator<ValuePath> {
  for (const [key, value] of map) {
    const path = [...prefix, key];
    if (isHelmMap(value) && value.size > 0) yield* overriddenPaths(value, path);
    else yield path;
  }
}

function isKnown({ defaults, schemas }: KnownValues, path: ValuePath): boolean {
  // Every chart gets these, and those within use what the one around never names.
  if (path[0] === 'global') return true;
  if (isInDefaults(defaults, path)) return true;
  return schemas.some(
    ({ path: at, schema }) =>
      at.every((key, index) => path[index] === key) && schemaHint(schema, path.slice(at.length)) !== null,
  );
}

/** Below an empty map or a null anything may be put: that is how charts leave a place open. */
function isInDefaults(defaults: HelmMap, path: ValuePath): boolean {
  let value: HelmValue | undefined = defaults;
  for (const key of path) {
    if (!isHelmMap(value)) return value === null;
    if (value !== defaults && value.size === 0) return true;
    value = value.get(key);
    if (value === undefined) return false;
  }
  return true;
}
