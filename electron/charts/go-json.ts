/**
 * JSON as Go's encoding/json writes it, byte for byte: `<`, `>`, `&`, U+2028 and U+2029 escaped, map keys sorted by
 * their UTF-8 bytes. A Map is a Go map, which is sorted here; a GoStruct keeps the order of its fields.
 */
export type GoJsonValue =
  null | boolean | number | bigint | string | readonly GoJsonValue[] | ReadonlyMap<string, GoJsonValue> | GoStruct;

/** The fields of a Go struct in their order. */
export interface GoStruct {
  readonly fields: readonly GoField[];
}

export type GoField = readonly [name: string, value: GoJsonValue];

/** A struct without the fields whose value is empty (Go's `omitempty`), but for those named in `always`. */
export function goStruct(fields: readonly GoField[], always: readonly string[] = []): GoStruct {
  return { fields: fields.filter(([name, value]) => always.includes(name) || !isEmpty(value)) };
}

function isEmpty(value: GoJsonValue): boolean {
  if (value === null || value === '' || value === false || value === 0 || value === 0n) return true;
  if (Array.isArray(value)) return value.length === 0;
  return value instanceof Map && value.size === 0;
}

/** Numbers must be finite: Go refuses the others. */
export function encodeGoJson(value: GoJsonValue): string {
  switch (typeof value) {
    case 'string':
      return encodeString(value);
    case 'number':
      // Go writes floats as ES6 does, but keeps the sign of zero.
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return encodeCollection(value);
  }
}

function encodeCollection(value: null | readonly GoJsonValue[] | ReadonlyMap<string, GoJsonValue> | GoStruct): string {
  if (value === null) return 'null';
  if (isList(value)) return `[${value.map((item) => encodeGoJson(item)).join(',')}]`;
  const fields = 'fields' in value ? value.fields : [...value].sort(([left], [right]) => compareUtf8(left, right));
  return `{${fields.map(([name, field]) => `${encodeString(name)}:${encodeGoJson(field)}`).join(',')}}`;
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: GoJsonValue): value is readonly GoJsonValue[] {
  return Array.isArray(value);
}

/** Orders text as Go does, by its UTF-8 bytes; JavaScript's own order differs above U+FFFF. */
export function compareUtf8(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * The middle class is the control characters below the space. With the `u` flag only a surrogate without its other
 * half matches the last one: what Go would call invalid UTF-8.
 */
const ESCAPED = /["\\<>&\u2028\u2029]|[^\P{Cc}\x7f-\x9f]|\p{Surrogate}/gu;

function encodeString(text: string): string {
  return `"${text.replaceAll(ESCAPED, escapeCharacter)}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return isSurrogate ? '\\ufffd' : `\\u${code.toString(16).padStart(4, '0')}`;
}
