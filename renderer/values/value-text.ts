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
  return textUpTo(value, Infinity);
}

/** The beginning of it: what stands behind `length` characters is not written out. */
export function valueTextUpTo(value: HelmValue, length: number): string {
  return textUpTo(value, length).slice(0, length);
}

/** All of it where it is shorter than `length`; else that much at least. */
function textUpTo(value: HelmValue, length: number): string {
  if (typeof value === 'string') {
    // A text is cut first where it is far too long; a quote more or less is cut off again.
    const text = value.length > length ? value.slice(0, length) : value;
    return isPlain(text) ? text : quotedText(text);
  }
  if (isHelmMap(value)) {
    return listed('{', '}', value, length, ([key, item]) => `${innerText(key, length)}: ${innerText(item, length)}`);
  }
  return isHelmList(value) ? listed('[', ']', value, length, (item) => innerText(item, length)) : String(value);
}

function listed<Item>(
  start: string,
  end: string,
  items: Iterable<Item>,
  length: number,
  textOf: (item: Item) => string,
): string {
  let text = start;
  for (const item of items) {
    if (text.length > length) return text;
    text += `${text === start ? '' : ', '}${textOf(item)}`;
  }
  return text + end;
}

/** Within brackets more characters have a meaning: text there is always quoted, but for simple words. */
function innerText(value: HelmValue, length: number): string {
  if (typeof value !== 'string' || /^[A-Za-z][\w./-]*$/.test(value)) return textUpTo(value, length);
  return quotedText(value.length > length ? value.slice(0, length) : value);
}

/** In double quotes, as YAML reads it back: it takes more characters for the end of a line, or for none, than JSON does. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Words that are nothing but a text in YAML. */
const JUST_WORDS = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/;
const OTHER_WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function isPlain(text: string): boolean {
  if (JUST_WORDS.test(text) && !text.includes('---')) return !OTHER_WORDS.test(text);
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
