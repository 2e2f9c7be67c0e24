/**
 * A tree of YAML nodes as plain values, by go-yaml 2: aliases and merge keys resolved, keys made text as
 * sigs.k8s.io/yaml does for JSON. Refuses what they refuse: bombs of aliases, loops, keys that are lists or null.
 */
import { formatGoFloat } from './go-number';
import { parseYaml, type AliasNode, type MappingNode, type ScalarNode, type YamlNode } from './parser';
import { MERGE_TAG, resolveScalar } from './resolve';
import { YamlError } from './yaml-error';
import { assertYamlText } from './yaml-text';

/** A number or boolean with the text it was written as, so that a reader can tell what YAML made of it. */
export interface YamlTyped {
  readonly value: boolean | bigint | number;
  readonly text: string;
  readonly line: number;
}

export type YamlMapping = ReadonlyMap<string, YamlValue>;
export type YamlValue = null | string | YamlTyped | YamlRefused | readonly YamlValue[] | YamlMapping;

/**
 * A mapping with a null as key. JSON has no form for it, so it is refused; but only by who reads it: where the same key
 * stands twice, nobody reads the first.
 */
export interface YamlRefused {
  readonly refusal: YamlError;
}

/** A key that stands twice in one mapping; Helm takes the last. */
export interface YamlDuplicate {
  readonly key: string;
  /** Where it stands again, as offsets into the text. */
  readonly start: number;
  readonly end: number;
}

export interface YamlDocument {
  /** What the text is made of, with its places; null for an empty document. */
  readonly root: YamlNode | null;
  readonly value: YamlValue;
  readonly duplicates: readonly YamlDuplicate[];
}

/** The first document of a text without byte order mark. Throws YamlError where Helm refuses it. */
export function decodeYaml(text: string): YamlDocument {
  assertYamlText(text);
  const root = parseYaml(text);
  const decoder = new Decoder();
  const value = root === null ? null : decoder.decode(root);
  return { root, value, duplicates: [...decoder.duplicates.values()] };
}

export function isYamlTyped(value: YamlValue): value is YamlTyped {
  return typeof value === 'object' && value !== null && 'text' in value;
}

export function isYamlList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

export function isYamlMapping(value: YamlValue): value is YamlMapping {
  return value instanceof Map;
}

export function isYamlRefused(value: YamlValue): value is YamlRefused {
  return typeof value === 'object' && value !== null && 'refusal' in value;
}

class Decoder {
  /** By the place, since an alias has the same one read again. */
  readonly duplicates = new Map<number, YamlDuplicate>();
  readonly #openAliases = new Set<AliasNode>();
  readonly #refusals = new WeakMap<YamlMapping, YamlError>();
  #decoded = 0;
  #decodedByAlias = 0;

  decode(node: YamlNode): YamlValue {
    this.#count();
    if (node.kind === 'alias') return this.#inAlias(node, () => this.decode(node.target));
    if (node.kind === 'scalar') return decodeScalar(node);
    if (node.kind === 'sequence') return node.items.map((item) => this.decode(item));
    const mapping = new Map<string, YamlValue>();
    this.#fill(node, mapping);
    const refusal = this.#refusals.get(mapping);
    return refusal ? { refusal } : mapping;
  }

  #fill(node: MappingNode, mapping: Map<string, YamlValue>): void {
    const own = new Set<string>();
    for (const [keyNode, valueNode] of node.pairs) {
      if (isMerge(keyNode)) {
        this.#merge(valueNode, mapping);
        continue;
      }
      const keyValue = this.decode(keyNode);
      if (keyValue === null) this.#refusals.set(mapping, new YamlError('unsupported map key: null', keyNode.line));
      const key = keyValue === null ? '' : keyText(keyValue, keyNode.line);
      if (own.has(key)) this.duplicates.set(keyNode.start, { key, start: keyNode.start, end: keyNode.end });
      own.add(key);
      mapping.set(key, this.decode(valueNode));
    }
  }

  /** go-yaml merges where the `<<` stands, so it wins over the keys before it and loses to those behind. */
  #merge(node: YamlNode, mapping: Map<string, YamlValue>): void {
    if (node.kind !== 'sequence') {
      this.#mergeOne(node, mapping);
      return;
    }
    // Of several, the earlier ones win.
    for (let index = node.items.length - 1; index >= 0; index--) {
      const item = node.items[index];
      if (item) this.#mergeOne(item, mapping);
    }
  }

  #mergeOne(source: YamlNode, mapping: Map<string, YamlValue>): void {
    const target = source.kind === 'alias' ? source.target : source;
    if (target.kind !== 'mapping') {
      throw new YamlError('map merge requires map or sequence of maps as the value', source.line);
    }
    this.#count();
    if (source.kind !== 'alias') {
      this.#fill(target, mapping);
      return;
    }
    this.#inAlias(source, () => {
      this.#count();
      this.#fill(target, mapping);
    });
  }

  #inAlias<Value>(alias: AliasNode, read: () => Value): Value {
    if (this.#openAliases.has(alias)) {
      throw new YamlError(`anchor '${alias.name}' value contains itself`, alias.line);
    }
    this.#openAliases.add(alias);
    const value = read();
    this.#openAliases.delete(alias);
    return value;
  }

  #count(): void {
    this.#decoded += 1;
    if (this.#openAliases.size > 0) this.#decodedByAlias += 1;
    const isBomb =
      this.#decodedByAlias > 100 &&
      this.#decoded > 1000 &&
      this.#decodedByAlias / this.#decoded > allowedAliasRatio(this.#decoded);
    if (isBomb) throw new YamlError('document contains excessive aliasing');
  }
}

/** go-yaml's own bound: nearly everything of a small document may come from aliases, a tenth of a huge one. */
function allowedAliasRatio(decoded: number): number {
  const low = 400_000;
  const high = 4_000_000;
  if (decoded <= low) return 0.99;
  if (decoded >= high) return 0.1;
  return 0.99 - 0.89 * ((decoded - low) / (high - low));
}

function decodeScalar({ tag, plain, value, line }: ScalarNode): YamlValue {
  const resolved = tag === '' && !plain ? value : resolveScalar(tag, value);
  if (resolved === null || typeof resolved === 'string') return resolved;
  return { value: resolved, text: value, line };
}

function isMerge(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === '<<' && (node.plain || node.tag === MERGE_TAG);
}

function keyText(key: Exclude<YamlValue, null>, line: number): string {
  if (typeof key === 'string') return key;
  if (!isYamlTyped(key)) throw new YamlError('invalid map key: a list or a mapping', line);
  if (typeof key.value !== 'number') return String(key.value);
  return SPECIAL_FLOATS.get(key.value) ?? formatGoFloat(key.value);
}

const SPECIAL_FLOATS: ReadonlyMap<number, string> = new Map([
  [Number.NaN, '.nan'],
  [Number.POSITIVE_INFINITY, '.inf'],
  [Number.NEGATIVE_INFINITY, '-.inf'],
]);
