/** The rows of a schema's tree as it is seen: what is open, or what a search finds with all that it stands in. For a worker. Pure. */
import type { TreeRow } from '../components/tree/tree-keys';
import { readSchema, type JsonSchema } from '../values/schema-hint';
import { childrenOf, hasChildren, rootNode, type SchemaNode } from './schema-node';
import type { SchemaFacts } from './schema-facts';

export interface SchemaRow extends TreeRow, SchemaFacts {
  readonly kind: SchemaNode['kind'];
  readonly name: string;
  readonly path: string;
  readonly isRequired: boolean;
  readonly references: readonly string[];
  readonly note: string;
  readonly sameAs: string | null;
}

export interface SchemaHead extends SchemaFacts {
  /** As `$schema` names it; '' where it names none. */
  readonly draft: string;
}

export interface ShownSchema {
  readonly rows: readonly SchemaRow[];
  /** There is more than is listed, or than was searched. */
  readonly isCut: boolean;
}

/** As many as anybody would scroll through. */
const MAX_ROWS = 5_000;
/** A schema whose definitions contain each other has more places than could ever be searched. */
const MAX_SEARCHED = 15_000;

export interface OpenSchema {
  readonly schema: JsonSchema;
  readonly root: SchemaNode;
  readonly head: SchemaHead;
}

/** Null where the text is no schema. */
export function openSchema(text: string): OpenSchema | null {
  const schema = readSchema(text);
  if (schema === null) return null;
  const root = rootNode(schema);
  const { type, title, description, rules, choices, byDefault, examples } = root;
  const draft = typeof schema['$schema'] === 'string' ? schema['$schema'].slice(0, 500) : '';
  return { schema, root, head: { type, title, description, rules, choices, byDefault, examples, draft } };
}

/** `open`: keys of rows. `search`: '' for none. */
export function shownSchema({ schema, root }: OpenSchema, open: ReadonlySet<string>, search: string): ShownSchema {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const rows: SchemaRow[] = [];
  let isCut = false;
  if (words.length === 0) {
    list(root);
    return { rows, isCut };
  }
  let searched = 0;
  find(root);
  return { rows, isCut };

  function list(node: SchemaNode): void {
    const children = childrenOf(schema, node);
    for (const [index, child] of children.entries()) {
      if (rows.length >= MAX_ROWS) {
        isCut = true;
        return;
      }
      const isOpen = hasChildren(child) ? open.has(child.key) : null;
      rows.push(rowOf(child, index, children.length, isOpen));
      if (isOpen === true) list(child);
    }
  }

  /** Whether something within it is found. What stands around what is found is listed before it. */
  function find(node: SchemaNode): boolean {
    let isFound = false;
    if (searched > MAX_SEARCHED) {
      isCut = true;
      return false;
    }
    const children = childrenOf(schema, node);
    searched += children.length;
    for (const [index, child] of children.entries()) {
      if (rows.length >= MAX_ROWS) {
        isCut = true;
        return isFound;
      }
      const at = rows.length;
      rows.push(rowOf(child, index, children.length, null));
      const isWithin = find(child);
      if (isWithin) rows[at] = rowOf(child, index, children.length, true);
      else if (!matches(child, words)) rows.pop();
      else if (hasChildren(child)) {
        const isOpen = open.has(child.key);
        rows[at] = rowOf(child, index, children.length, isOpen);
        if (isOpen) list(child);
      }
      isFound ||= rows.length > at;
    }
    return isFound;
  }
}

function matches(node: SchemaNode, words: readonly string[]): boolean {
  const { path, name, title, description, type, choices, references } = node;
  const text = [path, name, title, description, type, ...choices, ...references].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function rowOf(node: SchemaNode, index: number, siblings: number, isOpen: boolean | null): SchemaRow {
  const { parts: _parts, above: _above, level, ...told } = node;
  return { ...told, level, isOpen, text: node.name, position: index + 1, siblings };
}
