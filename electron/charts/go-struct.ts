/**
 * YAML values into the fields of Go structs, as sigs.k8s.io/yaml and Go's encoding/json do it together: numbers and
 * booleans become text where text is wanted, field names match in any case, unknown ones are left alone, `null` leaves
 * a field as it was, and what is read a second time is added to what is there.
 */
import { compareUtf8, type GoJsonValue } from './go-json';
import { formatGoFloat } from '../../shared/yaml/go-number';
import {
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  isYamlTyped,
  type YamlMapping,
  type YamlValue,
} from '../../shared/yaml/decode';
import { YamlError } from '../../shared/yaml/yaml-error';

/** A number or boolean that Helm took as text. */
export interface ConvertedScalar {
  /** Such as `dependencies.version`. */
  readonly field: string;
  readonly written: string;
  readonly read: string;
}

export interface DecodeContext {
  readonly field: string;
  readonly converted: ConvertedScalar[];
}

/** Reads a value into a field that holds `before`. Throws YamlError where Go refuses the value. */
export interface GoDecoder<Value> {
  readonly zero: Value;
  readonly decode: (value: YamlValue, before: Value, context: DecodeContext) => Value;
}

export const goText: GoDecoder<string> = {
  zero: '',
  decode(value, before, context) {
    if (value === null) return before;
    if (typeof value === 'string') return value;
    if (!isYamlTyped(value)) throw wrongType(context, 'text');
    const read = typeof value.value === 'number' ? formatGoFloat(value.value) : String(value.value);
    context.converted.push({ field: context.field, written: value.text, read });
    return read;
  },
};

export const goBoolean: GoDecoder<boolean> = {
  zero: false,
  decode(value, before, context) {
    if (value === null) return before;
    if (isYamlTyped(value) && typeof value.value === 'boolean') return value.value;
    throw wrongType(context, 'true or false');
  },
};

/** Go's `any`: every number is a 64-bit float. */
export const goAnything: GoDecoder<GoJsonValue> = { zero: null, decode: (value) => toJson(value) };

/** A time in a JSON document must be RFC 3339; it stays the text that it was. */
export const goTime: GoDecoder<string> = {
  zero: '',
  decode(value, before, context) {
    if (value === null) return before;
    if (typeof value !== 'string' || !isRfc3339(value)) throw wrongType(context, 'a time');
    return value;
  },
};

export function goList<Item>(item: GoDecoder<Item>): GoDecoder<readonly Item[]> {
  return {
    zero: [],
    decode(value, before, context) {
      if (value === null) return [];
      if (!isYamlList(value)) throw wrongType(context, 'a list');
      // Go reads into the items that are there already, and drops those beyond.
      return value.map((each, index) => item.decode(each, before[index] ?? item.zero, context));
    },
  };
}

export function goMap<Item>(item: GoDecoder<Item>): GoDecoder<ReadonlyMap<string, Item>> {
  return {
    zero: new Map(),
    decode(value, before, context) {
      if (value === null) return new Map();
      if (!isYamlMapping(value)) throw wrongType(context, 'a mapping');
      const map = new Map(before);
      for (const [key, each] of value) map.set(key, item.decode(each, item.zero, within(context, key)));
      return map;
    },
  };
}

/** A pointer to a struct: `null` makes it nil, which Helm refuses later. */
export function goPointer<Struct>(struct: GoDecoder<Struct>): GoDecoder<Struct | null> {
  return {
    zero: null,
    decode: (value, before, context) => (value === null ? null : struct.decode(value, before ?? struct.zero, context)),
  };
}

type Fields<Struct> = { readonly [Name in keyof Struct]: GoDecoder<Struct[Name]> };

/** `jsonNames`: how fields are called in JSON where it is not their own name. */
export function goStructOf<Struct extends object>(
  fields: Fields<Struct>,
  zero: Struct,
  jsonNames: Readonly<Record<string, keyof Struct & string>> = {},
): GoDecoder<Struct> {
  const names = new Map<string, keyof Struct & string>();
  for (const name in fields) names.set(name.toLowerCase(), name);
  for (const [jsonName, name] of Object.entries(jsonNames)) {
    names.delete(name.toLowerCase());
    names.set(jsonName, name);
  }
  return {
    zero,
    decode(value, before, context) {
      if (value === null) return before;
      if (!isYamlMapping(value)) throw wrongType(context, 'a mapping');
      const struct = { ...before };
      for (const [key, each] of inGoOrder(value)) {
        const name = names.get(foldCase(key));
        if (name === undefined) toJson(each);
        else struct[name] = fields[name].decode(each, struct[name], within(context, name));
      }
      return struct;
    },
  };
}

/** Go reads the JSON of a map, whose keys are sorted: of two spellings of a field the last in that order is read last. */
function inGoOrder(mapping: YamlMapping): readonly (readonly [string, YamlValue])[] {
  return [...mapping].sort(([left], [right]) => compareUtf8(left, right));
}

/** Go folds by Unicode, where the long s and the Kelvin sign are cases of `s` and `k` too. */
function foldCase(key: string): string {
  return key.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();
}

/** The value as JSON. Throws YamlError for numbers that JSON has no form for. */
function toJson(value: YamlValue): GoJsonValue {
  if (value === null || typeof value === 'string') return value;
  if (isYamlMapping(value)) return new Map([...value].map(([key, item]) => [key, toJson(item)]));
  if (isYamlList(value)) return value.map(toJson);
  if (isYamlRefused(value)) throw value.refusal;
  if (typeof value.value === 'boolean') return value.value;
  const number = Number(value.value);
  if (!Number.isFinite(number)) throw new YamlError(`json: unsupported value: ${value.text}`, value.line);
  return number;
}

/** Throws YamlError where the value, a whole document, could not be written as JSON, as Helm does before it reads it. */
export function assertJson(value: YamlValue): void {
  toJson(value);
}

function within(context: DecodeContext, name: string): DecodeContext {
  return { ...context, field: context.field === '' ? name : `${context.field}.${name}` };
}

function wrongType({ field }: DecodeContext, expected: string): YamlError {
  return new YamlError(field === '' ? `expected ${expected}` : `${field}: expected ${expected}`);
}

/** Go's time.Parse(time.RFC3339), which is more lenient than the standard. */
function isRfc3339(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,]\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  // Leap years repeat every 400 years; Date.UTC reads two digits as 19xx.
  const lastDay = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= lastDay;
  return isDate && hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute <= 60;
}
