/** What a schema says of one value by itself, as words. Pure. */
import { constraintsOf, typesOf, typeWords, type JsonSchema } from '../values/schema-hint';

export interface SchemaFacts {
  /** `integer or null`; '' where it is left open. */
  readonly type: string;
  readonly title: string;
  readonly description: string;
  /** Such as `minimum 0`. */
  readonly rules: readonly string[];
  /** As JSON. */
  readonly choices: readonly string[];
  /** As JSON; null where there is none. */
  readonly byDefault: string | null;
  readonly examples: readonly string[];
}

/** Of a text or a list; the raw text has the rest. */
const MAX_LENGTH = 2_000;
const MAX_LISTED = 100;

/** `parts`: a schema and those that it refers to; the first that says something counts. */
export function schemaFacts(parts: readonly JsonSchema[]): SchemaFacts {
  const text = (name: string): string =>
    parts
      .map((part) => part[name])
      .find((value): value is string => typeof value === 'string' && value !== '')
      ?.slice(0, MAX_LENGTH) ?? '';
  const choices = parts.flatMap((part) =>
    Object.hasOwn(part, 'const') ? [part['const']] : Array.isArray(part['enum']) ? part['enum'] : [],
  );
  const withDefault = parts.find((part) => Object.hasOwn(part, 'default'));
  return {
    type: typeWords([...new Set(parts.flatMap(typesOf))].map((type) => type.slice(0, 100))),
    title: text('title'),
    description: text('description'),
    rules: [...new Set(parts.flatMap(rulesOf))],
    choices: choices.slice(0, MAX_LISTED).map(jsonText),
    byDefault: withDefault === undefined ? null : jsonText(withDefault['default']),
    examples: parts
      .flatMap((part) => (Array.isArray(part['examples']) ? part['examples'] : []))
      .slice(0, 5)
      .map(jsonText),
  };
}

const FURTHER = [
  ['minProperties', 'keys at least'],
  ['maxProperties', 'keys at most'],
  ['format', 'format'],
  ['contentEncoding', 'encoded as'],
] as const;

function rulesOf(part: JsonSchema): readonly string[] {
  return [
    // Choices stand by themselves.
    ...constraintsOf({ ...part, enum: [] }).map((rule) => rule.slice(0, MAX_LENGTH)),
    ...FURTHER.flatMap(([name, words]) => {
      const value = part[name];
      return typeof value === 'number' || typeof value === 'string' ? [`${words} ${value}`.slice(0, MAX_LENGTH)] : [];
    }),
    ...(part['uniqueItems'] === true ? ['no item twice'] : []),
    ...(part['additionalProperties'] === false || part['unevaluatedProperties'] === false ? ['no other keys'] : []),
    ...(part['deprecated'] === true ? ['deprecated'] : []),
    ...(part['readOnly'] === true ? ['read only'] : []),
  ];
}

function jsonText(value: unknown): string {
  return (JSON.stringify(value) ?? '').slice(0, MAX_LENGTH);
}
