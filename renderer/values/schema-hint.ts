/**
 * What a chart's values.schema.json says of one value, as words: a help for who fills it in. Only references within the
 * schema are followed; nothing is ever fetched. The schema is a chart's own text: any shape of it is taken.
 */
import type { ValuePath } from './helm-value';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaHint {
  readonly description: string | null;
  /** JSON Schema's names, such as `integer` and `null`; empty where the schema leaves it open. */
  readonly types: readonly string[];
  /** Such as `minimum 0`; in the order of the list below. */
  readonly constraints: readonly string[];
  /** What alone may stand there, where the schema lists it. */
  readonly choices: readonly unknown[];
  /** The map around it must have it. */
  readonly isRequired: boolean;
}

/** References to references: real schemas nest two or three deep, loops without end. */
const MAX_REFERENCES = 16;

/** Null where the text is no schema. */
export function readSchema(text: string): JsonSchema | null {
  try {
    const schema: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return isSchema(schema) ? schema : null;
  } catch {
    return null;
  }
}

/** Null where the schema says nothing of this value. */
export function schemaHint(schema: JsonSchema, path: ValuePath): SchemaHint | null {
  let parts: readonly JsonSchema[] = [schema];
  let isRequired = false;
  for (const key of path) {
    const around = parts.flatMap((part) => unfold(schema, part, 0));
    isRequired = around.some((part) => listOf(part['required']).includes(key));
    parts = around.flatMap((part) => within(part, key));
  }
  const found = parts.flatMap((part) => unfold(schema, part, 0));
  const hint = {
    description: found.map(({ description }) => description).find(isText) ?? null,
    types: [...new Set(found.flatMap(typesOf))],
    constraints: [...new Set(found.flatMap(constraintsOf))],
    choices: found.map((part) => listOf(part['enum'])).find(({ length }) => length > 0) ?? [],
    isRequired,
  };
  const isEmpty = hint.description === null && hint.types.length === 0 && hint.constraints.length === 0 && !isRequired;
  return isEmpty ? null : hint;
}

/** `integer or null`. */
export function typeWords(types: readonly string[]): string {
  return types.length < 2 ? types.join('') : `${types.slice(0, -1).join(', ')} or ${types.at(-1)}`;
}

/** A schema with all that it takes along: references, and each of its alternatives. */
function unfold(root: JsonSchema, part: JsonSchema, references: number): readonly JsonSchema[] {
  if (references > MAX_REFERENCES) return [];
  const referred = isText(part['$ref']) ? [resolve(root, part['$ref'])] : [];
  const combined = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => listOf(part[name]));
  const others = [...referred, ...combined].filter(isSchema);
  return [part, ...others.flatMap((other) => unfold(root, other, references + 1))];
}

function resolve(root: JsonSchema, reference: string): unknown {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  const keys = reference.split('/').slice(1).map(decodePointer);
  return keys.reduce<unknown>((value, key) => (isSchema(value) ? own(value, key) : undefined), root);
}

/** One key of a JSON pointer in a URI. A broken escape stands for itself. */
export function decodePointer(key: string): string {
  try {
    return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return key;
  }
}

function within(part: JsonSchema, key: string): readonly JsonSchema[] {
  const properties = part['properties'];
  const named = isSchema(properties) ? own(properties, key) : undefined;
  const other = named ?? part['additionalProperties'];
  return isSchema(other) ? [other] : [];
}

export function typesOf({ type }: JsonSchema): readonly string[] {
  return isText(type) ? [type] : listOf(type).filter(isText);
}

const LIMITS = [
  ['minimum', 'minimum'],
  ['exclusiveMinimum', 'more than'],
  ['maximum', 'maximum'],
  ['exclusiveMaximum', 'less than'],
  ['multipleOf', 'a multiple of'],
  ['minLength', 'characters at least'],
  ['maxLength', 'characters at most'],
  ['minItems', 'items at least'],
  ['maxItems', 'items at most'],
] as const;

export function constraintsOf(part: JsonSchema): readonly string[] {
  const choices = listOf(part['enum']);
  return [
    ...(choices.length === 0 ? [] : [`one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`]),
    ...LIMITS.flatMap(([name, words]) => (typeof part[name] === 'number' ? [`${words} ${part[name]}`] : [])),
    ...(isText(part['pattern']) ? [`matches ${part['pattern']}`] : []),
  ];
}

function own(schema: JsonSchema, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
