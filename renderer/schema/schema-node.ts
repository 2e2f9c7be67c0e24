/**
 * A chart's values.schema.json as a tree, node by node as it is opened: a schema that contains itself has no end. References are followed
 * within the schema only; nothing is ever fetched. The schema is a chart's own text: any shape of it is taken. Pure.
 */
import { decodePointer, type JsonSchema } from '../values/schema-hint';
import { schemaFacts, type SchemaFacts } from './schema-facts';

export type SchemaNodeKind = 'property' | 'pattern' | 'other' | 'item' | 'form';

export interface SchemaNode extends SchemaFacts {
  /** Of its place in the tree. */
  readonly key: string;
  readonly kind: SchemaNodeKind;
  readonly name: string;
  /** Of the value, as it is written in values: `env[0].name`. '' at the top. */
  readonly path: string;
  readonly isRequired: boolean;
  /** As they stand there, one leading to the next. */
  readonly references: readonly string[];
  /** Why there is nothing more of it here, as a sentence; '' where there is. */
  readonly note: string;
  /** The node above that it is the same as, where it leads back to it. */
  readonly sameAs: string | null;
  /** Its own, and those that it refers to. */
  readonly parts: readonly JsonSchema[];
  readonly above: SchemaNode | null;
  readonly level: number;
}

/** Real schemas refer two or three times in a row, loops without end. */
const MAX_REFERENCES = 16;
/** Deeper ones than any chart has. */
const MAX_LEVEL = 40;

export function rootNode(schema: JsonSchema): SchemaNode {
  return nodeOf(schema, schema, { key: '', kind: 'property', name: '', path: '', isRequired: false, above: null });
}

interface Place extends Pick<SchemaNode, 'key' | 'kind' | 'name' | 'path' | 'isRequired' | 'above'> {}

function nodeOf(root: JsonSchema, schema: unknown, place: Place): SchemaNode {
  const { parts, references, note } = isSchema(schema)
    ? resolved(root, schema)
    : { parts: [], references: [], note: schema === false ? 'Nothing may stand here.' : '' };
  const same = sameAbove(parts, place.above);
  const level = place.above === null ? 0 : place.above.level + 1;
  return {
    ...place,
    ...schemaFacts(parts),
    references,
    note: same === null ? (level >= MAX_LEVEL ? 'It goes on deeper than is shown here.' : note) : sameWords(same),
    sameAs: same?.key ?? null,
    parts,
    level,
  };
}

function sameWords({ path }: SchemaNode): string {
  return `It has the form of ${path === '' ? 'all values' : path}, within which it stands.`;
}

function sameAbove(parts: readonly JsonSchema[], above: SchemaNode | null): SchemaNode | null {
  // What only refers to others is no form by itself.
  const form = parts.at(-1);
  if (form === undefined) return null;
  for (let node = above; node !== null; node = node.above) if (node.parts.includes(form)) return node;
  return null;
}

function resolved(root: JsonSchema, schema: JsonSchema) {
  const parts: JsonSchema[] = [schema];
  const references: string[] = [];
  let note = '';
  for (let part: JsonSchema | undefined = schema; part !== undefined;) {
    const reference: unknown = part['$ref'] ?? part['$dynamicRef'] ?? part['$recursiveRef'];
    if (typeof reference !== 'string') break;
    references.push(reference);
    const local = localReference(root, reference);
    const target = local === null ? undefined : targetOf(root, local);
    if (local === null) note = 'This is defined elsewhere. Chartroom never fetches it.';
    else if (!isSchema(target)) note = 'There is no such definition in this schema.';
    else if (parts.includes(target)) note = 'It refers to itself: nothing is said of it.';
    else if (references.length >= MAX_REFERENCES) note = 'It refers further than is followed here.';
    part = note === '' && isSchema(target) ? target : undefined;
    if (part !== undefined) parts.push(part);
  }
  return { parts, references, note };
}

