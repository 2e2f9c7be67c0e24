/** On which lines of a chart's values.yaml its values stand, and which of them a line belongs to. Pure. */
import type { YamlNode } from '../../shared/yaml/parser';
import { pathKey, type ValuePath } from './helm-value';
import { keyOf } from './value-places';

/** By `pathKey`, below `prefix`: lines counted from 1, of maps too. Of a key that stands twice, the last, which counts. */
export function linesIn(text: string, root: YamlNode | null, prefix: ValuePath): ReadonlyMap<string, number> {
  const starts = lineStarts(text);
  const lines = new Map<string, number>();
  const walk = (node: YamlNode | null, path: ValuePath): void => {
    if (node?.kind !== 'mapping') return;
    for (const [key, value] of node.pairs) {
      const name = keyOf(key);
      if (name === null) continue;
      const at = [...path, name];
      lines.set(pathKey(at), lineAtOffset(starts, key.start));
      walk(value, at);
    }
  };
  walk(root, prefix);
  return lines;
}

/** Of a value, or of what stands nearest above it: a value that an alias brings has no line of its own. */
export function lineAt(lines: ReadonlyMap<string, number>, path: ValuePath): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const line = lines.get(pathKey(path.slice(0, length)));
    if (line !== undefined) return line;
  }
  return null;
}

/**
 * Which of the values, by its index, a line of the text belongs to; null: none. `lines`: of each value, in any order. A comment
 * belongs to what follows it.
 */
export function valueOnLine(text: string, lines: readonly (number | null)[], line: number): number | null {
  const at = lineOfContent(text, line);
  let found: number | null = null;
  let foundLine = 0;
  for (const [index, own] of lines.entries()) {
    if (own === null || own > at || own <= foundLine) continue;
    found = index;
    foundLine = own;
  }
  return found;
}

/** The line itself, or the first one behind it that is more than a comment. */
function lineOfContent(text: string, line: number): number {
  const starts = lineStarts(text);
  for (let at = line; at <= starts.length; at += 1) {
    const start = starts[at - 1] ?? 0;
    // What is told of a line stands at its beginning; some are megabytes long.
    const beginning = text.slice(start, Math.min(starts[at] ?? text.length, start + 200));
    if (!/^\s*(?:#|$)/.test(beginning)) return at;
  }
  return line;
}

/** Offsets, as the editor counts lines. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  return starts;
}

function lineAtOffset(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
