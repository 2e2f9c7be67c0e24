/** Values of a chart as they are compared: what Helm reads in values.yaml, with the line of each key. Pure. */
import {
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  isYamlTyped,
  type YamlMapping,
  type YamlValue,
} from '../../../shared/yaml/decode';
import type { YamlNode, YamlPair } from '../../../shared/yaml/parser';
import { YamlError } from '../../../shared/yaml/yaml-error';
import { decodeYamlBytes } from '../yaml-bytes';

export interface ReadValues {
  readonly values: YamlMapping;
  /** Counted from 1; null where the path is not written as such, as behind an alias. */
  readonly lineOf: (path: readonly string[]) => number | null;
}

const NO_VALUES: YamlMapping = new Map();

/** Throws YamlError where Helm refuses the file. */
export function readValues(bytes: Uint8Array): ReadValues {
  const { value, root } = decodeYamlBytes(bytes);
  if (value !== null && !isYamlMapping(value)) throw new YamlError('the values are not a mapping');
  const known = new WeakMap<YamlNode, ReadonlyMap<string, YamlPair>>();
  function pairsOf(node: YamlNode): ReadonlyMap<string, YamlPair> {
    const found = known.get(node);
    if (found !== undefined) return found;
    const pairs = node.kind === 'mapping' ? node.pairs : [];
    // Of a key that stands twice the last one counts.
    const byKey = new Map(pairs.map((pair) => [pair[0].kind === 'scalar' ? pair[0].value : '', pair] as const));
    known.set(node, byKey);
    return byKey;
  }
  return {
    values: value ?? NO_VALUES,
    lineOf(path) {
      let node = root;
      let line: number | null = null;
      for (const key of path) {
        const pair: YamlPair | undefined = node === null ? undefined : pairsOf(node).get(key);
        if (pair === undefined) return null;
        line = pair[0].line + 1;
        [, node] = pair;
      }
      return line;
    },
  };
}

/** How many values stand in it: an empty map or a list is one. */
export function countOf(value: YamlValue): number {
  if (!isYamlMapping(value) || value.size === 0) return 1;
  let count = 0;
  for (const inner of value.values()) count += countOf(inner);
  return count;
}

/** As JSON, keys in order: the same for the same value, however it is written. At most `maxLength` characters and some. */
export function valueText(value: YamlValue, maxLength = Number.POSITIVE_INFINITY): string {
  if (value === null) return 'null';
  if (typeof value === 'string') {
    return JSON.stringify(value.length > maxLength ? value.slice(0, maxLength) : value);
  }
  if (isYamlTyped(value)) return typeof value.value === 'number' ? String(value.value) : value.value.toString();
  if (isYamlRefused(value)) return '?';
  const [open, close] = isYamlList(value) ? ['[', ']'] : ['{', '}'];
  let text = open;
  for (const [key, inner] of isYamlList(value) ? value.entries() : sorted(value)) {
    if (text.length > maxLength) return text;
    if (text.length > 1) text += ', ';
    if (typeof key === 'string') text += `${JSON.stringify(key)}: `;
    text += valueText(inner, maxLength - text.length);
  }
  return text + close;
}

function sorted(mapping: YamlMapping): readonly (readonly [string, YamlValue])[] {
  return [...mapping].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}

export function sameValue(left: YamlValue, right: YamlValue): boolean {
  if (left === right) return true;
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') return false;
  if (isYamlTyped(left))
    return (
      isYamlTyped(right) && Number(left.value) === Number(right.value) && typeOf(left.value) === typeOf(right.value)
    );
  if (isYamlList(left)) {
    return (
      isYamlList(right) && left.length === right.length && left.every((item, at) => sameValue(item, right[at] ?? null))
    );
  }
  if (!isYamlMapping(left) || !isYamlMapping(right) || left.size !== right.size) return false;
  for (const [key, value] of left) {
    const other = right.get(key);
    if (other === undefined || !sameValue(value, other)) return false;
  }
  return true;
}

function typeOf(value: boolean | bigint | number): 'boolean' | 'number' {
  return typeof value === 'boolean' ? 'boolean' : 'number';
}
