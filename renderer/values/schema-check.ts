/**
 * Values against a chart's schema: a hint while they are written. Helm's own check is the authority; the two can differ
 * in rare keywords. For a worker: a schema can be slow to check, or never end.
 */
import { Validator, type OutputUnit, type Schema, type SchemaDraft } from '@cfworker/json-schema';
import { isHelmList, isHelmMap, pathKey, valueAt, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { decodePointer, schemaHint, typeWords, type JsonSchema } from './schema-hint';
import { typeOf } from './value-text';

export interface SchemaProblem {
  /** Of the value, from the top of all values; where a key is missing, that key. */
  readonly path: ValuePath;
  /** Goes on after the path: `must be an integer or null, not a string`. */
  readonly message: string;
}

/** A chart's schema, and where its values stand. */
export interface PlacedSchema {
  readonly path: ValuePath;
  readonly schema: JsonSchema;
}

/** The problems, or null where the schema can't be checked here (a reference out of it, a loop): Helm will. */
export function checkSchema({ path, schema }: PlacedSchema, values: HelmMap): readonly SchemaProblem[] | null {
  const own = valueAt(values, path);
  if (own === undefined) return [];
  try {
    const { errors } = new Validator(asSchema(schema), draftOf(schema), false).validate(plain(own));
    const problems = new Map<string, SchemaProblem>();
    for (const error of errors.filter((each) => !isAround(each))) {
      const problem = problemOf(error, schema, own);
      const key = pathKey(problem.path);
      // Of several for one value the first is the nearest to what was meant.
      if (!problems.has(key)) problems.set(key, { ...problem, path: [...path, ...problem.path] });
    }
    return [...problems.values()];
  } catch {
    // A reference to elsewhere, a pattern that is none, or a schema that contains itself without end.
    return null;
  }
}

/** These only say that something within them is wrong, which comes by itself. */
const AROUND: ReadonlySet<string> = new Set([
  '$ref',
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'additionalProperties',
  'unevaluatedProperties',
  'dependentSchemas',
  'dependencies',
  'allOf',
  'if',
]);

/** A branch of several that doesn't fit is no problem by itself: none of them fitting is. */
function isAround({ keyword, keywordLocation }: OutputUnit): boolean {
  return AROUND.has(keyword) || /\/(?:anyOf|oneOf)\/\d+\//.test(keywordLocation);
}

function problemOf(
  { keyword, instanceLocation, error }: OutputUnit,
  schema: JsonSchema,
  own: HelmValue,
): SchemaProblem {
  const path = instanceLocation.split('/').slice(1).map(decodePointer);
  const hint = schemaHint(schema, path);
  switch (keyword) {
    case 'type':
    case 'anyOf':
    case 'oneOf': {
      const value = valueAt(own, path);
      if (hint === null || hint.types.length === 0 || value === undefined) break;
      const expected = `must be ${withArticle(typeWords(hint.types))}`;
      const isOfType = hint.types.includes(JSON_TYPES[typeOf(value)]);
      return {
        path,
        message: isOfType
          ? "doesn't match any of the forms in the schema"
          : `${expected}, not ${withArticle(JSON_TYPES[typeOf(value)])}`,
      };
    }
    case 'required': {
      const missing = /"((?:[^"\\]|\\.)*)"\.?$/.exec(error)?.[1];
      return missing === undefined
        ? { path, message: 'lacks a required key' }
        : { path: [...path, missing], message: 'is required' };
    }
    case 'false':
      return { path, message: "isn't known to the chart's schema" };
    case 'enum':
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'multipleOf':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'pattern':
      if (hint !== null && hint.constraints.length > 0)
        return { path, message: `must be: ${hint.constraints.join('; ')}` };
      break;
    default:
      break;
  }
  return { path, message: `doesn't fit the schema: ${error}` };
}

const JSON_TYPES = {
  string: 'string',
  int: 'integer',
  number: 'number',
  bool: 'boolean',
  null: 'null',
  list: 'array',
  map: 'object',
} as const;

function withArticle(words: string): string {
  if (words.startsWith('null')) return words;
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

function draftOf({ $schema }: JsonSchema): SchemaDraft {
  const text = typeof $schema === 'string' ? $schema : '';
  if (text.includes('2020-12')) return '2020-12';
  if (text.includes('2019-09')) return '2019-09';
  return text.includes('draft-04') ? '4' : '7';
}

/** The library takes what it understands of any object. */
function asSchema(schema: JsonSchema): Schema {
  return schema;
}

/** `__proto__` becomes a key of its own here, as any other. */
function plain(value: HelmValue): unknown {
  if (isHelmMap(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return isHelmList(value) ? value.map(plain) : value;
}
