/** Several values files as the one that helm would make of `-f a -f b`. Numbers stay as they were written. Pure. */
import {
  decodeYaml,
  isYamlList,
  isYamlMapping,
  isYamlRefused,
  type YamlMapping,
  type YamlValue,
} from '../../shared/yaml/decode';
import { keptValues } from './kept-values';
import { quotedText } from './value-text';

/** Null where one of them can't be used. A single one stays as it is, with its comments. */
export function mergedText(texts: readonly string[]): string | null {
  if (texts.length === 1) return texts[0] ?? '';
  if (texts.some((text) => !keptValues(text).ok)) return null;
  const merged = texts.reduce<YamlMapping>((base, text) => {
    const { value } = decodeYaml(text);
    return isYamlMapping(value) ? mergeMaps(base, value) : base;
  }, new Map());
  return [...merged].map(([key, value]) => pairText(key, value, '')).join('');
}

/** The later wins, maps are merged, lists are replaced, a null stays: it takes a default away later. */
function mergeMaps(base: YamlMapping, over: YamlMapping): YamlMapping {
  const merged = new Map(base);
  for (const [key, value] of over) {
    const before = merged.get(key) ?? null;
    merged.set(key, isYamlMapping(value) && isYamlMapping(before) ? mergeMaps(before, value) : value);
  }
  return merged;
}

function pairText(key: string, value: YamlValue, indent: string): string {
  const start = `${indent}${quotedText(key)}:`;
  if (!isYamlMapping(value) || value.size === 0) return `${start} ${flowText(value)}\n`;
  const inner = [...value].map(([innerKey, item]) => pairText(innerKey, item, `${indent}  `));
  return `${start}\n${inner.join('')}`;
}

function flowText(value: YamlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quotedText(value);
  if (isYamlList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (isYamlMapping(value)) {
    return `{${[...value].map(([key, item]) => `${quotedText(key)}: ${flowText(item)}`).join(', ')}}`;
  }
  // `readValues` has let none through.
  if (isYamlRefused(value)) throw value.refusal;
  return typeof value.value === 'boolean' ? String(value.value) : value.text;
}
