/**
 * What became of a values.schema.json: its properties and their rules. Read as it stands: `$ref` is not followed, what it points to in the
 * same file is compared where it stands. Pure.
 */
import type { FilePlace, SchemaChange } from '../../../shared/comparison';
import { cutPath, cutText } from './change-list';
import { jsonPlaces, type JsonPlace } from './json-places';

export interface SchemaFile {
  readonly path: string;
  readonly schema: unknown;
  readonly text: string;
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
  readonly fromPath: string | null;
  readonly toPath: string | null;
  readonly changes: SchemaChange[];
}

/** Where the same schema stands in both texts; undefined where it doesn't. */
interface Places {
  readonly from: JsonPlace | undefined;
  readonly to: JsonPlace | undefined;
}

/** `prefix`: where the chart stands in the values of the whole. */
export function schemaChanges(
  from: SchemaFile | null,
  to: SchemaFile | null,
  prefix: readonly string[],
): readonly SchemaChange[] {
  const changes: SchemaChange[] = [];
  if (from?.text === to?.text) return changes;
  const context = { prefix, fromPath: from?.path ?? null, toPath: to?.path ?? null, changes };
  const places = { from: placesIn(from), to: placesIn(to) };
  compare(objectOf(from?.schema), objectOf(to?.schema), { path: [], places }, context);
  return changes;
}

function placesIn(file: SchemaFile | null): JsonPlace | undefined {
  return file === null ? undefined : jsonPlaces(file.text);
}

/** Its line, where it stands there. */
function filePlace(path: string | null, place: JsonPlace | undefined): FilePlace | null {
  return path === null ? null : { path, line: place?.line ?? null };
}

function inner({ from, to }: Places, ...keys: readonly string[]): Places {
  const within = (place: JsonPlace | undefined) =>
    keys.reduce<JsonPlace | undefined>((now, key) => now?.inner.get(key), place);
  return { from: within(from), to: within(to) };
}

type SchemaObject = ReadonlyMap<string, unknown>;

interface Place {
  /** In the values. */
  readonly path: readonly string[];
  readonly places: Places;
}

function compare(from: SchemaObject, to: SchemaObject, { path, places }: Place, context: Context): void {
  if (path.length > MAX_DEPTH) return;
  const tell = (change: SchemaChange['change'], at: Place, what: Partial<SchemaChange> = {}): void => {
    const { prefix, fromPath, toPath, changes } = context;
    const own = { change, path: cutPath([...prefix, ...at.path]), keyword: '', from: null, to: null };
    const [fromPlace, toPlace] = [filePlace(fromPath, at.places.from), filePlace(toPath, at.places.to)];
    changes.push({ ...own, fromPlace, toPlace, ...what });
  };
  /** Where a rule of this schema stands. */
  const rule = (keyword: string): Place => ({ path, places: inner(places, keyword) });

  const [fromType, toType] = [typeText(from.get('type')), typeText(to.get('type'))];
  if (fromType !== toType) tell('type', rule('type'), { keyword: 'type', from: fromType, to: toType });
  compareEnum(from.get('enum'), to.get('enum'), (change, what) => tell(change, rule('enum'), what));
  const [wasRequired, isRequired] = [namesOf(from.get('required')), namesOf(to.get('required'))];
  const newProperties = objectOf(to.get('properties'));
  for (const name of isRequired)
    if (!wasRequired.has(name)) tell('required', { ...rule('required'), path: [...path, name] });
  for (const name of wasRequired) {
    if (!isRequired.has(name) && newProperties.has(name))
      tell('optional', { ...rule('required'), path: [...path, name] });
  }
  for (const keyword of new Set([...from.keys(), ...to.keys()])) {
    if (WORDS.has(keyword) || OWN.has(keyword)) continue;
    const [before, after] = [jsonText(from.get(keyword)), jsonText(to.get(keyword))];
    if (before !== after) tell('rule', rule(keyword), { keyword: cutText(keyword), from: cut(before), to: cut(after) });
  }

  for (const [before, after, at] of innerOf(from, to, { path, places })) {
    if (after === undefined) tell('removed', at, { from: typeText(objectOf(before).get('type')) });
    else if (before === undefined) tell('added', at, { to: typeText(objectOf(after).get('type')) });
    else compare(objectOf(before), objectOf(after), at, context);
  }
}

type Inner = readonly [before: unknown, after: unknown, at: Place];

function* innerOf(from: SchemaObject, to: SchemaObject, { path, places }: Place): Generator<Inner> {
  for (const keyword of ['properties', 'patternProperties', '$defs', 'definitions']) {
    const [before, after] = [objectOf(from.get(keyword)), objectOf(to.get(keyword))];
    const above = keyword === 'properties' || keyword === 'patternProperties' ? path : [...path, keyword];
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      yield [before.get(name), after.get(name), { path: [...above, name], places: inner(places, keyword, name) }];
    }
  }
  const [before, after] = [from.get('items'), to.get('items')];
  if (before !== undefined || after !== undefined)
    yield [before, after, { path: [...path, '[]'], places: inner(places, 'items') }];
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
