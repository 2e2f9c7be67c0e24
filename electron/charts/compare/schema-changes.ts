/**
 * What became of a values.schema.json: its properties and their rules. Read as it stands: `$ref` is not followed, what it points to in the
 * same file is compared where it stands. Pure.
 */
import type { FilePlace, SchemaChange } from '../../../shared/comparison';
import { cutPath, cutText } from './change-list';

export interface SchemaFile {
  readonly path: string;
  readonly schema: unknown;
}

/** Deeper than any schema nests. */
const MAX_DEPTH = 64;
/** Words about a property: they are no rule, and stand in the text's own differences. */
const WORDS = new Set([
  'title',
  'description',
  'examples',
  '$comment',
  '$id',
  '$schema',
  'markdownDescription',
  'default',
]);
/** Told by themselves. */
const OWN = new Set(['properties', 'patternProperties', 'items', '$defs', 'definitions', 'required', 'type', 'enum']);

interface Context {
  readonly prefix: readonly string[];
  readonly fromPlace: FilePlace | null;
  readonly toPlace: FilePlace | null;
  readonly changes: SchemaChange[];
}

/** `prefix`: where the chart stands in the values of the whole. */
export function schemaChanges(
  from: SchemaFile | null,
  to: SchemaFile | null,
  prefix: readonly string[],
): readonly SchemaChange[] {
  const place = (file: SchemaFile | null) => (file === null ? null : { path: file.path, line: null });
  const changes: SchemaChange[] = [];
  const context = { prefix, fromPlace: place(from), toPlace: place(to), changes };
  compare(objectOf(from?.schema), objectOf(to?.schema), [], context);
  return changes;
}

type SchemaObject = ReadonlyMap<string, unknown>;

function compare(from: SchemaObject, to: SchemaObject, path: readonly string[], context: Context): void {
  if (path.length > MAX_DEPTH) return;
  const tell = (change: SchemaChange['change'], at: readonly string[], what: Partial<SchemaChange> = {}): void => {
    const { prefix, fromPlace, toPlace, changes } = context;
    const own = { change, path: cutPath([...prefix, ...at]), keyword: '', from: null, to: null, fromPlace, toPlace };
    changes.push({ ...own, ...what });
  };

  const [fromType, toType] = [typeText(from.get('type')), typeText(to.get('type'))];
  if (fromType !== toType) tell('type', path, { keyword: 'type', from: fromType, to: toType });
  compareEnum(from.get('enum'), to.get('enum'), (change, what) => tell(change, path, what));
  const [wasRequired, isRequired] = [namesOf(from.get('required')), namesOf(to.get('required'))];
  const newProperties = objectOf(to.get('properties'));
  for (const name of isRequired) if (!wasRequired.has(name)) tell('required', [...path, name]);
  for (const name of wasRequired) {
    if (!isRequired.has(name) && newProperties.has(name)) tell('optional', [...path, name]);
  }
  for (const keyword of new Set([...from.keys(), ...to.keys()])) {
    if (WORDS.has(keyword) || OWN.has(keyword)) continue;
    const [before, after] = [jsonText(from.get(keyword)), jsonText(to.get(keyword))];
    if (before !== after) tell('rule', path, { keyword: cutText(keyword), from: cut(before), to: cut(after) });
  }

  for (const [before, after, at] of innerOf(from, to, path)) {
    if (after === undefined) tell('removed', at, { from: typeText(objectOf(before).get('type')) });
    else if (before === undefined) tell('added', at, { to: typeText(objectOf(after).get('type')) });
    else compare(objectOf(before), objectOf(after), at, context);
  }
}

type Inner = readonly [before: unknown, after: unknown, path: readonly string[]];

function* innerOf(from: SchemaObject, to: SchemaObject, path: readonly string[]): Generator<Inner> {
  for (const keyword of ['properties', 'patternProperties', '$defs', 'definitions']) {
    const [before, after] = [objectOf(from.get(keyword)), objectOf(to.get(keyword))];
    const above = keyword === 'properties' || keyword === 'patternProperties' ? path : [...path, keyword];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      yield [before.get(name), after.get(name), [...above, name]];
    }
  }
  const [before, after] = [from.get('items'), to.get('items')];
  if (before !== undefined || after !== undefined) yield [before, after, [...path, '[]']];
}

function compareEnum(
  from: unknown,
  to: unknown,
  tell: (change: SchemaChange['change'], what: Partial<SchemaChange>) => void,
): void {
  const [before, after] = [Array.isArray(from) ? from : null, Array.isArray(to) ? to : null];
  if (before === null && after === null) return;
  const [allowed, allows] = [setOf(before), setOf(after)];
  const texts = { keyword: 'enum', from: cut(jsonText(from)), to: cut(jsonText(to)) };
  if (before === null || [...allowed].some((each) => !allows.has(each) && after !== null)) tell('enum-narrowed', texts);
  else if (after === null || allows.size > allowed.size) tell('enum-widened', texts);
}

function setOf(values: readonly unknown[] | null): ReadonlySet<string> {
  return new Set((values ?? []).map((each) => jsonText(each) ?? ''));
}

/** A Map, so that a property may have any name. Empty for what is no object, such as `true`. */
function objectOf(value: unknown): SchemaObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return new Map(isObject ? Object.entries(value) : []);
}

function namesOf(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
}

/** `string, null`; null where none is said. */
function typeText(type: unknown): string | null {
  if (typeof type === 'string') return cutText(type);
  if (!Array.isArray(type)) return null;
  return cutText(type.map(String).sort().join(', '));
}

function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function cut(text: string | null): string | null {
  return text === null ? null : cutText(text);
}
