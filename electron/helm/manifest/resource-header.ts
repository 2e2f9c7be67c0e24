/**
 * What a Kubernetes object is: kind, name, namespace, hook. Manifests of megabytes are told apart by their lines; what is written in any
 * other way than templates usually do is decoded. Whether it is a Secret hangs on this, so lines are trusted only where no other
 * reading of them is possible. Pure.
 */
import { decodeYaml, isYamlMapping, isYamlTyped, type YamlMapping, type YamlValue } from '../../../shared/yaml/decode';
import { YamlError } from '../../../shared/yaml/yaml-error';

export interface ResourceHeader {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly hookEvents: readonly string[];
}

const HOOK_ANNOTATION = 'helm.sh/hook';
/** What YAML 1.1 takes as an end of line and `\n` is not. */
const OTHER_LINE_BREAK = /\r(?!\n)|[\u0085\u2028\u2029]/;
const ROOT_KEY = /^([A-Za-z][\w./-]*):(?:[ \t]+(.*))?$/;
const NESTED_KEY = /^(name|namespace):(?:[ \t]+(.*))?$/;
const PLAIN_VALUE = /^(?:([A-Za-z0-9][\w./:-]*)|"([^"\\]*)"|'([^']*)')[ \t]*(?:[ \t]#.*)?$/;
const NO_VALUE = /^(?:#.*)?$/;

/** Null for a document that can't be read as an object. */
export function readResourceHeader(text: string): ResourceHeader | null {
  return (text.includes(HOOK_ANNOTATION) ? null : readByLines(text)) ?? readByDecoding(text);
}

/** The mapping that a document is; null where it is none or can't be read. */
export function decodeObject(text: string): YamlMapping | null {
  try {
    const { value } = decodeYaml(text);
    return isYamlMapping(value) ? value : null;
  } catch (error) {
    if (error instanceof YamlError) return null;
    throw error;
  }
}

/**
 * Null where lines don't tell. The first line with content stands at the margin, so every key of the object does: `kind` is one of
 * those lines, or a line that is none of the usual ones. Where a line of a text that runs over the margin looks like a `kind`,
 * there are two of them.
 */
function readByLines(text: string): ResourceHeader | null {
  if (OTHER_LINE_BREAK.test(text)) return null;
  const found = new Map<string, string>();
  let key = '';
  let metadataIndent = 0;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const first = text.charAt(start);
    if (first === '#' || first === '\n' || first === '') continue;
    if (first === ' ') {
      if (key === 'metadata') {
        const line = lineOf(text, start, end);
        const indent = line.length - line.trimStart().length;
        if (indent === line.length || line.charAt(indent) === '#') continue;
        if (metadataIndent === 0) metadataIndent = indent;
        if (indent !== metadataIndent) continue;
        const [, name, value] = NESTED_KEY.exec(line.slice(indent)) ?? [];
        if (name !== undefined && !put(found, `metadata.${name}`, plainValue(value ?? ''))) return null;
      } else if (key === '' || key === 'kind' || key === 'apiVersion') {
        if (text.slice(start, end).trim() !== '') return null;
      }
      continue;
    }
    const line = lineOf(text, start, end);
    if (line === '') continue;
    if (first === '-') {
      if (key === '' || !/^-(?: |$)/.test(line)) return null;
      continue;
    }
    const [, name, value = ''] = ROOT_KEY.exec(line) ?? [];
    if (name === undefined) return null;
    key = name;
    if (name === 'metadata') {
      if (!NO_VALUE.test(value) || !put(found, name, '')) return null;
    } else if ((name === 'kind' || name === 'apiVersion') && !put(found, name, plainValue(value))) return null;
  }
  const kind = found.get('kind');
  const name = found.get('metadata.name');
  if (kind === undefined || name === undefined) return null;
  const namespace = found.get('metadata.namespace') ?? null;
  return { apiVersion: found.get('apiVersion') ?? '', kind, name, namespace, hookEvents: [] };
}

function lineOf(text: string, start: number, end: number): string {
  return text.slice(start, text.charAt(end - 1) === '\r' ? end - 1 : end);
}

/** False where there is no value, or one already. */
function put(found: Map<string, string>, key: string, value: string | null): boolean {
  if (value === null || found.has(key)) return false;
  found.set(key, value);
  return true;
}

function plainValue(value: string): string | null {
  const [, plain, double, single] = PLAIN_VALUE.exec(value) ?? [];
  return plain ?? double ?? single ?? null;
}

function readByDecoding(text: string): ResourceHeader | null {
  const object = decodeObject(text);
  const kind = textOf(object?.get('kind'));
  if (object === null || kind === '') return null;
  const metadata = mappingOf(object.get('metadata'));
  const hooks = textOf(mappingOf(metadata?.get('annotations'))?.get(HOOK_ANNOTATION));
  return {
    apiVersion: textOf(object.get('apiVersion')),
    kind,
    name: textOf(metadata?.get('name')) || textOf(metadata?.get('generateName')),
    namespace: textOf(metadata?.get('namespace')) || null,
    hookEvents: hooks
      .split(',')
      .map((event) => event.trim())
      .filter((event) => event !== ''),
  };
}

export function mappingOf(value: YamlValue | undefined): YamlMapping | null {
  return value !== undefined && isYamlMapping(value) ? value : null;
}

/** `''` for what is no scalar. */
export function textOf(value: YamlValue | undefined): string {
  if (typeof value === 'string') return value;
  return value !== undefined && value !== null && isYamlTyped(value) ? value.text : '';
}
