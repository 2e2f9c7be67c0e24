/** The overrides against the schemas of a chart and of the charts within it, each problem with its place in the texts. For a worker. Pure. */
import { isHelmMap, overrideAt, type HelmValue, type ValuePath } from './helm-value';
import { mergeFiles, withDefaults } from './merge-values';
import { lineOf, readValues } from './read-values';
import { checkSchema } from './schema-check';
import { placeOf, type TextPlace } from './value-places';
import { typedValue, typeOf, valueText } from './value-text';
import { hintAt, lastSaying, valuesOf, type OpenChart } from './values-model';

export interface ValueProblemPlace extends TextPlace {
  /** Which of the texts. */
  readonly text: number;
  /** Counted from 1. */
  readonly line: number;
}

export interface ValueProblem {
  readonly path: ValuePath;
  /** Goes on after the path: `must be an integer or null, not a string`. */
  readonly message: string;
  /** Null where no text says anything of it: a required key is missing, or the chart breaks its own schema. */
  readonly place: ValueProblemPlace | null;
  /** YAML of the same value in a type that is allowed; null where there is none. */
  readonly suggestion: string | null;
}

/** Null where a schema can't be checked here. Empty while a text can't be read. */
export function valueProblems(chart: OpenChart, texts: readonly string[]): readonly ValueProblem[] | null {
  const read = texts.map(readValues);
  const values = valuesOf(read);
  if (values === null) return [];
  const overrides = mergeFiles(values);
  const whole = withDefaults(chart.defaults, overrides);
  const checks = chart.schemas.map((placed) => checkSchema(placed, whole));
  const found = checks.flatMap((problems) => problems ?? []);
  if (found.length === 0 && checks.includes(null)) return null;
  return found.map(({ path, message }) => {
    const index = lastSaying(values, path);
    const text = index === null ? undefined : read[index];
    const place = text?.ok === true ? placeOf(text.root, path) : null;
    return {
      path,
      message,
      place:
        place === null || index === null
          ? null
          : { ...place, text: index, line: lineOf(texts[index] ?? '', place.from) },
      suggestion: suggestionFor(hintAt(chart.schemas, path)?.types ?? [], overrideAt(overrides, path)),
    };
  });
}

const JSON_TYPES = {
  string: ['string'],
  int: ['integer', 'number'],
  number: ['number'],
  bool: ['boolean'],
  null: ['null'],
  list: ['array'],
  map: ['object'],
} as const;

function suggestionFor(types: readonly string[], value: HelmValue | undefined): string | null {
  if (value === undefined || value === null || isHelmMap(value) || fits(types, value)) return null;
  if (typeof value !== 'string') return types.includes('string') ? JSON.stringify(valueText(value)) : null;
  const meant = typedValue(value, undefined);
  return meant !== null && value !== '' && fits(types, meant.value) ? meant.yaml : null;
}

function fits(types: readonly string[], value: HelmValue): boolean {
  return JSON_TYPES[typeOf(value)].some((type) => types.includes(type));
}
