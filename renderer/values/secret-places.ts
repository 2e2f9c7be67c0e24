/**
 * Where what is likely a secret stands in a text of values. By YAML's own grammar where it can be read; by its lines where it can't, since
 * a secret must not come to light because a bracket is missing for a moment, and where it is long. Pure.
 */
import { parseYaml, type MappingNode, type ScalarNode, type YamlNode } from '../../shared/yaml/parser';
import { YamlError } from '../../shared/yaml/yaml-error';
import { meaningOf, meantKey } from './secret-path';
import { secretsByLine } from './secrets-by-line';

/** Offsets into the text, of the value alone. */
export interface SecretPlace {
  readonly from: number;
  readonly to: number;
  /** `auth.password`, or the key alone where no more is known. */
  readonly name: string;
}

/** A longer text takes more of a moment to parse than a key may take: some 3 ms. */
export const MAX_PARSED_LENGTH = 64 * 1024;

/** In their order, none within another. */
export function secretPlaces(text: string): readonly SecretPlace[] {
  return (text.length > MAX_PARSED_LENGTH ? null : parsedSecretPlaces(text)) ?? secretsByLine(text);
}

/** Null where the text is no YAML. */
export function parsedSecretPlaces(text: string): readonly SecretPlace[] | null {
  try {
    const root = parseYaml(text);
    const places = [
      ...(root === null ? [] : new Finder(text).find(root)),
      ...secretsByLine(text, { commentsOnly: true }),
    ];
    // Only the first document is parsed.
    if (root !== null && /^---/m.test(text.slice(root.end))) places.push(...secretsByLine(text, { from: root.end }));
    return joined(places);
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}

/** In their order; what overlaps becomes one. */
export function joined(places: readonly SecretPlace[]): readonly SecretPlace[] {
  const all: SecretPlace[] = [];
  for (const place of [...places].sort((left, right) => left.from - right.from || right.to - left.to)) {
    const last = all.at(-1);
    if (last === undefined || place.from >= last.to) all.push(place);
    else if (place.to > last.to) all[all.length - 1] = { ...last, to: place.to };
  }
  return all;
}

class Finder {
  readonly #text: string;
  readonly #places = new Map<number, SecretPlace>();
  /** Anchors that an alias below a secret key names: each is looked through once, and no loop is followed. */
  readonly #followed = new Set<YamlNode>();
  readonly #path: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  find(root: YamlNode): readonly SecretPlace[] {
    this.#visit(root, false);
    return [...this.#places.values()];
  }

  #visit(node: YamlNode, isSecret: boolean): void {
    switch (node.kind) {
      case 'alias':
        // Where the anchor stands the value is read as well as here.
        if (!isSecret || this.#followed.has(node.target)) return;
        this.#followed.add(node.target);
        return this.#visit(node.target, true);
      case 'scalar':
        return isSecret ? this.#add(node) : undefined;
      case 'sequence':
        for (const item of node.items) this.#visit(item, isSecret);
        return undefined;
      case 'mapping':
        return this.#visitPairs(node, isSecret);
      default:
        return node satisfies never;
    }
  }

  #visitPairs({ pairs }: MappingNode, isSecret: boolean): void {
    const named = pairs.find(([key]) => key.kind === 'scalar' && key.value === 'name')?.[1];
    const name = named?.kind === 'scalar' ? named.value : undefined;
    for (const [keyNode, value] of pairs) {
      const key = keyNode.kind === 'scalar' ? meantKey(keyNode.value, name) : '';
      const meaning = meaningOf(key, this.#path.at(-1) ?? '');
      this.#path.push(key);
      this.#visit(value, meaning === null ? isSecret : meaning === 'secret');
      this.#path.pop();
    }
  }

  #add(node: ScalarNode): void {
    if (node.value === '' || (node.plain && SAYS_NOTHING.test(node.value))) return;
    const place = this.#placeOf(node);
    if (place.from < place.to) this.#places.set(place.from, place);
  }

  #placeOf({ start, end }: ScalarNode): SecretPlace {
    const name = this.#path.join('.');
    const text = this.#text.slice(start, end);
    // An anchor and a tag stay to be seen: what they name is somewhere else.
    const properties = /^(?:[&!]\S*\s+)*/.exec(text)?.[0].length ?? 0;
    const head = /^[|>][^\n]*\n\s*/.exec(text.slice(properties))?.[0].length ?? 0;
    const tail = head > 0 ? text.length - text.trimEnd().length : 0;
    return { from: start + properties + head, to: Math.max(end - tail, start + properties), name };
  }
}

/** A switch that happens to be called so. */
const SAYS_NOTHING = /^(?:~|null|true|false)$/i;
