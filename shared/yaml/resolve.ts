/**
 * The type of a YAML scalar, as go-yaml 2 decides it: YAML 1.1 with its `yes`, `0o17`, `017` and `1_000`, but without
 * base 60 and without dates (they stay text).
 */
import { decodeBase64Text } from './base64';
import { YamlError } from './yaml-error';

/** A whole number is a bigint: Go keeps 64 bits of it, and its decimal form is what counts. */
export type ResolvedScalar = null | boolean | bigint | number | string;

const PREFIX = 'tag:yaml.org,2002:';
const NULL_TAG = `${PREFIX}null`;
export const MERGE_TAG = `${PREFIX}merge`;
const STRING_TAG = `${PREFIX}str`;
const BOOLEAN_TAG = `${PREFIX}bool`;
const INTEGER_TAG = `${PREFIX}int`;
const FLOAT_TAG = `${PREFIX}float`;
const TIMESTAMP_TAG = `${PREFIX}timestamp`;
const BINARY_TAG = `${PREFIX}binary`;

const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...spellings(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'], true),
  ...spellings(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'], false),
  ...spellings(['', '~', 'null', 'Null', 'NULL'], null),
  ...spellings(['.nan', '.NaN', '.NAN'], Number.NaN),
  ...spellings(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], Number.POSITIVE_INFINITY),
  ...spellings(['-.inf', '-.Inf', '-.INF'], Number.NEGATIVE_INFINITY),
]);

function spellings<Value>(words: readonly string[], value: Value): (readonly [string, Value])[] {
  return words.map((word) => [word, value]);
}

/** `tag` is empty for a plain scalar. Throws YamlError where the tag doesn't fit the text. */
export function resolveScalar(tag: string, text: string): ResolvedScalar {
  switch (tag) {
    case '':
      return resolvePlain(text);
    case NULL_TAG:
      return expectType(resolvePlain(text), text, (value) => value === null, 'null');
    case BOOLEAN_TAG:
      return expectType(resolvePlain(text), text, (value) => typeof value === 'boolean', 'bool');
    case INTEGER_TAG:
      return expectType(resolvePlain(text), text, (value) => typeof value === 'bigint', 'int');
    case FLOAT_TAG:
      return resolveFloat(text);
    case TIMESTAMP_TAG:
      return expectType(text, text, isTimestamp, 'timestamp');
    case BINARY_TAG:
      return decodeBase64(text);
    case STRING_TAG:
    default:
      // Tags of the chart's own leave the text as it is.
      return text;
  }
}

/** Whether go-yaml writes this text without quotes: unquoted it is read as text again, by readers of base 60 and of dates too. */
export function isPlainText(text: string): boolean {
  return typeof resolvePlain(text) === 'string' && !isTimestamp(text) && !isBase60(text);
}

function isBase60(text: string): boolean {
  return /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text);
}

function resolvePlain(text: string): ResolvedScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  // A leading dot is read by Go's own parser of numbers, which takes no underscores in decimal ones.
  if (text.startsWith('.')) return /^\.\d+(?:[eE][+-]?\d+)?$/.test(text) ? finite(Number(text), text) : text;
  if (!/^[+\-\d]/.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const integer = parseInteger(digits);
  if (integer !== null) return integer;
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return finite(Number(digits), text);
  return text;
}

/** Too large for a float: Go reports an error, and go-yaml then takes the text. */
function finite(value: number, text: string): number | string {
  return Number.isFinite(value) ? value : text;
}

const SMALLEST_INTEGER = -(2n ** 63n);
const LARGEST_INTEGER = 2n ** 63n - 1n;
const LARGEST_UNSIGNED = 2n ** 64n - 1n;

/** Go's strconv.ParseInt and ParseUint with base 0: `0x`, `0o`, `0b`, and a leading 0 for octal. */
function parseInteger(text: string): bigint | null {
  const match = /^([+-]?)(?:(0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+)|(0[0-7]+)|(0|[1-9]\d*))$/.exec(text);
  if (!match) return null;
  const [, sign = '', prefixed, octal, decimal] = match;
  const magnitude = BigInt(prefixed?.toLowerCase() ?? (octal === undefined ? (decimal ?? '0') : `0o${octal}`));
  const value = sign === '-' ? -magnitude : magnitude;
  const largest = sign === '' ? LARGEST_UNSIGNED : LARGEST_INTEGER;
  return value >= SMALLEST_INTEGER && value <= largest ? value : null;
}

function resolveFloat(text: string): number {
  const value = resolvePlain(text);
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' && value <= LARGEST_INTEGER) return Number(value);
  throw new YamlError(`cannot decode \`${text}\` as a !!float`);
}

function expectType(
  value: ResolvedScalar,
  text: string,
  accepts: (value: ResolvedScalar) => boolean,
  type: string,
): ResolvedScalar {
  if (!accepts(value)) throw new YamlError(`cannot decode \`${text}\` as a !!${type}`);
  return value;
}

function isTimestamp(value: ResolvedScalar): boolean {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)| +(\d{1,2}:\d{1,2}:\d{1,2})(?:[.,]\d+)?)?$/.exec(
      String(value),
    );
  if (!match) return false;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const [hour = 0, minute = 0, second = 0] = (match[4] ?? match[5] ?? '').split(':').map(Number);
  const isTime = hour < 24 && minute < 60 && second < 60;
  return isTime && date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

function decodeBase64(text: string): string {
  const clean = text.replaceAll(/[\r\n]/g, '');
  if (clean.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(clean)) {
    throw new YamlError('!!binary value contains invalid base64 data');
  }
  return decodeBase64Text(clean);
}