/** From the `#` on; null where it leads out of the schema. */
function localReference(root: JsonSchema, reference: string): string | null {
  if (reference.startsWith('#')) return reference;
  const id = root['$id'] ?? root['id'];
  const address = typeof id === 'string' ? id.replace(/#$/, '') : '';
  if (address === '' || !reference.startsWith(address)) return null;
  const rest = reference.slice(address.length);
  return rest === '' ? '#' : rest.startsWith('#') ? rest : null;
}

function targetOf(root: JsonSchema, local: string): unknown {
  if (local === '#') return root;
  if (!local.startsWith('#/')) return anchored(root, local.slice(1));
  let value: unknown = root;
  for (const key of local.split('/').slice(1).map(decodePointer)) {
    value = Array.isArray(value) ? value[Number(key)] : isSchema(value) ? own(value, key) : undefined;
  }
  return value;
}

/** Anchors stand at definitions, in every schema seen. */
function anchored(root: JsonSchema, name: string): unknown {
  const definitions = [root['$defs'], root['definitions']].flatMap((each) =>
    isSchema(each) ? Object.values(each) : [],
  );
  return definitions.find(
    (each) =>
      isSchema(each) && (each['$anchor'] === name || each['$dynamicAnchor'] === name || each['$id'] === `#${name}`),
  );
}

const FORMS = [
  ['allOf', 'all of'],
  ['anyOf', 'any of'],
  ['oneOf', 'one of'],
] as const;
const CONDITIONS = [
  ['if', 'if'],
  ['then', 'then'],
  ['else', 'else'],
  ['not', 'not'],
  ['contains', 'contains'],
  ['propertyNames', 'names of keys'],
] as const;

/** What a node opens to. Empty for what leads back to one above it. */
export function childrenOf(root: JsonSchema, node: SchemaNode): readonly SchemaNode[] {
  if (node.sameAs !== null || node.level >= MAX_LEVEL) return [];
  const required = new Set(node.parts.flatMap((part) => listOf(part['required'])));
  const children = new Map<string, SchemaNode>();
  const add = (kind: SchemaNodeKind, name: string, path: string, schema: unknown): void => {
    const key = `${node.key}/${kind}:${name}`;
    const isRequired = kind === 'property' && required.has(name);
    if (!children.has(key)) children.set(key, nodeOf(root, schema, { key, kind, name, path, isRequired, above: node }));
  };
  for (const part of node.parts) {
    for (const [name, schema] of entriesOf(part['properties'])) add('property', name, below(node.path, name), schema);
    for (const [name, schema] of entriesOf(part['patternProperties']))
      add('pattern', name, below(node.path, '*'), schema);
    if (isSchema(part['additionalProperties'])) add('other', '*', below(node.path, '*'), part['additionalProperties']);
    const items = part['prefixItems'] ?? part['items'];
    for (const [index, schema] of listOf(items).entries()) add('item', `[${index}]`, `${node.path}[${index}]`, schema);
    const others = Array.isArray(items) ? (part['additionalItems'] ?? part['items']) : items;
    if (isSchema(others)) add('item', '[…]', `${node.path}[0]`, others);
    for (const [name, words] of FORMS) {
      for (const [index, schema] of listOf(part[name]).entries())
        add('form', `${words} ${index + 1}`, node.path, schema);
    }
    for (const [name, words] of CONDITIONS) if (Object.hasOwn(part, name)) add('form', words, node.path, part[name]);
    for (const [name, schema] of entriesOf(part['dependentSchemas'])) add('form', `with ${name}`, node.path, schema);
  }
  // Keys that must be there, of which nothing else is said.
  for (const name of required) {
    if (typeof name === 'string' && !children.has(`${node.key}/property:${name}`)) {
      add('property', name, below(node.path, name), {});
    }
  }
  return [...children.values()];
}

const OPENING = ['properties', 'patternProperties', 'required', 'items', 'prefixItems', 'dependentSchemas'] as const;

/** Without making them. */
export function hasChildren({ parts, sameAs, level }: SchemaNode): boolean {
  if (sameAs !== null || level >= MAX_LEVEL) return false;
  return parts.some(
    (part) =>
      OPENING.some((name) => sizeOf(part[name]) > 0) ||
      FORMS.some(([name]) => sizeOf(part[name]) > 0) ||
      CONDITIONS.some(([name]) => Object.hasOwn(part, name)) ||
      isSchema(part['additionalProperties']),
  );
}

function sizeOf(value: unknown): number {
  return Array.isArray(value) ? value.length : isSchema(value) ? Object.keys(value).length : 0;
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isSchema(value) ? Object.entries(value) : [];
}

function own(schema: JsonSchema, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
