/**
 * One change of the overrides' text for one value: nothing else of it moves, no comment is lost. Each change is read
 * back and compared; where it would mean anything else, there is none, and the user changes the text by hand.
 */
import type { MappingNode, YamlNode, YamlPair } from '../../shared/yaml/parser';
import { equalValues, isHelmMap, type HelmMap, type HelmValue, type ValuePath } from './helm-value';
import { readValues } from './read-values';
import { pairOf } from './value-places';
import { valueText } from './value-text';

/** Replaces the characters from `from` to `to` of the text. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const INDENT = '  ';

/** Sets `path` to `yaml`, a value on one line. Null where the text can't be changed safely. */
export function setOverride(text: string, path: ValuePath, yaml: string): TextChange | null {
  const before = readValues(text);
  const value = readValues(`v: ${yaml}`);
  const wanted = value.ok ? value.values.get('v') : undefined;
  if (!before.ok || wanted === undefined || path.length === 0) return null;
  return checked(text, settingChange(text, before.root, path, yaml), withValue(before.values, path, wanted));
}

/** Takes `path` out, with the maps that it leaves empty: the default counts again. Null where that isn't safe. */
export function removeOverride(text: string, path: ValuePath): TextChange | null {
  const before = readValues(text);
  if (!before.ok) return null;
  return checked(text, removalChange(text, before.root, path), withoutValue(before.values, path));
}

export function applyChange(text: string, { from, to, insert }: TextChange): string {
  return text.slice(0, from) + insert + text.slice(to);
}

function checked(text: string, change: TextChange | null, wanted: HelmMap): TextChange | null {
  if (change === null) return null;
  const after = readValues(applyChange(text, change));
  return after.ok && equalValues(after.values, wanted) ? change : null;
}

function settingChange(text: string, root: YamlNode | null, path: ValuePath, yaml: string): TextChange | null {
  if (root === null) {
    const start = text === '' || text.endsWith('\n') ? '' : '\n';
    return { from: text.length, to: text.length, insert: `${start}${nested(path, yaml, '')}\n` };
  }
  let mapping = root;
  for (const [depth, key] of path.entries()) {
    if (mapping.kind !== 'mapping') return null;
    const rest = path.slice(depth);
    const pair = pairOf(mapping, key);
    if (pair === undefined) return addition(text, mapping, rest, yaml);
    const [keyNode, value] = pair;
    if (depth === path.length - 1) return replacement(keyNode, value, text, yaml);
    const isEmptyMap = value.kind === 'mapping' && value.pairs.length === 0;
    if (value.kind !== 'mapping' || isEmptyMap) {
      // `key:` with nothing, null, `{}` or a plain value: the map takes its place.
      const inner = `\n${nested(rest.slice(1), yaml, indentAt(text, keyNode.start) + INDENT)}`;
      return isFlow(text, mapping) ? null : { from: endOfColon(keyNode, value, text), to: value.end, insert: inner };
    }
    mapping = value;
  }
  return null;
}

function replacement(key: YamlNode, value: YamlNode, text: string, yaml: string): TextChange {
  const isEmpty = value.start === value.end;
  const isBlock = value.kind !== 'scalar' && value.kind !== 'alias' && !/[[{]/.test(text.charAt(value.start));
  // A block collection begins on a line of its own: its new value stands behind the colon.
  if (isBlock || isEmpty) return { from: endOfColon(key, value, text), to: value.end, insert: ` ${yaml}` };
  return { from: value.start, to: value.end, insert: yaml };
}

/** Behind the colon of a key. */
function endOfColon(key: YamlNode, value: YamlNode, text: string): number {
  const colon = text.indexOf(':', key.end);
  return colon < 0 ? value.start : colon + 1;
}

function addition(text: string, mapping: MappingNode, path: ValuePath, yaml: string): TextChange | null {
  if (isFlow(text, mapping)) {
    const inner = path.slice(1).reduceRight((value, key) => `{${valueText(key)}: ${value}}`, yaml);
    const comma = mapping.pairs.length === 0 ? '' : ', ';
    const [, last] = mapping.pairs.at(-1) ?? [];
    const at = last?.end ?? mapping.start + 1;
    return { from: at, to: at, insert: `${comma}${valueText(path[0] ?? '')}: ${inner}` };
  }
  const [first] = mapping.pairs;
  if (first === undefined) return null;
  const indent = indentAt(text, first[0].start);
  const at = endOfLine(text, mapping.end);
  return { from: at, to: at, insert: `\n${nested(path, yaml, indent)}` };
}

function removalChange(text: string, root: YamlNode | null, path: ValuePath): TextChange | null {
  const chain: { mapping: MappingNode; pair: YamlPair }[] = [];
  let node = root;
  for (const key of path) {
    if (node?.kind !== 'mapping') return null;
    const pair = pairOf(node, key);
    if (pair === undefined) return null;
    chain.push({ mapping: node, pair });
    [, node] = pair;
  }
  // The highest map that holds nothing else goes as well: left empty it would be a null.
  let index = chain.length - 1;
  while (index > 0 && chain[index]?.mapping.pairs.length === 1) index -= 1;
  const target = chain[index];
  return target === undefined ? null : pairRemoval(text, target.mapping, target.pair);
}

function pairRemoval(text: string, mapping: MappingNode, pair: YamlPair): TextChange {
  const [key, value] = pair;
  if (!isFlow(text, mapping)) {
    const from = text.lastIndexOf('\n', key.start - 1) + 1;
    return { from, to: Math.min(endOfLine(text, value.end) + 1, text.length), insert: '' };
  }
  const at = mapping.pairs.indexOf(pair);
  const next = mapping.pairs[at + 1];
  if (next !== undefined) return { from: key.start, to: next[0].start, insert: '' };
  const before = mapping.pairs[at - 1];
  return { from: before?.[1].end ?? key.start, to: value.end, insert: '' };
}

/** `a:\n  b: value`, each line below the indentation. */
function nested(path: ValuePath, yaml: string, indent: string): string {
  return path
    .map(
      (key, depth) =>
        `${indent}${INDENT.repeat(depth)}${valueText(key)}:${depth === path.length - 1 ? ` ${yaml}` : ''}`,
    )
    .join('\n');
}

function isFlow(text: string, { start }: MappingNode): boolean {
  return text.charAt(start) === '{';
}

function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function withValue(values: HelmMap, [key = '', ...rest]: ValuePath, value: HelmValue): HelmMap {
  const inner = values.get(key);
  const base: HelmMap = isHelmMap(inner) ? inner : new Map<string, HelmValue>();
  return new Map([...values, [key, rest.length === 0 ? value : withValue(base, rest, value)]]);
}

function withoutValue(values: HelmMap, [key = '', ...rest]: ValuePath): HelmMap {
  const copy = new Map(values);
  const inner = copy.get(key);
  const left = isHelmMap(inner) && rest.length > 0 ? withoutValue(inner, rest) : undefined;
  if (left === undefined || left.size === 0) copy.delete(key);
  else copy.set(key, left);
  return copy;
}
