/** From any value to plain, bounded, redacted data for one line of the log. No I/O. */
import { isSensitiveName, REDACTED } from './secret-patterns';

/** Deep enough for an error with its causes; more is of no use in a log. */
const MAX_DEPTH = 6;
const MAX_ENTRIES = 50;

export type Loggable = string | number | boolean | null | readonly Loggable[] | LoggableFields;
export interface LoggableFields {
  readonly [name: string]: Loggable;
}

type Redact = (text: string) => string;

/**
 * Makes named values loggable: each text goes through `redact` before it is escaped for JSON, what is named like a
 * secret is left out whole, bytes are told by their number, errors by name, message, stack, cause and their own fields.
 */
export function toLoggableFields(fields: object, redact: Redact): LoggableFields {
  return namedToLoggable(Object.entries(fields), redact, 0);
}

function toLoggable(value: unknown, redact: Redact, depth: number): Loggable {
  switch (typeof value) {
    case 'string':
      return redact(value);
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      return value === null ? null : objectToLoggable(value, redact, depth);
    case 'bigint':
    case 'symbol':
      return redact(String(value));
    default:
      return null;
  }
}

function objectToLoggable(value: object, redact: Redact, depth: number): Loggable {
  if (depth >= MAX_DEPTH) return '…';
  if (value instanceof Error) return namedToLoggable(entriesOf(value), redact, depth + 1);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${value.byteLength} bytes`;
  if (value instanceof Date || value instanceof URL) return redact(String(value));
  if (Array.isArray(value)) return listToLoggable(value, redact, depth + 1);
  return namedToLoggable(Object.entries(value), redact, depth + 1);
}

function entriesOf(error: Error): [string, unknown][] {
  // The first four are no enumerable properties; `code` may be a getter of the class.
  const entries: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
    ['stack', error.stack],
    ['cause', error.cause],
    ['code', 'code' in error ? error.code : undefined],
    ...Object.entries(error),
  ];
  return entries.filter(([, value]) => value !== undefined);
}

function namedToLoggable(entries: readonly [string, unknown][], redact: Redact, depth: number): LoggableFields {
  return Object.fromEntries(
    entries.slice(0, MAX_ENTRIES).map(([name, value]) => {
      // That there is a secret is none.
      const isHidden = isSensitiveName(name) && typeof value !== 'boolean' && value !== null && value !== undefined;
      return [redact(name), isHidden ? REDACTED : toLoggable(value, redact, depth)];
    }),
  );
}

/** Program arguments and raw headers are lists in which the name stands before the value. */
function listToLoggable(list: readonly unknown[], redact: Redact, depth: number): Loggable {
  return list.slice(0, MAX_ENTRIES).map((item, index) => {
    const before = list[index - 1];
    const isHidden = typeof before === 'string' && isSensitiveName(before) && typeof item === 'string';
    return isHidden ? REDACTED : toLoggable(item, redact, depth);
  });
}
