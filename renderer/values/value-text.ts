/** Values as short texts, and texts that are typed as values: always what Helm reads of them. */
import { equalValues, isHelmList, isHelmMap, type HelmValue } from './helm-value';
import { readValues } from './read-values';

export type ValueType = 'string' | 'int' | 'number' | 'bool' | 'null' | 'list' | 'map';

export function typeOf(value: HelmValue): ValueType {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'number';
  return isHelmMap(value) ? 'map' : 'list';
}

/** On one line, as YAML that Helm reads back as the same value; plain where that can be. */
export function valueText(value: HelmValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : quotedText(value);
  if (isHelmList(value)) return `[${value.map(innerText).join(', ')}]`;
  if (isHelmMap(value))
    return `{${[...value].map(([key, item]) => `${innerText(key)}: ${innerText(item)}`).join(', ')}}`;
  return String(value);
}

/** Within brackets more characters have a meaning: text there is always quoted, but for simple words. */
function innerText(value: HelmValue): string {
  if (typeof value !== 'string' || /^[A-Za-z][\w./-]*$/.test(value)) return valueText(value);
  return quotedText(value);
}

/** In double quotes, as YAML reads it back: it takes more characters for the end of a line, or for none, than JSON does. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isPlain(text: string): boolean {
  if (text === '' || text.includes('\n') || text.startsWith('---')) return false;
  return equalValues(readTyped(text), text);
}

function readTyped(text: string): HelmValue | undefined {
  // An anchor, alias or tag means something else at another place.
  if (/^[&*!]/.test(text)) return undefined;
  const read = readValues(`v: ${text}`);
  if (!read.ok || read.values.size !== 1) return undefined;
  const value = read.values.get('v');
  // A comment behind it would be left out of the value without a word.
  return read.root !== null && read.root.end === text.length + 3 ? value : undefined;
}

/**
 * What was typed into a cell, as YAML for the overrides: for a value that is a text by default, `1.10` is a text too
 * (quoted), and only a bare `null` isn't. Null for what is no single value on one line.
 */
export function typedValue(
  typed: string,
  type: ValueType | undefined,
): { readonly yaml: string; readonly value: HelmValue } | null {
  const text = typed.trim();
  if (text.includes('\n')) return null;
  if (text === '') return { yaml: '""', value: '' };
  const value = readTyped(text);
  if (type === 'string' && text !== 'null' && typeof value !== 'string') return { yaml: quotedText(text), value: text };
  return value === undefined ? null : { yaml: text, value };
}
