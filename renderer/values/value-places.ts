/** Where values stand in a text, and what the comments above them say. Pure. */
import type { MappingNode, YamlNode, YamlPair } from '../../shared/yaml/parser';
import { pathKey, type ValuePath } from './helm-value';
import { readValues } from './read-values';

/** Offsets into the text. */
export interface TextPlace {
  readonly from: number;
  readonly to: number;
}

/** Of the value at `path`, or of what stands nearest above it; null where not even its first key is there. */
export function placeOf(root: YamlNode | null, path: ValuePath): TextPlace | null {
  let node = root;
  let place: TextPlace | null = null;
  for (const key of path) {
    const pair: YamlPair | undefined = node?.kind === 'mapping' ? pairOf(node, key) : undefined;
    if (pair === undefined) break;
    const [keyNode, value] = pair;
    // Of an empty value, and of a map of many lines, the key says where it is.
    const isShort = value.kind === 'scalar' && value.end > value.start;
    place = isShort ? { from: value.start, to: value.end } : { from: keyNode.start, to: keyNode.end };
    node = value;
  }
  return place;
}

/** Of a key that stands twice, the last, which counts. */
export function pairOf({ pairs }: MappingNode, key: string): YamlPair | undefined {
  for (let index = pairs.length - 1; index >= 0; index -= 1) {
    const pair = pairs[index];
    if (pair !== undefined && keyOf(pair[0]) === key) return pair;
  }
  return undefined;
}

/** Plain keys that YAML may read as something else than the text they are: numbers, yes and no, a merge. */
const NOT_JUST_TEXT = /^(?:[-+.~<\d].*|y|n|yes|no|on|off|true|false|null)$/i;

/** The key as Helm reads it: `on` is `true`. Null for a merge. */
export function keyOf(node: YamlNode): string | null {
  if (node.kind !== 'scalar') return null;
  if (!node.plain || !NOT_JUST_TEXT.test(node.value)) return node.value;
  // A merge key is none; it takes maps only, so this can't be read.
  const read = readValues(`${node.value}: x`);
  return read.ok ? ([...read.values.keys()][0] ?? null) : null;
}

/** By `pathKey`, below `prefix`: the comment right above a value's key, as one paragraph. */
export function commentsIn(text: string, root: YamlNode | null, prefix: ValuePath): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  let lineEnd = -1;
  let words = '';
  for (const { path, key } of leaves(root, prefix)) {
    // All keys of a line have the comment above it, which is looked for once: a line may be megabytes long.
    if (key.start === 0 || key.start > lineEnd) {
      words = commentAbove(text, key.start);
      lineEnd = text.indexOf('\n', key.start);
      if (lineEnd < 0) lineEnd = text.length;
    }
    if (words !== '') comments.set(pathKey(path), words);
  }
  return comments;
}

/** The comment right above the key of the value at `path`, as one paragraph; '' where there is none. */
export function commentAt(text: string, root: YamlNode | null, path: ValuePath): string {
  let node = root;
  let keyNode: YamlNode | null = null;
  for (const key of path) {
    const pair: YamlPair | undefined = node?.kind === 'mapping' ? pairOf(node, key) : undefined;
    if (pair === undefined) return '';
    [keyNode, node] = pair;
  }
  return keyNode === null ? '' : commentAbove(text, keyNode.start);
}

interface Leaf {
  readonly path: ValuePath;
  readonly key: YamlNode;
}

function* leaves(node: YamlNode | null, prefix: ValuePath): Generator<Leaf> {
  if (node?.kind !== 'mapping') return;
  for (const [key, value] of node.pairs) {
    const name = keyOf(key);
    if (name === null) continue;
    const path = [...prefix, name];
    if (value.kind === 'mapping' && value.pairs.length > 0) yield* leaves(value, path);
    else yield { path, key };
  }
}

/** A paragraph says enough; a whole example that is commented out would say too much. */
const MAX_COMMENT_LINES = 12;

function commentAbove(text: string, offset: number): string {
  const lines: string[] = [];
  let end = text.lastIndexOf('\n', offset - 1);
  while (end > 0 && lines.length < MAX_COMMENT_LINES) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (!line.startsWith('#')) break;
    // `# -- words` is the form of helm-docs, `## @param` that of another generator.
    lines.unshift(line.replace(/^#+\s*(?:--\s*)?/, ''));
    end = start - 1;
  }
  return lines.join(' ').trim();
}
