/** What became of the default values of a chart. Pure. */
import { MAX_VALUE_TEXT, type ValueChange } from '../../../shared/comparison';
import { isYamlMapping, type YamlMapping, type YamlValue } from '../../../shared/yaml/decode';
import { cutPath, cutText } from './change-list';
import { renamedValues } from './renamed-values';
import { countOf, sameValue, valueText, type ReadValues } from './yaml-values';

/** A values.yaml of one side. */
export interface ValuesFile extends ReadValues {
  readonly path: string;
}

interface Found {
  readonly path: readonly string[];
  readonly value: YamlValue;
}

interface Differences {
  readonly removed: Found[];
  readonly added: Found[];
  readonly changed: (readonly [before: Found, after: Found])[];
}

/** `prefix`: where the chart stands in the values of the whole. A map that is wholly gone or new is told as one. */
export function valueChanges(
  from: ValuesFile | null,
  to: ValuesFile | null,
  prefix: readonly string[],
): readonly ValueChange[] {
  const found: Differences = { removed: [], added: [], changed: [] };
  compare(from?.values ?? new Map(), to?.values ?? new Map(), [], found);
  const renamed = renamedValues(found.removed, found.added);
  const arrived = new Set(renamed.values());

  const changeOf = (change: ValueChange['change'], before: Found | null, after: Found | null): ValueChange => {
    const [now, former] = [after ?? before, change === 'renamed' ? before : null];
    const whole = change === 'changed' ? null : now;
    return {
      change,
      path: cutPath([...prefix, ...(now?.path ?? [])]),
      formerPath: former === null ? null : cutPath([...prefix, ...former.path]),
      from: shown(before),
      to: shown(after),
      count: whole === null ? 1 : countOf(whole.value),
      fromPlace: placeOf(from, before),
      toPlace: placeOf(to, after),
    };
  };
  return [
    ...found.removed.filter((each) => !renamed.has(each)).map((each) => changeOf('removed', each, null)),
    ...[...renamed].map(([before, after]) => changeOf('renamed', before, after)),
    ...found.changed.map(([before, after]) => changeOf('changed', before, after)),
    ...found.added.filter((each) => !arrived.has(each)).map((each) => changeOf('added', null, each)),
  ];
}

function placeOf(file: ValuesFile | null, found: Found | null): ValueChange['fromPlace'] {
  return file === null ? null : { path: file.path, line: found === null ? null : file.lineOf(found.path) };
}

function shown(found: Found | null): string | null {
  return found === null ? null : cutText(valueText(found.value, MAX_VALUE_TEXT));
}

function compare(from: YamlMapping, to: YamlMapping, path: readonly string[], found: Differences): void {
  for (const [key, before] of from) {
    const after = to.get(key);
    const own = [...path, key];
    if (after === undefined) found.removed.push({ path: own, value: before });
    else if (sameValue(before, after)) continue;
    else {
      const [left, right] = [asMap(before), asMap(after)];
      // From nothing to a map, or back: what is in the map is new, or gone.
      const isMap = left !== null && right !== null && (isYamlMapping(before) || isYamlMapping(after));
      if (isMap && left.size + right.size > 0) compare(left, right, own, found);
      else
        found.changed.push([
          { path: own, value: before },
          { path: own, value: after },
        ]);
    }
  }
  for (const [key, after] of to) if (!from.has(key)) found.added.push({ path: [...path, key], value: after });
}

const EMPTY: YamlMapping = new Map();

function asMap(value: YamlValue): YamlMapping | null {
  if (value === null) return EMPTY;
  return isYamlMapping(value) ? value : null;
}
